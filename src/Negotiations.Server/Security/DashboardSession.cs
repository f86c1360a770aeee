using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Negotiations.Dashboard.Hosting;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// Being signed in to the pages: a cookie that stands for a session and its key. It holds the id of the one and the
/// hash of the other, sealed, and every request looks both up again: a revoked key ends its sessions, and signing out
/// ends a session wherever copies of its cookie are.
/// </summary>
internal static class DashboardSession
{
    public const string SchemeName = "Session";
    public const string CookieName = "negotiations.session";

    private const string HashClaim = "negotiations:key-hash";
    private const string SessionClaim = "negotiations:session";

    /// <summary>From signing in, however it is used.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static void AddDashboardSession(this IServiceCollection services, string dataFolder)
    {
        // Beside the keys and as well guarded: sessions outlive a restart, and nodes that share the folder share them.
        services.AddDataProtection().SetApplicationName("negotiations").PersistKeysToFileSystem(Folder(dataFolder));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "negotiations.form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.FormFieldName = "form";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;

        // A link in a message is followed by someone who is signed in; a form on another site is not sent by them.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = false;
        options.LoginPath = SignInAddress.Path;
        options.ReturnUrlParameter = SignInAddress.ReturnName;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                return AccessProblem.UnknownAsync(context.HttpContext, null);

            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context => AccessProblem.ForbiddenAsync(context.HttpContext);
    }

    /// <summary>
    /// Whether the cookie says who this is: on pages always, elsewhere only where nothing is changed. What changes
    /// the record over the API comes with a key.
    /// </summary>
    public static bool SpeaksFor(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0
        && (
            context.GetEndpoint()?.Metadata.GetMetadata<DashboardRoute>() is not null
            || (HttpMethods.IsGet(context.Request.Method) && context.Request.Cookies.ContainsKey(CookieName))
        );

    public static ClaimsPrincipal Open(StoredApiKey key, byte[] hash, Guid session)
    {
        var principal = ApiKeyAuthentication.Identify(key, SchemeName);
        ((ClaimsIdentity)principal.Identity!).AddClaims([
            new Claim(HashClaim, Convert.ToHexString(hash)),
            new Claim(SessionClaim, session.ToString()),
        ]);
        return principal;
    }

    /// <summary>The session that a request comes with; null: none.</summary>
    public static Guid? IdOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst(SessionClaim)?.Value, out var id) ? id : null;

    /// <summary>The hash of the key that a session stands for; null: this is no session.</summary>
    public static byte[]? KeyHashOf(ClaimsPrincipal user) =>
        user.FindFirst(HashClaim)?.Value is { } hash ? Convert.FromHexString(hash) : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeyCache>();
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionCache>();
        if (
            context.Principal is { } principal
            && KeyHashOf(principal) is { } hash
            && IdOf(principal) is { } id
            && await keys.FindAsync(hash, context.HttpContext.RequestAborted) is { } key
            && await sessions.IsOpenAsync(id, context.HttpContext.RequestAborted)
        )
            context.ReplacePrincipal(Open(key, hash, id));
        else
            context.RejectPrincipal();
    }

    private static DirectoryInfo Folder(string dataFolder)
    {
        // Each by itself: one made on the way to another has whatever mode the process gives.
        PrivateFolder.Make(Path.Combine(dataFolder, "keys"));
        return PrivateFolder.Make(Path.Combine(dataFolder, "keys", "sessions"));
    }
}
