using Negotiations.Server.Jobs;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>Finds what fell between a commit and a queue, and clears away what is done with.</summary>
internal sealed class DeliverySweep(DeliveryStore deliveries, JobQueue queue, Lazy<SecretProtector> secrets)
{
    public async Task RunAsync(CancellationToken stop)
    {
        await deliveries.ClearAsync(stop);
        foreach (var subscription in await deliveries.ForgottenAsync(secrets.Value.Name, stop))
            await queue.SendAsync(new DeliverDue(subscription));
    }
}
