using Negotiations.Server.Security;

namespace Negotiations.Server.Starting;

/// <summary>Protections that the configuration leaves off, logged once at the start.</summary>
internal static class DisabledProtections
{
    /// <param name="configuration">Of the server.</param>
    /// <param name="limits">As read from it.</param>
    /// <param name="urls">That it listens on.</param>
    /// <param name="hasOwnDatabase">PostgreSQL was started by this program.</param>
    public static IEnumerable<string> Of(
        IConfiguration configuration,
        LimitSettings limits,
        IReadOnlyCollection<string> urls,
        bool hasOwnDatabase = false
    )
    {
        // Started as root it has a user of its own.
        if (hasOwnDatabase && !Environment.IsPrivilegedProcess)
            yield return "PostgreSQL runs as the same user: its superuser can read the key that signs the ledger.";

        var hasProxy = configuration.GetSection("proxy:known").Exists();
        var isHere = urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);
        if (!limits.CountsRequests)
            yield return "Requests are not counted (limits:requests:count).";

        if (!hasProxy && isHere)
            yield return "Behind a proxy all callers would share one address and cookies go without 'Secure': name the "
                + "proxy in proxy:known.";

        if (!hasProxy && !isHere && urls.Any(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
            yield return "Keys cross the network readable: HTTPS is neither spoken here nor by a proxy in proxy:known.";

        if (!isHere && configuration["AllowedHosts"] is null or "" or "*")
            yield return "Every name is answered to (AllowedHosts).";
    }
}
