using System.Net;
using Microsoft.Extensions.Configuration;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>What answers show browsers, and what a request may say of itself.</summary>
public sealed class PageHeadersTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/api/negotiations", HttpStatusCode.OK)]
    [InlineData("/api/keys", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    public async Task Every_answer_is_data_and_no_page_and_names_no_program(string path, HttpStatusCode status)
    {
        var answer = await server.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Scratch.Stop);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header(answer, "Content-Security-Policy")
        );
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task The_docs_page_runs_its_own_scripts_and_no_others()
    {
        var page = await server.Anonymous.GetAsync(new Uri("/docs/", UriKind.Relative), Scratch.Stop);

        var policy = Header(page, "Content-Security-Policy");
        Assert.Matches("script-src 'self' 'nonce-[^']+'", policy);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Scratch.Stop));
        Assert.Equal(html.Split("<script").Length - 1, html.Split($"nonce=\"{nonce}\"").Length - 1);
    }

    [Fact]
    public async Task No_other_origin_is_let_in()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/negotiations");
        asked.Headers.Add("Origin", "https://elsewhere.example");
        asked.Headers.Add("Access-Control-Request-Method", "POST");

        var answer = await server.Anonymous.SendAsync(asked, Scratch.Stop);
        var read = await server.Anonymous.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/api/negotiations")
            {
                Headers = { { "Origin", "https://elsewhere.example" } },
            },
            Scratch.Stop
        );

        Assert.DoesNotContain(answer.Headers.Concat(read.Headers), header =>
            header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Without_a_known_proxy_nothing_that_a_request_says_of_itself_counts() =>
        Assert.Null(PageHeaders.ReadProxies(Configured(null)));

    [Fact]
    public void Only_the_proxies_that_are_named_are_believed()
    {
        var options = PageHeaders.ReadProxies(Configured("127.0.0.2, 10.0.0.0/8"))!;

        Assert.Equal([IPAddress.Parse("127.0.0.2")], options.KnownProxies);
        Assert.Equal(["10.0.0.0/8"], options.KnownIPNetworks.Select(each => each.ToString()));
        Assert.Throws<InvalidOperationException>(() => PageHeaders.ReadProxies(Configured("everyone")));
    }

    static IConfiguration Configured(string? proxies) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["proxy:known"] = proxies })
            .Build();

    static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
