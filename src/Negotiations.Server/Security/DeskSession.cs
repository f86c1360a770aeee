using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Negotiations.Dashboard.Hosting;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// Being signed in to the pages: a cookie that stands for a key. It holds the hash of the key, sealed, and every
/// request looks the key up again, so that a revoked key ends its sessions too.
/// </summary>
internal static class DeskSession
{
    public const string SchemeName = "Session";
    public const string CookieName = "negotiations.session";

    private const string HashClaim = "negotiations:key-hash";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static void AddDeskSession(this IServiceCollection services, string dataFolder)
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
        options.SlidingExpiration = true;
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
            context.GetEndpoint()?.Metadata.GetMetadata<DeskRoute>() is not null
            || (HttpMethods.IsGet(context.Request.Method) && context.Request.Cookies.ContainsKey(CookieName))
        );

    public static ClaimsPrincipal Open(StoredApiKey key, byte[] hash)
    {
        var principal = ApiKeyAuthentication.Identify(key, SchemeName);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(HashClaim, Convert.ToHexString(hash)));
        return principal;
    }

    /// <summary>The hash of the key that a session stands for; null: this is no session.</summary>
    public static byte[]? KeyHashOf(ClaimsPrincipal user) =>
        user.FindFirst(HashClaim)?.Value is { } hash ? Convert.FromHexString(hash) : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeyCache>();
        if (
            context.Principal is { } principal
            && KeyHashOf(principal) is { } hash
            && await keys.FindAsync(hash, context.HttpContext.RequestAborted) is { } key
        )
            context.ReplacePrincipal(Open(key, hash));
        else
            context.RejectPrincipal();
    }

    private static DirectoryInfo Folder(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "keys", "sessions");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }
}
