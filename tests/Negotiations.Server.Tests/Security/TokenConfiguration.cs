using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>How the issuer is named to the server.</summary>
public sealed class TokenConfiguration(TestDatabase databases)
{
    [Theory]
    [InlineData("auth:jwt:audience is missing", "auth:jwt:authority", "https://issuer.example")]
    [InlineData("either authority", "auth:jwt:audience", "negotiations")]
    [InlineData(
        "either authority",
        "auth:jwt:audience",
        "negotiations",
        "auth:jwt:authority",
        "https://issuer.example",
        "auth:jwt:keys",
        "keys.json"
    )]
    [InlineData("auth:jwt:issuer is missing", "auth:jwt:audience", "negotiations", "auth:jwt:keys", "keys.json")]
    public void An_issuer_that_is_named_by_halves_keeps_the_server_from_starting(string says, params string[] settings)
    {
        var configured = settings.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1]);

        var refused = Assert.Throws<InvalidOperationException>(() =>
            Application.Build(configured, "Host=nowhere", "http://127.0.0.1:0", "nowhere")
        );

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_fetched_from_the_issuers_metadata()
    {
        using var issuer = new LocalIssuer();
        await using var metadata = await ServeAsync(issuer);
        var address = metadata
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        var folder = Directory.CreateTempSubdirectory("negotiations-");
        await using var node = await RunningServer.StartAsync(
            await databases.CreateDatabaseAsync("token-metadata"),
            folder.FullName,
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["auth:jwt:authority"] = address,
                ["auth:jwt:audience"] = LocalIssuer.Audience,
                ["auth:jwt:requireHttps"] = "false",
                ["auth:jwt:roleClaim"] = "groups",
                ["auth:jwt:nameClaim"] = "preferred_username",
            }
        );
        var claims = LocalIssuer.With("groups", "monitor");
        claims["preferred_username"] = "j.smith";
        claims["role"] = "admin";
        using var client = node.Client(issuer.Token(claims));

        await client.Opens("by-fetched-keys").Succeeds();

        claims["groups"] = "auditor";
        claims["preferred_username"] = "an.auditor";
        using var auditor = node.Client(issuer.Token(claims));
        Assert.Equal(
            "j.smith",
            (await auditor.Asks("/api/negotiations/by-fetched-keys/history"))["items.0.recordedBy"]
        );
        await client.Asks("/api/keys").IsRefused(403, "role-not-allowed");
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Secrets_are_taken_only_from_a_file_that_holds_nothing_else()
    {
        using var issuer = new LocalIssuer();
        Assert.DoesNotContain("HS256", Algorithms(issuer.Keys()));
        Assert.DoesNotContain(
            "HS256",
            Algorithms(
                """{ "keys": [ { "kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA" }, """
                    + issuer.Keys()[9..]
            )
        );
        Assert.Equal(
            ["HS256", "HS384", "HS512"],
            Algorithms("""{ "keys": [ { "kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA" } ] }""")
        );
    }

    static IEnumerable<string> Algorithms(string keys)
    {
        var options = new Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions();
        new TokenSettings(
            null,
            LocalIssuer.Name,
            LocalIssuer.Audience,
            "role",
            "sub",
            TokenSettings.ReadKeys(keys),
            true
        ).Apply(options);
        return options.TokenValidationParameters.ValidAlgorithms;
    }

    static async Task<WebApplication> ServeAsync(LocalIssuer issuer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", (HttpContext context) =>
            Results.Text(
                $$"""{ "issuer": "{{LocalIssuer.Name}}", "jwks_uri": "http://{{context.Request.Host}}/keys" }""",
                "application/json"
            )
        );
        app.MapGet("/keys", () => Results.Text(issuer.Keys(), "application/json"));
        await app.StartAsync(Scratch.Stop);
        return app;
    }
}
