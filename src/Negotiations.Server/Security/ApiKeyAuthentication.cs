using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>
/// <c>Authorization: Bearer ngt_...</c>. A key is looked up by its hash, so that nothing about it can be learned from
/// timing.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyCache keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";

    private const int MaxLength = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (AuthenticationSetup.TokenOf(Request) is not { } text)
            return AuthenticateResult.NoResult();

        if (!text.StartsWith(ApiKey.Scheme, StringComparison.Ordinal) || text.Length > MaxLength)
            return AuthenticateResult.Fail("Not a key of this service.");

        if (await keys.FindAsync(text, Context.RequestAborted) is not { } key)
            return AuthenticateResult.Fail("Unknown, expired or revoked.");

        return AuthenticateResult.Success(new AuthenticationTicket(Identify(key, SchemeName), SchemeName));
    }

    /// <summary>Who comes with this key, whichever way it came.</summary>
    public static ClaimsPrincipal Identify(StoredApiKey key, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, key.Subject),
                    new Claim(ClaimTypes.Role, key.Role),
                    new Claim(AuthenticationSetup.KeyClaim, key.Id.ToString()),
                    new Claim(Roles.SubjectClaim, key.SubjectId),
                ],
                scheme
            )
        );

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        AccessProblem.UnknownAsync(
            Context,
            Request.Headers.Authorization.Count == 0 ? null
                : AuthenticationSetup.TokenOf(Request) is null ? "The Authorization header holds no bearer token."
                : "The key is unknown, expired or revoked."
        );

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AccessProblem.ForbiddenAsync(Context);
}
