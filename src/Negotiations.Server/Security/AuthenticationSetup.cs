using Microsoft.AspNetCore.Authentication;
using Negotiations.Store.Keys;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Security;

/// <summary>
/// How someone says who they are: with a key of this service, or with a token of the issuer the configuration names;
/// both come as a bearer token. On pages a session stands for a key.
/// </summary>
internal static class AuthenticationSetup
{
    /// <summary>Claim: the id of the key that was presented.</summary>
    public const string KeyClaim = "negotiations:key";

    private const string Either = "KeyOrToken";

    public static void AddAuthenticationSetup(this WebApplicationBuilder builder)
    {
        var tokens = TokenSettings.Read(builder.Configuration);
        builder.Services.AddSingleton<ApiKeyStore>();
        builder.Services.AddSingleton<ApiKeyCache>();
        builder.Services.AddWorker<CredentialWatcher>();
        builder.Services.AddMemoryCache(cache => cache.SizeLimit = 10_000);
        var ways = builder
            .Services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = context =>
                    DeskSession.SpeaksFor(context) ? DeskSession.SchemeName
                    : tokens is not null && IsToken(context.Request) ? TokenSettings.SchemeName
                    : ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddCookie(DeskSession.SchemeName, DeskSession.Configure);
        if (tokens is not null)
            ways.AddJwtBearer(TokenSettings.SchemeName, tokens.Apply);
    }

    /// <summary>What follows <c>Bearer</c>; null when nothing does.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    private static bool IsToken(HttpRequest request) =>
        TokenOf(request) is { } text && !text.StartsWith(ApiKey.Scheme, StringComparison.Ordinal);
}
