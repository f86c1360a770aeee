using System.Globalization;
using System.Net;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>How much one caller may take.</summary>
public sealed class Limits(Limits.OfKeys server) : IClassFixture<Limits.OfKeys>
{
    /// <summary>Requests with a key count for their address too, and here several tests share one.</summary>
    public sealed class OfKeys(TestDatabase databases) : LimitedServer(databases)
    {
        public override int PerAddress => 600;
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_shown_how_long_to_wait_and_others_go_on()
    {
        using var monitor = server.Client("monitor");
        using var auditor = server.Client("auditor");

        var last = await UntilRefusedAsync(monitor);

        Assert.Equal($"\"key\";q={LimitedServer.PerKey};w=60", Header(last, "RateLimit-Policy"));
        Assert.StartsWith("\"key\";r=0;t=", Header(last, "RateLimit"), StringComparison.Ordinal);
        Assert.InRange(int.Parse(Header(last, "Retry-After"), CultureInfo.InvariantCulture), 1, 60);
        await auditor.Asks("/api/negotiations").Succeeds();
        await monitor
            .Asks("/api/negotiations")
            .IsRefused(429, "too-many-requests", $"{LimitedServer.PerKey} requests", "Retry-After");
    }

    [Fact]
    public async Task Who_asks_too_often_in_a_browser_reads_so_on_a_page()
    {
        using var admin = server.Client("admin");
        await UntilRefusedAsync(admin);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/?lang=ky");
        request.Headers.Add("Accept", "text/html");
        using var answer = await admin.SendAsync(request, Scratch.Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.InRange(int.Parse(Header(answer, "Retry-After"), CultureInfo.InvariantCulture), 1, 60);
        var page = await answer.Content.ReadAsStringAsync(Scratch.Stop);
        Assert.Contains("<html lang=\"ky\"", page, StringComparison.Ordinal);
        Assert.Contains($"More than {LimitedServer.PerKey} requests came", page, StringComparison.Ordinal);
        await admin.Asks("/").IsRefused(429, "too-many-requests");
    }

    [Fact]
    public async Task Every_answer_says_what_is_left()
    {
        using var reader = server.Node.Client(key: null);

        var first = await reader.GetAsync(new Uri("/api/negotiations", UriKind.Relative), Scratch.Stop);

        Assert.Matches("^\"address\";r=\\d+$", Header(first, "RateLimit"));
    }

    [Fact]
    public async Task Long_addresses_and_heavy_headers_are_refused()
    {
        using var reader = server.Node.Client(key: null);

        Assert.Equal(
            HttpStatusCode.RequestUriTooLong,
            (await reader.Asks("/api/negotiations?q=" + new string('a', LimitSettings.MaxRequestLine))).Status
        );
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            (
                await reader.SendAsync(
                    HttpMethod.Get,
                    "/api/negotiations",
                    null,
                    ("X-Heavy", new string('a', LimitSettings.MaxHeaders))
                )
            ).Status
        );
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            (
                await reader.SendAsync(
                    HttpMethod.Get,
                    "/api/negotiations",
                    null,
                    [.. Enumerable.Range(0, LimitSettings.MaxHeaderCount + 1).Select(n => ($"X-{n}", (string?)"a"))]
                )
            ).Status
        );
    }

    static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        HttpResponseMessage answer;
        var sent = 0;
        do
        {
            answer = await client.GetAsync(new Uri("/api/negotiations", UriKind.Relative), Scratch.Stop);
            Assert.True(++sent <= LimitedServer.PerKey + 10, "It is never refused.");
        } while (answer.StatusCode != HttpStatusCode.TooManyRequests);

        return answer;
    }

    static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
