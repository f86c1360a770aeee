using System.Threading.RateLimiting;
using Negotiations.Server.Http;
using Negotiations.Store.Webhooks;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Tests and redeliveries are requests to an address that someone chose, each at one word of theirs: an owner may
/// ask for so many a minute.
/// </summary>
internal sealed class ManualDeliveryLimit(WebhookSettings settings) : IDisposable
{
    private const int Seconds = 60;

    private readonly PartitionedRateLimiter<string> perOwner = PartitionedRateLimiter.Create<string, string>(owner =>
        RateLimitPartition.GetFixedWindowLimiter(owner, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.OnDemandAMinute,
            Window = TimeSpan.FromSeconds(Seconds),
            QueueLimit = 0,
        })
    );

    /// <summary>Why this one is not sent; null when it may be.</summary>
    public IResult? Refuse(HttpContext context, Subscription subscription)
    {
        using var lease = perOwner.AttemptAcquire(subscription.Owner);
        if (lease.IsAcquired)
            return null;

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            : Seconds;
        context.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problem.Of(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            $"{subscription.OwnerName} asked for more than {settings.OnDemandAMinute} tests and redeliveries "
                + $"in a minute. Go on in {wait} s, as Retry-After says; "
                + "a resumed subscription sends what waits by itself."
        );
    }

    public void Dispose() => perOwner.Dispose();
}
