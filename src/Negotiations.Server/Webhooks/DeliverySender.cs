using System.Security.Cryptography;
using Negotiations.Server.Jobs;
using Negotiations.Server.Watching;
using Negotiations.Store.Webhooks;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Server.Webhooks;

/// <summary>Sends the due webhook deliveries of a subscription to its receiver, one after another.</summary>
internal sealed class DeliverySender(
    DeliveryStore deliveries,
    WebhookMessageFactory messages,
    WebhookClient target,
    DeliveryResultWriter results,
    Lazy<SecretProtector> secrets,
    WebhookSettings settings,
    JobQueue queue,
    AppMetrics instruments,
    IHostApplicationLifetime life,
    ILogger<DeliverySender> logger
) : IJob<DeliverDue>
{
    // Then others have their turn.
    private const int MostInARow = 20;

    /// <summary>Nothing more is due of a subscription.</summary>
    public event Action? Drained;

    public Task HandleAsync(DeliverDue message, CancellationToken stop) => DeliverAsync(message.Subscription, stop);

    private async Task DeliverAsync(Guid subscription, CancellationToken stop)
    {
        // A receiver that takes its time must not hold up a server that is to stop.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stop, life.ApplicationStopping);
        for (var i = 0; i < MostInARow && !leaving.IsCancellationRequested; i++)
        {
            // Claimed for longer than an attempt can last, so that no one takes over from one that still runs.
            if (
                await deliveries.ClaimAsync(subscription, secrets.Value.Name, 4 * settings.Timeout, stop)
                is not { } delivery
            )
            {
                Drained?.Invoke();
                return;
            }

            await TryAsync(delivery, leaving.Token);
        }

        if (!leaving.IsCancellationRequested)
            await queue.SendAsync(new DeliverDue(subscription));
    }

    private async Task TryAsync(ClaimedDelivery delivery, CancellationToken leaving)
    {
        using var trace = AppMetrics.Trace.StartActivity("webhook attempt");
        trace?.SetTag("attempt", delivery.Attempt);
        try
        {
            var attempt = await SendAsync(delivery, leaving);
            trace?.SetTag("outcome", attempt.Succeeded ? "delivered" : "failed");
            instruments.Attempted(attempt.Succeeded);
            await results.SettleAsync(delivery, attempt, CancellationToken.None);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // No one knows whether it arrived: it is sent again by the one who comes next, who need not wait for the
            // claim to end.
            await deliveries.ReleaseAsync(delivery, CancellationToken.None);
        }
    }

    private async Task<Attempt> SendAsync(ClaimedDelivery delivery, CancellationToken leaving)
    {
        try
        {
            var keys = delivery.Secrets.Select(each => secrets.Value.Open(each, delivery.Subscription)).ToList();
            return await target.PostAsync(delivery.Url, await messages.WriteAsync(delivery, leaving), keys, leaving);
        }
        catch (CryptographicException)
        {
            return new Attempt(null, "Its secret cannot be opened with the key at hand. Give it a new one.");
        }
        catch (Exception failure)
            when (failure is not (OperationCanceledException or NpgsqlException or TimeoutException)
                && !Faults.IsOfThisProcess(failure)
            )
        {
            // Tried again and parked as any other: the deliveries behind it must not wait for it for ever.
            logger.LogError(failure, "Delivery {Id} could not be written.", delivery.Id);
            return new Attempt(null, "What was to be sent could not be written. The log of the server has why.");
        }
    }
}
