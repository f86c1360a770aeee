using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>A proxy in front that ends HTTPS.</summary>
public sealed class Https(Https.BehindProxy server) : IClassFixture<Https.BehindProxy>
{
    [Fact]
    public async Task What_the_known_proxy_says_counts()
    {
        var answer = await Ask(("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", string.Join("", answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task What_comes_without_https_is_sent_there()
    {
        var answer = await Ask(("X-Forwarded-Proto", "http"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.StartsWith("https://", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    async Task<HttpResponseMessage> Ask(params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.First.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/negotiations")
        {
            Headers = { Host = "negotiations.example" },
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);

        return await client.SendAsync(request, Scratch.Stop);
    }

    public sealed class BehindProxy(TestDatabase databases) : TestServer(databases)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["proxy:known"] = "127.0.0.1",
                ["https:redirect"] = "true",
                ["https_port"] = "443",
            };
    }
}
