using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Counts requests: by address before authentication, which limits how fast keys can be guessed; then by key.
/// Answers show what is left (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RequestLimits(LimitSettings settings) : IDisposable
{
    private const int Seconds = 60;

    private readonly Counter byAddress = new("address", settings.PerAddress, context =>
        AddressOf(context.Connection.RemoteIpAddress)
    );
    private readonly Counter byKey = new("key", settings.PerKey, CallerOf);

    public Task ByAddressAsync(HttpContext context, RequestDelegate next) => byAddress.CountAsync(context, next);

    public Task ByKeyAsync(HttpContext context, RequestDelegate next) =>
        CallerOf(context) is null ? next(context) : byKey.CountAsync(context, next);

    public void Dispose()
    {
        byAddress.Dispose();
        byKey.Dispose();
    }

    /// <summary>The key or subject that a request comes with; null when it comes with none.</summary>
    public static string? CallerOf(HttpContext context) =>
        context.User.FindFirst(AuthenticationSetup.KeyClaim)?.Value
        ?? context.User.FindFirst(Roles.SubjectClaim)?.Value;

    // Anyone who has one IPv6 address has the whole network of 64 bits it lies in.
    public static string AddressOf(IPAddress? address)
    {
        if (address is null)
            return "none";

        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private sealed class Counter(string name, int quota, Func<HttpContext, string?> partition) : IDisposable
    {
        private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<
            HttpContext,
            string
        >(context =>
            RateLimitPartition.GetTokenBucketLimiter(partition(context) ?? "", _ => new TokenBucketRateLimiterOptions
            {
                // A minute's worth may come at once; after that as many as come back each second.
                TokenLimit = quota,
                TokensPerPeriod = Math.Max(1, quota / Seconds),
                ReplenishmentPeriod = TimeSpan.FromSeconds(quota >= Seconds ? 1 : Seconds / quota),
                QueueLimit = 0,
            })
        );

        private readonly string policy = $"\"{name}\";q={quota};w={Seconds}";

        public async Task CountAsync(HttpContext context, RequestDelegate next)
        {
            using var lease = limiter.AttemptAcquire(context);
            var left = lease.IsAcquired ? limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0 : 0;
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
                : 1;
            context.Response.Headers["RateLimit-Policy"] = policy;
            context.Response.Headers["RateLimit"] = lease.IsAcquired
                ? $"\"{name}\";r={left}"
                : $"\"{name}\";r=0;t={wait}";
            if (lease.IsAcquired)
            {
                await next(context);
                return;
            }

            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            var problem = Problem.Of(
                StatusCodes.Status429TooManyRequests,
                "too-many-requests",
                $"More than {quota} requests came by one {name} in a minute. Go on in {wait} s, as Retry-After says."
            );
            await PageAnswer.ForWhoAsks(context, problem).ExecuteAsync(context);
        }

        public void Dispose() => limiter.Dispose();
    }
}
