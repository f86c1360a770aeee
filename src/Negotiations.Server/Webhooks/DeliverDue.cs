using Negotiations.Server.Jobs;
using Wolverine.Attributes;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Something of this subscription may be due. It says nothing of what: a message that comes twice, or late, does no
/// harm.
/// </summary>
public sealed record DeliverDue(Guid Subscription);

/// <summary>Sends what is due.</summary>
public sealed class DeliverDueHandler(IJob<DeliverDue> sender)
{
    // Longer than the requests of one turn can take together.
    private const int OneHour = 60 * 60;

    [MessageTimeout(OneHour)]
    public Task HandleAsync(DeliverDue message, CancellationToken stop) => sender.HandleAsync(message, stop);
}
