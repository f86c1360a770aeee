using System.Security.Cryptography;
using Negotiations.Server.Watching;

namespace Negotiations.Server.Webhooks;

/// <summary>Takes what is due of a subscription to its receiver, one delivery after another.</summary>
internal sealed class Courier(DeliveryStore deliveries, Letters letters, Target target, Settlement settlement, Lazy<SecretBox> secrets, WebhookSettings settings, DeliveryQueue queue, Instruments instruments)
{
    // Then others have their turn.
    private const int MostInARow = 20;

    /// <summary>Nothing more is due of a subscription.</summary>
    public event Action? Drained;

    public async Task DeliverAsync(Guid subscription, CancellationToken stop)
    {
        // Longer than an attempt can last, so that nobody takes over from one that still runs.
        var claimedFor = 4 * settings.Timeout;
        for (var i = 0; i < MostInARow; i++)
        {
            if (await deliveries.ClaimAsync(subscription, secrets.Value.Name, claimedFor, stop) is not { } delivery)
            {
                Drained?.Invoke();
                return;
            }

            var attempt = await SendAsync(delivery, stop);
            instruments.Attempted(attempt.Succeeded);
            await settlement.SettleAsync(delivery, attempt, stop);
        }

        await queue.SendAsync(new DeliverDue(subscription));
    }

    private async Task<Attempt> SendAsync(ClaimedDelivery delivery, CancellationToken stop)
    {
        try
        {
            var keys = delivery.Secrets.Select(each => secrets.Value.Open(each, delivery.Subscription)).ToList();
            var letter = await letters.WriteAsync(delivery, stop);
            return await target.PostAsync(delivery.Url, letter, keys, stop);
        }
        catch (CryptographicException)
        {
            return new Attempt(null, "Its secret cannot be opened with the key at hand. Give it a new one.");
        }
    }
}
