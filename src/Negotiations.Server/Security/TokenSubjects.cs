using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Security;

/// <summary>Who comes with a token: its issuer's subject, by a name that is no one else's.</summary>
internal sealed class TokenSubjects(SubjectStore subjects, IMemoryCache cache)
{
    // As ApiKeyCache: what is ended on one node ends on the others within five seconds.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    // A write for every token of a subject that gets one a minute is too many.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>Of a token whose signature, times, issuer and audience are right: takes over its subject and its roles,
    /// and nothing else of what it says.</summary>
    public static async Task IdentifyAsync(TokenValidatedContext context)
    {
        if (context.SecurityToken is not JsonWebToken token || context.Principal?.Identity is not ClaimsIdentity sent)
            context.Fail("The token is none that is known here.");
        else if (token.TryGetHeaderValue<object>("crit", out _))
            // RFC 7515, section 4.1.11: none of the extensions that it needs is understood here.
            context.Fail("The token needs an extension.");
        else if (sent.Name is not { } name || !SubjectName.IsOne(name))
            context.Fail("The token names no subject.");
        else
            await context
                .HttpContext.RequestServices.GetRequiredService<TokenSubjects>()
                .IdentifyAsync(context, token, sent, name);
    }

    /// <summary>Whether a token of this subject, issued then, still opens something.</summary>
    public async Task<bool> IsGoodAsync(ClaimsPrincipal user, CancellationToken stop) =>
        user.FindFirst(Roles.SubjectClaim)?.Value is not { } id
        || await StoredAsync(id, id, stop) is { } stored
            && IsAfter(
                stored.EndedAt,
                user.FindFirst(AuthenticationSetup.IssuedClaim)?.Value is { } ticks
                    ? new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc)
                    : null
            );

    /// <summary>What is known of the subject is asked for again.</summary>
    public void Evict(string id) => cache.Remove(Name(id));

    private async Task IdentifyAsync(
        TokenValidatedContext context,
        JsonWebToken token,
        ClaimsIdentity sent,
        string name
    )
    {
        var stop = context.HttpContext.RequestAborted;
        var id = Subject.OfToken(token.Issuer, token.Subject is { Length: > 0 } subject ? subject : name);
        var issued = token.IssuedAt > DateTime.UnixEpoch ? token.IssuedAt : (DateTime?)null;
        var stored = await StoredAsync(id, name, stop);
        if (!IsAfter(stored.EndedAt, issued))
        {
            context.Fail("What was issued to this subject by then was ended.");
            return;
        }

        if (stored.TokensUntil is not { } seen || token.ValidTo > seen + Step)
        {
            await subjects.SeeTokenAsync(id, token.ValidTo, stop);
            Evict(id);
        }

        var known = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, stored.Subject.Name),
                new Claim(Roles.SubjectClaim, id),
                .. sent.FindAll(sent.RoleClaimType).Select(role => new Claim(ClaimTypes.Role, role.Value)),
            ],
            TokenSettings.SchemeName
        );
        if (issued is { } at)
            known.AddClaim(new Claim(AuthenticationSetup.IssuedClaim, at.Ticks.ToString(CultureInfo.InvariantCulture)));

        context.Principal = new ClaimsPrincipal(known);
    }

    // A token that does not say when it was issued may be of before.
    private static bool IsAfter(DateTimeOffset? ended, DateTime? issued) =>
        ended is not { } end || issued is { } at && new DateTimeOffset(at, TimeSpan.Zero) > end;

    private async Task<StoredSubject> StoredAsync(string id, string name, CancellationToken stop) =>
        (await cache.GetOrCreateAsync(Name(id), async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Memory;
                entry.Size = 1;
                return await subjects.OfTokenAsync(id, name, stop);
            }))!;

    private static string Name(string id) => "subject " + id;
}
