using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Negotiations.Server.Security;

/// <summary>Whose tokens are taken (OpenID Connect, JWT bearer), from <c>auth:jwt</c>.</summary>
/// <param name="Authority">The issuer's address, from which its keys are fetched; null when they are in a file.</param>
/// <param name="Issuer">As it is in tokens; null: as the issuer's metadata says.</param>
/// <param name="Audience">What tokens for this service are addressed to.</param>
/// <param name="RoleClaim">Holds one or several of our roles.</param>
/// <param name="NameClaim">Holds the name events are recorded by.</param>
/// <param name="Keys">From a local file in JWKS form (RFC 7517); null when they are fetched.</param>
/// <param name="RequireHttps">Of the authority.</param>
internal sealed record TokenSettings(
    string? Authority,
    string? Issuer,
    string Audience,
    string RoleClaim,
    string NameClaim,
    IReadOnlyList<JsonWebKey>? Keys,
    bool RequireHttps
)
{
    public const string SchemeName = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>Nodes' clocks differ by less; anything more would let expired tokens live on.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Null when no issuer is configured.</summary>
    /// <exception cref="InvalidOperationException">It is configured only in part: the server does not start rather than
    /// accept too much.</exception>
    public static TokenSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("auth:jwt");
        if (!section.Exists())
            return null;

        var (authority, file, issuer) = (section["authority"], section["keys"], section["issuer"]);
        if (section["audience"] is not { Length: > 0 } audience)
            throw new InvalidOperationException(
                "auth:jwt:audience is missing: without it, tokens that were made for another service would be taken."
            );

        if (string.IsNullOrEmpty(authority) == string.IsNullOrEmpty(file))
            throw new InvalidOperationException(
                "auth:jwt needs either authority (whose keys are fetched) or keys (a file in JWKS form)."
            );

        if (!string.IsNullOrEmpty(file) && string.IsNullOrEmpty(issuer))
            throw new InvalidOperationException(
                "auth:jwt:issuer is missing: a file of keys does not say whose they are."
            );

        return new TokenSettings(
            authority,
            issuer,
            audience,
            section["roleClaim"] ?? "role",
            section["nameClaim"] ?? "sub",
            string.IsNullOrEmpty(file) ? null : ReadKeys(File.ReadAllText(file)),
            section.GetValue("requireHttps", defaultValue: true)
        );
    }

    /// <summary>Those for signatures.</summary>
    public static IReadOnlyList<JsonWebKey> ReadKeys(string jwks) =>
        [
            .. JsonWebKeySet
                .Create(jwks)
                .Keys.Where(key => string.IsNullOrEmpty(key.Use) || key.Use == JsonWebKeyUseNames.Sig),
        ];

    public void Apply(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.Authority = Authority;
        options.RequireHttpsMetadata = RequireHttps;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            // RFC 9068 and RFC 7519: any other kind of token, such as one made for signing people in, is not for us.
            ValidTypes = ["at+jwt", "JWT"],
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKeys = Keys,
            ValidAlgorithms = Algorithms(),
            ClockSkew = Skew,
            NameClaimType = NameClaim,
            RoleClaimType = RoleClaim,
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = TokenSubjects.IdentifyAsync,
            OnChallenge = context =>
            {
                context.HandleResponse();
                return AccessProblem.UnknownAsync(
                    context.HttpContext,
                    "The token is not taken: it is expired or not yet valid, made for another service, or "
                        + "not signed by the issuer configured here."
                );
            },
            OnForbidden = context => AccessProblem.ForbiddenAsync(context.HttpContext),
        };
    }

    // A public key must never be taken for a shared secret: HMAC only where the file holds nothing but secrets.
    private string[] Algorithms() =>
        Keys is { Count: > 0 } && Keys.All(key => key.Kty == JsonWebAlgorithmsKeyTypes.Octet)
            ? [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.HmacSha384, SecurityAlgorithms.HmacSha512]
            :
            [
                SecurityAlgorithms.RsaSha256,
                SecurityAlgorithms.RsaSha384,
                SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256,
                SecurityAlgorithms.RsaSsaPssSha384,
                SecurityAlgorithms.RsaSsaPssSha512,
                SecurityAlgorithms.EcdsaSha256,
                SecurityAlgorithms.EcdsaSha384,
                SecurityAlgorithms.EcdsaSha512,
            ];
}
