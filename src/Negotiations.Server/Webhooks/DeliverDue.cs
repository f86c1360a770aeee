using Wolverine.ErrorHandling;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace Negotiations.Server.Webhooks;

/// <summary>Something of this subscription may be due. It says nothing of what: a message that comes twice, or late, does no harm.</summary>
public sealed record DeliverDue(Guid Subscription);

/// <summary>Hands the message to the courier. Written out, so that no code has to be generated for it.</summary>
internal sealed class DeliverDueHandler(Courier courier) : MessageHandler<DeliverDue>
{
    // The delivery itself is safe in its table; a message that was lost is sent again by the sweep.
    public override void ConfigureChain(HandlerChain chain)
    {
        chain.OnAnyException().RetryWithCooldown(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)).Then.Discard();

        // What came of an attempt stands with the delivery, where its owner looks.
        (chain.ProcessingLogLevel, chain.SuccessLogLevel, chain.TelemetryEnabled) = (LogLevel.None, LogLevel.None, false);
    }

    protected override Task HandleAsync(DeliverDue message, MessageContext context, CancellationToken cancellation) => courier.DeliverAsync(message.Subscription, cancellation);
}
