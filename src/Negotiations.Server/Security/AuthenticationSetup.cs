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

    /// <summary>Claim: when the token was issued, in ticks of UTC; absent: it does not say.</summary>
    public const string IssuedClaim = "negotiations:issued";

    private const string Either = "KeyOrToken";

    public static void AddAuthenticationSetup(this WebApplicationBuilder builder)
    {
        var tokens = TokenSettings.Read(builder.Configuration);
        builder.Services.AddSingleton<ApiKeyStore>();
        builder.Services.AddSingleton<ApiKeyCache>();
        builder.Services.AddSingleton(LongestKeyLife.Read(builder.Configuration));
        builder.Services.AddSingleton<SubjectStore>();
        builder.Services.AddSingleton<TokenSubjects>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<SessionCache>();
        builder.Services.AddSingleton<FeedAddressStore>();
        builder.Services.AddSingleton<FeedAddressCache>();
        builder.Services.AddSingleton<AccessEnd>();
        builder.Services.AddSingleton<AccessCaches>();
        builder.Services.AddWorker<CredentialWatcher>();
        builder.Services.AddMemoryCache(cache => cache.SizeLimit = 10_000);
        var ways = builder
            .Services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = context =>
                    FeedAddresses.TokenOf(context) is not null ? FeedAuthentication.SchemeName
                    : DashboardSession.SpeaksFor(context) ? DashboardSession.SchemeName
                    : tokens is not null && IsToken(context.Request) ? TokenSettings.SchemeName
                    : ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, FeedAuthentication>(FeedAuthentication.SchemeName, null)
            .AddCookie(DashboardSession.SchemeName, DashboardSession.Configure);
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
