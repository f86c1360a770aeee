using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// Programs that can send no key, such as calendars and feed readers, come with an address that holds a token:
/// <c>/feeds/ngf_....ics</c>. The token opens the one path that it was made for, and nothing else.
/// </summary>
internal static class FeedAddresses
{
    public const string Folder = "/feeds";

    /// <summary>What tokens begin with, by which leaked ones are found.</summary>
    public const string Scheme = "ngf_";

    /// <summary>What the address of a further page has beside the token.</summary>
    public const string NextPage = "before";

    private const int LongestToken = 100;

    /// <summary>The paths that may be opened so, by what their address ends in.</summary>
    public static readonly IReadOnlyDictionary<string, string> Paths = new Dictionary<string, string>
    {
        [".ics"] = "/api/calendar.ics",
        [".atom"] = "/api/feed.atom",
    };

    /// <summary>Before a route is chosen: the address leads to the path by its ending. Whether its token opens it is
    /// looked at later, when addresses that ask too often have been stopped.</summary>
    public static void UseFeedAddresses(this WebApplication app) =>
        app.Use(next =>
            context =>
            {
                if (
                    !context.Request.Path.StartsWithSegments(Folder, out var rest)
                    || rest.Value is not ['/', .. var name]
                    || Path.GetExtension(name) is not { Length: > 0 } ending
                    || !Paths.TryGetValue(ending, out var path)
                )
                    return next(context);

                context.Items[typeof(FeedToken)] = new FeedToken(
                    name[..^ending.Length],
                    context.Request.Path,
                    context.Request.Query[NextPage].ToString()
                );
                context.Request.Path = path;
                context.Request.QueryString = default;
                return next(context);
            }
        );

    /// <summary>Once it is known whether the token opens the path.</summary>
    public static void UseFeedTokens(this WebApplication app) =>
        app.Use(next =>
            context =>
                TokenOf(context) is null || context.User.Identity?.AuthenticationType == FeedAuthentication.SchemeName
                    ? next(context)
                    : Problem
                        .Of(
                            StatusCodes.Status404NotFound,
                            "feed-not-found",
                            "No feed has this address. It may have been deleted. POST /api/feed-addresses makes one."
                        )
                        .ExecuteAsync(context)
        );

    /// <summary>The hash of the token that this request came with; null: it came with none.</summary>
    public static byte[]? TokenOf(HttpContext context) =>
        context.Items[typeof(FeedToken)] is FeedToken { Text: var text }
            ? text.Length > LongestToken
                ? []
                : SHA256.HashData(Encoding.UTF8.GetBytes(text))
            : null;

    /// <summary>The path that this request came by, with its token; null: it came with none.</summary>
    public static string? OwnPath(HttpContext context) => (context.Items[typeof(FeedToken)] as FeedToken)?.Path;

    /// <summary>The page that was asked for; empty: the first.</summary>
    public static string PageOf(HttpContext context) => (context.Items[typeof(FeedToken)] as FeedToken)?.Page ?? "";

    private sealed record FeedToken(string Text, string Path, string Page);
}

/// <summary>Addresses of feeds as they are asked for: remembered for seconds, as keys are.</summary>
internal sealed class FeedAddressCache(FeedAddressStore feeds, IMemoryCache cache, DatabaseClock clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    public Task<StoredFeedAddress?> FindAsync(byte[] hash, CancellationToken stop) =>
        cache.GetOrCreateAsync(Name(hash), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Memory;
            entry.Size = 1;
            var found = await feeds.FindAsync(hash, stop);
            if (found is not null && found.LastUsedOn != clock.Today)
                await feeds.UseAsync(found.Id, clock.Today, stop);

            return found;
        });

    public void Evict(byte[] hash) => cache.Remove(Name(hash));

    private static string Name(byte[] hash) => "feed " + Convert.ToHexString(hash);
}

/// <summary>Who comes by the address of a feed: its owner, as a reader, for its one path.</summary>
internal sealed class FeedAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    FeedAddressCache feeds
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "FeedAddress";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (
            FeedAddresses.TokenOf(Context) is not { } hash
            || await feeds.FindAsync(hash, Context.RequestAborted) is not { } feed
            || feed.Path.Split('?', 2) is not [var path, .. var query]
            || path != Request.Path
        )
            return AuthenticateResult.Fail("No feed has this address.");

        Request.QueryString = query is [var asked] ? new QueryString("?" + asked) : default;
        if (FeedAddresses.PageOf(Context) is { Length: > 0 } page)
            Request.QueryString = Request.QueryString.Add(FeedAddresses.NextPage, page);

        return AuthenticateResult.Success(
            new AuthenticationTicket(
                new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [
                            new Claim(ClaimTypes.Name, feed.Subject.Name),
                            new Claim(ClaimTypes.Role, Roles.Reader),
                            new Claim(Roles.SubjectClaim, feed.Subject.Id),
                        ],
                        SchemeName
                    )
                ),
                SchemeName
            )
        );
    }
}
