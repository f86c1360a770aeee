using System.Security.Claims;
using Negotiations.Server.Watching;

namespace Negotiations.Server.Security;

/// <summary>Who may do what. A role is a claim of an authenticated subject; the policies stand on route groups.</summary>
public static class Roles
{
    public const string Reader = "reader";
    public const string Monitor = "monitor";
    public const string Auditor = "auditor";
    public const string Admin = "admin";

    /// <summary>Policy: append to the record.</summary>
    public const string CanRecord = "can-record";

    /// <summary>Policy: read; open to everyone unless the server is configured otherwise.</summary>
    public const string CanRead = "can-read";

    /// <summary>Policy: have events sent; to anybody who is known, since somebody must be told when it fails.</summary>
    public const string CanSubscribe = "can-subscribe";

    /// <summary>Policy: start what costs the server work, such as an audit.</summary>
    public const string CanAudit = "can-audit";

    /// <summary>Policy: manage keys.</summary>
    public const string CanAdminister = "can-administer";

    /// <summary>Policy: look at the metrics.</summary>
    public const string CanWatch = "can-watch";

    public static IReadOnlyList<string> All { get; } = [Reader, Monitor, Auditor, Admin];

    /// <summary>The name events are recorded by.</summary>
    public static string Subject(this ClaimsPrincipal user) => user.Identity?.Name ?? throw new InvalidOperationException("An event needs an authenticated subject.");

    public static void AddRoles(this WebApplicationBuilder builder)
    {
        var readingIsOpen = !builder.Configuration.GetValue("reading:closed", defaultValue: false);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(CanRecord, policy => policy.RequireAuthenticatedUser().RequireRole(Monitor, Admin))
            .AddPolicy(CanSubscribe, policy => policy.RequireAuthenticatedUser().RequireRole([.. All]))
            .AddPolicy(CanWatch, policy => policy.AddRequirements(new WatcherRequirement(builder.Configuration.GetValue("metrics:needsKey", defaultValue: false))))
            .AddPolicy(CanAudit, policy => policy.RequireAuthenticatedUser().RequireRole(Auditor, Admin))
            .AddPolicy(CanAdminister, policy => policy.RequireAuthenticatedUser().RequireRole(Admin))
            .AddPolicy(CanRead, policy =>
            {
                if (readingIsOpen)
                    policy.RequireAssertion(_ => true);
                else
                    policy.RequireAuthenticatedUser().RequireRole([.. All]);
            });
    }
}
