using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Security;

/// <summary>Tokens of an issuer whose keys lie in a file.</summary>
public sealed class Tokens(TrustingServer server) : IClassFixture<TrustingServer>
{
    LocalIssuer Issuer => server.Issuer;

    [Fact]
    public async Task A_token_of_the_issuer_opens_what_its_role_may_and_its_subject_records()
    {
        await With(Issuer.Token()).Opens("by-token").Succeeds();

        var history = await server.Auditor.Asks("/api/negotiations/by-token/history").Succeeds();
        Assert.Equal("someone@issuer.example", history["items.0.recordedBy"]);
        await With(Issuer.Token()).Asks("/api/keys").IsRefused(403, "role-not-allowed", "'monitor'");
        await With(Issuer.Token(LocalIssuer.Claims("admin"))).Asks("/api/keys").Succeeds();
        await With(Issuer.Token(LocalIssuer.With("role", new JsonArray("auditor", "monitor"))))
            .Opens("by-token-of-two-roles")
            .Succeeds();
    }

    [Fact]
    public async Task Keys_of_this_service_go_on_working_beside_tokens() =>
        await server.Monitor.Opens("by-key").Succeeds();

    [Theory]
    [InlineData("superuser")]
    [InlineData("Monitor")]
    [InlineData("monitor admin")]
    [InlineData("")]
    public async Task A_role_that_is_none_of_ours_may_nothing(string role) =>
        await With(Issuer.Token(LocalIssuer.Claims(role))).Opens("by-unknown-role").IsRefused(403, "role-not-allowed");

    [Fact]
    public async Task No_one_comes_in_by_a_token_that_is_not_right_in_every_respect()
    {
        using var another = new LocalIssuer();
        var none = LocalIssuer.Header("none");
        Dictionary<string, string> wrong = new()
        {
            ["alg=none, no signature"] = LocalIssuer.Unsigned(none, LocalIssuer.Claims()),
            ["alg=None, no signature"] = LocalIssuer.Unsigned(LocalIssuer.Header("None"), LocalIssuer.Claims()),
            ["alg=none, signed"] = Issuer.Sign(none, LocalIssuer.Claims()),
            ["alg=HS256 with the public key as secret"] = LocalIssuer.SignBySecret(
                LocalIssuer.Header("HS256"),
                LocalIssuer.Claims(),
                Issuer.PublicKeyText()
            ),
            ["alg=HS256 with the key file as secret"] = LocalIssuer.SignBySecret(
                LocalIssuer.Header("HS256"),
                LocalIssuer.Claims(),
                Encoding.ASCII.GetBytes(Issuer.Keys())
            ),
            ["another's key"] = another.Token(),
            ["wrong issuer"] = Issuer.Token(LocalIssuer.With("iss", "https://another.example")),
            ["no issuer"] = Issuer.Token(LocalIssuer.Without("iss")),
            ["wrong audience"] = Issuer.Token(LocalIssuer.With("aud", "another-service")),
            ["no audience"] = Issuer.Token(LocalIssuer.Without("aud")),
            ["expired"] = Issuer.Token(LocalIssuer.Claims(from: -7200, to: -3600)),
            ["never expires"] = Issuer.Token(LocalIssuer.Without("exp")),
            ["not yet valid"] = Issuer.Token(LocalIssuer.Claims(from: 3600, to: 7200)),
            ["no subject"] = Issuer.Token(LocalIssuer.Without("sub")),
            ["the name of the casebook"] = Issuer.Token(LocalIssuer.Claims(subject: "casebook")),
            ["a subject of two lines"] = Issuer.Token(LocalIssuer.Claims(subject: "one\ntwo")),
            ["claims changed after signing"] = Swapped(Issuer.Token(), Issuer.Token(LocalIssuer.Claims("admin"))),
            ["cut short"] = Issuer.Token()[..^10],
            ["no token at all"] = "a.b.c",
        };

        foreach (var (what, token) in wrong)
        {
            var answer = await With(token)
                .Opens("by-a-wrong-token")
                .IsRefused(401, "key-unknown", "The token is not taken");
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, what);
        }

        Assert.Equal(0, await server.CountAsync("by-a-wrong-token"));
    }

    HttpClient With(string token) => server.First.Client(token);

    static string Swapped(string signed, string claims) =>
        $"{claims[..claims.LastIndexOf('.')]}{signed[signed.LastIndexOf('.')..]}";
}
