using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Which roles have which right; the policies stand on route groups.</summary>
internal static class Policies
{
    public static void AddRoles(this WebApplicationBuilder builder)
    {
        var readingIsOpen = !IsReadingClosed(builder.Configuration);
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(Roles.CanRecord, policy =>
                policy.RequireAuthenticatedUser().RequireRole(Roles.Monitor, Roles.Admin)
            )
            .AddPolicy(Roles.CanSubscribe, policy => policy.RequireAuthenticatedUser().RequireRole([.. Roles.All]))
            .AddPolicy(Roles.CanWatch, policy =>
                policy.AddRequirements(
                    new WatcherRequirement(builder.Configuration.GetValue("metrics:needsKey", !readingIsOpen))
                )
            )
            .AddPolicy(Roles.CanAudit, policy =>
                policy.RequireAuthenticatedUser().RequireRole(Roles.Auditor, Roles.Admin)
            )
            .AddPolicy(Roles.CanAdminister, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Admin))
            .AddPolicy(Roles.CanRead, MayRead)
            // The fallback for routes without a policy, such as documents and health: a new route is not open by
            // omission.
            .AddFallbackPolicy(nameof(MayRead), MayRead);

        void MayRead(AuthorizationPolicyBuilder policy)
        {
            if (readingIsOpen)
                policy.RequireAssertion(_ => true);
            else
                policy.RequireAuthenticatedUser().RequireRole([.. Roles.All]);
        }
    }

    /// <summary>Whether only known callers may read.</summary>
    public static bool IsReadingClosed(IConfiguration configuration) =>
        configuration.GetValue("reading:closed", defaultValue: false);

    /// <summary>Where reading is closed no answer may be stored for others: not even one that is so by its address, as
    /// a tile of the log (RFC 9111, section 3.5).</summary>
    public static void UsePrivateAnswers(this WebApplication app)
    {
        if (!IsReadingClosed(app.Configuration))
            return;

        app.Use(next =>
            context =>
            {
                context.Response.OnStarting(() =>
                {
                    var response = context.Response;
                    var caching = response.GetTypedHeaders().CacheControl
                        ?? new CacheControlHeaderValue { NoCache = true };
                    if (caching.NoStore || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                        return Task.CompletedTask;

                    (caching.Public, caching.Private) = (false, true);
                    response.GetTypedHeaders().CacheControl = caching;
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }
}
