using System.Globalization;
using System.Net;
using Negotiations.Server.Security;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>How much one caller may take.</summary>
public sealed class Limits(TestDatabase databases) : IAsyncLifetime
{
    const int PerKey = 40;
    const int PerAddress = 60;

    static int count;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("negotiations-");
    RunningServer node = null!;

    public async ValueTask InitializeAsync() =>
        node = await RunningServer.StartAsync(
            await databases.CreateDatabaseAsync($"limits-{Interlocked.Increment(ref count)}"),
            folder.FullName,
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["limits:requests:count"] = "true",
                ["limits:requests:perKey"] = PerKey.ToString(CultureInfo.InvariantCulture),
                ["limits:requests:perAddress"] = PerAddress.ToString(CultureInfo.InvariantCulture),
            }
        );

    [Fact]
    public async Task A_key_that_asks_too_often_is_shown_how_long_to_wait_and_others_go_on()
    {
        using var monitor = await ClientAsync("monitor");
        using var auditor = await ClientAsync("auditor");

        var last = await UntilRefusedAsync(monitor);

        Assert.Equal($"\"key\";q={PerKey};w=60", Header(last, "RateLimit-Policy"));
        Assert.StartsWith("\"key\";r=0;t=", Header(last, "RateLimit"), StringComparison.Ordinal);
        Assert.InRange(int.Parse(Header(last, "Retry-After"), CultureInfo.InvariantCulture), 1, 60);
        await auditor.Asks("/api/negotiations").Succeeds();
        await monitor
            .Asks("/api/negotiations")
            .IsRefused(429, "too-many-requests", $"{PerKey} requests", "Retry-After");
    }

    [Fact]
    public async Task An_address_that_guesses_keys_is_stopped_before_its_guesses_are_looked_at()
    {
        HttpResponseMessage? last = null;
        for (var guess = 0; guess <= PerAddress && last?.StatusCode != HttpStatusCode.TooManyRequests; guess++)
        {
            using var guesser = node.Client($"ngt_guess{guess}");
            last = await guesser.GetAsync(new Uri("/api/keys", UriKind.Relative), Scratch.Stop);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal($"\"address\";q={PerAddress};w=60", Header(last, "RateLimit-Policy"));
    }

    [Fact]
    public async Task Every_answer_says_what_is_left()
    {
        using var reader = node.Client(key: null);

        var first = await reader.GetAsync(new Uri("/api/negotiations", UriKind.Relative), Scratch.Stop);

        Assert.Matches("^\"address\";r=\\d+$", Header(first, "RateLimit"));
    }

    [Fact]
    public async Task Long_addresses_and_heavy_headers_are_refused()
    {
        using var reader = node.Client(key: null);

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

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")]
    public void Addresses_of_one_network_count_together(string address, string counted) =>
        Assert.Equal(counted, RequestLimits.AddressOf(IPAddress.Parse(address)));

    [Fact]
    public void A_limit_of_nothing_keeps_the_server_from_starting() =>
        Assert.Throws<InvalidOperationException>(() =>
            Application.Build(
                new Dictionary<string, string?> { ["limits:requests:perKey"] = "0" },
                "Host=nowhere",
                "http://127.0.0.1:0",
                "nowhere"
            )
        );

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        folder.Delete(recursive: true);
    }

    async Task<HttpClient> ClientAsync(string role) =>
        node.Client((await File.ReadAllTextAsync(Path.Combine(folder.FullName, "keys", role + ".key"))).Trim());

    static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        HttpResponseMessage answer;
        var sent = 0;
        do
        {
            answer = await client.GetAsync(new Uri("/api/negotiations", UriKind.Relative), Scratch.Stop);
            Assert.True(++sent <= PerKey + 10, "It is never refused.");
        } while (answer.StatusCode != HttpStatusCode.TooManyRequests);

        return answer;
    }

    static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
