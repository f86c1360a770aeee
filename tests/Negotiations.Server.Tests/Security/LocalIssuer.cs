using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// An issuer of tokens made for a test. Tokens are put together by hand, so that wrong ones can be made too.
/// </summary>
public sealed class LocalIssuer : IDisposable
{
    public const string Name = "https://issuer.example";
    public const string Audience = "negotiations";

    const string KeyId = "test-key";

    readonly RSA rsa = RSA.Create(2048);

    /// <summary>The public half, in JWKS form (RFC 7517).</summary>
    public string Keys()
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["kid"] = KeyId,
                    ["n"] = Base64Url.EncodeToString(key.Modulus),
                    ["e"] = Base64Url.EncodeToString(key.Exponent),
                }
            ),
        }.ToJsonString();
    }

    /// <summary>The public key as text, which a careless verifier would take for a shared secret.</summary>
    public byte[] PublicKeyText() => Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());

    public string Token(JsonObject? claims = null) => Sign(Header("RS256"), claims ?? Claims());

    /// <summary>Claims that are taken.</summary>
    public static JsonObject Claims(
        string role = "monitor",
        string subject = "someone@issuer.example",
        int from = -60,
        int to = 600
    ) =>
        new()
        {
            ["iss"] = Name,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["role"] = role,
            ["nbf"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + from,
            ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + to,
        };

    public static JsonObject With(string member, JsonNode? value)
    {
        var claims = Claims();
        claims[member] = value;
        return claims;
    }

    public static JsonObject Without(string member)
    {
        var claims = Claims();
        claims.Remove(member);
        return claims;
    }

    public static JsonObject Header(string algorithm) =>
        new()
        {
            ["alg"] = algorithm,
            ["typ"] = "JWT",
            ["kid"] = KeyId,
        };

    public string Sign(JsonObject header, JsonObject claims)
    {
        var signed = Signed(header, claims);
        var signature = rsa.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string SignBySecret(JsonObject header, JsonObject claims, byte[] secret)
    {
        var signed = Signed(header, claims);
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Unsigned(JsonObject header, JsonObject claims) => Signed(header, claims) + ".";

    public void Dispose() => rsa.Dispose();

    static string Signed(JsonObject header, JsonObject claims) => $"{Part(header)}.{Part(claims)}";

    static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
