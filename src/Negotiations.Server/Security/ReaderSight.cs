using Negotiations.Store.Keys;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Security;

/// <summary>Settles for each request whether its answer names authors and exact times.</summary>
internal static class ReaderSight
{
    /// <summary>Once it is known who asks.</summary>
    public static void UseSight(this WebApplication app)
    {
        var pseudonyms = app.Services.GetRequiredService<Pseudonyms>();
        var authors = app.Services.GetRequiredService<Authors>();
        app.Use(
            async (context, next) =>
            {
                if (SeesAuthors(context.User))
                    Sight.Name(authors);
                else
                    Sight.Close(pseudonyms, OwnOf(context.User, authors));

                if (!Sight.IsClosed || Sight.Own is not null)
                    KeepPrivate(context);

                await next(context);
            }
        );
    }

    /// <summary>Auditors and admins: whose work it is to ask who recorded what.</summary>
    public static bool SeesAuthors(System.Security.Claims.ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && (user.IsInRole(Roles.Auditor) || user.IsInRole(Roles.Admin));

    // A monitor who has recorded something.
    private static Own? OwnOf(System.Security.Claims.ClaimsPrincipal user, Authors authors) =>
        user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? authors.OwnOf(name) : null;

    // Also where it came with a cookie, of which shared caches know nothing.
    private static void KeepPrivate(HttpContext context) =>
        context.Response.OnStarting(() =>
        {
            var caching = context.Response.GetTypedHeaders().CacheControl;
            if (caching is { NoStore: false, Private: false, Public: false })
            {
                caching.Private = true;
                context.Response.GetTypedHeaders().CacheControl = caching;
            }

            return Task.CompletedTask;
        });
}
