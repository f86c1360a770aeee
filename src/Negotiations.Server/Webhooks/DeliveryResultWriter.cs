using Negotiations.Server.Jobs;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>What an attempt leads to: the end of the delivery, or a message that brings the next attempt.</summary>
internal sealed class DeliveryResultWriter(DeliveryResults results, WebhookSettings settings, JobQueue queue)
{
    // The queue goes by the node's clock and the delivery by the database's: a message that came too early would find
    // nothing due.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(200);

    // A receiver may ask for more patience than we have by ourselves (Retry-After), within reason.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(14);

    /// <summary>Of a delivery that someone else has claimed since, nothing is written.</summary>
    public async Task SettleAsync(ClaimedDelivery delivery, Attempt attempt, CancellationToken stop)
    {
        if (attempt.Succeeded)
            await results.SucceedAsync(delivery, attempt, stop);
        else if (delivery.Attempt <= settings.Backoff.Count && !attempt.IsGone)
            await TryAgainAsync(delivery, attempt, stop);
        else
            await results.ParkAsync(delivery, attempt, ReasonOf(delivery, attempt), stop);
    }

    // A receiver that took nothing since this delivery was first tried takes nothing at all: the rest is not sent in
    // vain.
    private static string ReasonOf(ClaimedDelivery delivery, Attempt attempt) =>
        attempt.IsGone
            ? "The receiver answered 410: it is gone for good."
            : $"The receiver took nothing in {delivery.Attempt} attempts at one event, nor anything else meanwhile.";

    private async Task TryAgainAsync(ClaimedDelivery delivery, Attempt attempt, CancellationToken stop)
    {
        var pause = settings.Backoff[delivery.Attempt - 1];
        if (attempt.Wait > pause)
            pause = attempt.Wait.Value < LongestWait ? attempt.Wait.Value : LongestWait;

        // A message that is lost on the way is sent again by the sweep.
        if (await results.RetryAsync(delivery, attempt, pause, stop))
            await queue.SendAsync(new DeliverDue(delivery.Subscription), pause + Slack);
    }
}
