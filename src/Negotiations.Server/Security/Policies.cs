using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Which roles have which right; the policies stand on route groups.</summary>
internal static class Policies
{
    public static void AddRoles(this WebApplicationBuilder builder)
    {
        var readingIsOpen = !builder.Configuration.GetValue("reading:closed", defaultValue: false);
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(Roles.CanRecord, policy =>
                policy.RequireAuthenticatedUser().RequireRole(Roles.Monitor, Roles.Admin)
            )
            .AddPolicy(Roles.CanSubscribe, policy => policy.RequireAuthenticatedUser().RequireRole([.. Roles.All]))
            .AddPolicy(Roles.CanWatch, policy =>
                policy.AddRequirements(
                    new WatcherRequirement(builder.Configuration.GetValue("metrics:needsKey", defaultValue: false))
                )
            )
            .AddPolicy(Roles.CanAudit, policy =>
                policy.RequireAuthenticatedUser().RequireRole(Roles.Auditor, Roles.Admin)
            )
            .AddPolicy(Roles.CanAdminister, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Admin))
            .AddPolicy(Roles.CanRead, policy =>
            {
                if (readingIsOpen)
                    policy.RequireAssertion(_ => true);
                else
                    policy.RequireAuthenticatedUser().RequireRole([.. Roles.All]);
            });
    }
}
