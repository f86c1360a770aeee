using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// What a request came with, to be looked at again while it is answered: a key, a token, a session, or an address of a
/// feed.
/// </summary>
internal sealed class Credential
{
    private readonly ApiKeyCache keys;
    private readonly SessionCache sessions;
    private readonly TokenSubjects tokens;
    private readonly FeedAddressCache feeds;
    private readonly ClaimsPrincipal user;
    private readonly byte[]? key;
    private readonly byte[]? feed;
    private readonly DateTimeOffset? expires;

    private Credential(HttpContext context)
    {
        user = context.User;
        expires = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        key = KeyHashOf(context);
        feed = FeedAddresses.TokenOf(context);
        var services = context.RequestServices;
        keys = services.GetRequiredService<ApiKeyCache>();
        sessions = services.GetRequiredService<SessionCache>();
        feeds = services.GetRequiredService<FeedAddressCache>();
        tokens = services.GetRequiredService<TokenSubjects>();
    }

    public static Credential Of(HttpContext context) => new(context);

    /// <summary>Whether it still opens what it opened: it is neither revoked nor ended nor expired.</summary>
    public async Task<bool> IsGoodAsync(CancellationToken stop) =>
        !(expires <= DateTimeOffset.UtcNow)
        && (key is null || await keys.FindAsync(key, stop) is not null)
        && (DashboardSession.IdOf(user) is not { } session || await sessions.IsOpenAsync(session, stop))
        && (feed is null || await feeds.FindAsync(feed, stop) is not null)
        && (user.Identity?.AuthenticationType != TokenSettings.SchemeName || await tokens.IsGoodAsync(user, stop));

    private static byte[]? KeyHashOf(HttpContext context) =>
        DashboardSession.KeyHashOf(context.User)
        ?? (
            AuthenticationSetup.TokenOf(context.Request) is { } text
            && text.StartsWith(ApiKey.Scheme, StringComparison.Ordinal)
                ? ApiKey.HashOf(text)
                : null
        );
}
