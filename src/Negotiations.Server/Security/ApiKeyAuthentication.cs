using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Negotiations.Server.Http;
using Negotiations.Server.Storage;

namespace Negotiations.Server.Security;

/// <summary><c>Authorization: Bearer ngt_...</c>. A key is looked up by its hash, so that nothing about it can be learned from timing.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyStore keys, IMemoryCache cache, DatabaseClock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    // How long a revoked key may go on working on a node that has just seen it.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string Bearer = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var text = header[Bearer.Length..].Trim();
        if (!text.StartsWith(ApiKey.Scheme, StringComparison.Ordinal) || text.Length > 200)
            return AuthenticateResult.Fail("Not a key of this service.");

        var hash = ApiKey.HashOf(text);
        var key = await cache.GetOrCreateAsync(Convert.ToHexString(hash), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Memory;
            entry.Size = 1;
            return await keys.FindAsync(hash, Context.RequestAborted);
        });
        if (key is null || key.RevokedAt is not null || key.ExpiresAt <= clock.Now)
            return AuthenticateResult.Fail("Unknown, expired or revoked.");

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        var said = Request.Headers.Authorization.Count > 0 ? "The key is unknown, expired or revoked." : "This needs a key.";
        return Problem.Of(StatusCodes.Status401Unauthorized, "key-missing", $"{said} Send 'Authorization: Bearer <key>'; the first start wrote one key per role to the keys folder it names.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var role = Context.User.FindFirstValue(ClaimTypes.Role);
        return Problem.Of(StatusCodes.Status403Forbidden, "role-not-allowed", $"A key of role '{role}' may not do this. Monitors append, auditors audit, an admin manages keys.").ExecuteAsync(Context);
    }
}
