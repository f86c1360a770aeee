using System.Net;
using Microsoft.Extensions.Configuration;
using Negotiations.Server.Security;
using Negotiations.Server.Starting;
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

    [Fact]
    public async Task Who_comes_by_way_of_a_proxy_is_not_at_this_machine_and_is_counted()
    {
        foreach (var sign in new[] { "X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP" })
        {
            var answer = await Ask("/metrics", ("X-Forwarded-Proto", "https"), (sign, "203.0.113.7"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.True(LimitSettings.Read(Configured(("proxy:known", "127.0.0.1"))).CountsRequests);
        Assert.False(LimitSettings.Read(Configured()).CountsRequests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "proxy:known", "limits:requests:count")]
    [InlineData("http://*:5080", "Keys cross the network", "AllowedHosts")]
    public void The_start_says_what_is_off(string urls, params string[] says)
    {
        var configuration = Configured(("urls", urls));
        var off = string.Join(
            "\n",
            DisabledProtections.Of(configuration, LimitSettings.Read(configuration), [urls.Replace('*', '0')])
        );

        Assert.All(says, each => Assert.Contains(each, off, StringComparison.Ordinal));
    }

    static IConfiguration Configured(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(each => each.Name, each => each.Value))
            .Build();

    Task<HttpResponseMessage> Ask(params (string Name, string Value)[] headers) => Ask("/api/negotiations", headers);

    async Task<HttpResponseMessage> Ask(string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = server.First.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
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
