using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>An answer that began with a key or token ends within five seconds of its revocation or expiry.</summary>
public sealed class EndedCredentials(EndedCredentials.ClosedAndTrusting server)
    : IClassFixture<EndedCredentials.ClosedAndTrusting>
{
    // The check and what it costs on a busy machine; the promise is five seconds.
    static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_live_stream_ends_with_a_last_event_when_its_key_is_revoked()
    {
        var (id, key) = await KeyAsync();
        using var stream = await StreamAsync(key);
        await RevokeAsync(id);
        var watch = Stopwatch.StartNew();

        Assert.Equal(["signed-out"], await EventsAsync(stream));
        Assert.True(watch.Elapsed < Promised, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_live_stream_at_another_node_ends_too_and_gives_nothing_recorded_after_that()
    {
        var node = await server.StartAnotherAsync();
        var (id, key) = await KeyAsync();
        using var stream = await StreamAsync(key, node);

        // The other node has just looked the key up, and remembers it as good.
        await node.Client(key).Asks("/api/negotiations").Is(HttpStatusCode.OK);
        await RevokeAsync(id);
        var watch = Stopwatch.StartNew();

        Assert.Equal(["signed-out"], await EventsAsync(stream));
        Assert.True(watch.Elapsed < Promised, $"It took {watch.Elapsed}.");
        await server.Monitor.Opens("after-revocation").Succeeds();
        await server.StopAsync(node);
    }

    [Fact]
    public async Task A_live_stream_ends_when_its_key_expires()
    {
        var (_, key) = await KeyAsync(DateTimeOffset.UtcNow.AddSeconds(3));
        using var stream = await StreamAsync(key);
        var watch = Stopwatch.StartNew();

        Assert.Equal(["signed-out"], await EventsAsync(stream));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3) + Promised, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_live_stream_ends_when_its_token_expires()
    {
        using var stream = await StreamAsync(server.Issuer.Token(LocalIssuer.Claims(to: 3)));
        var watch = Stopwatch.StartNew();

        Assert.Equal(["signed-out"], await EventsAsync(stream));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3) + Promised, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_stream_of_a_session_ends_with_the_key_that_it_stands_for()
    {
        var (id, key) = await KeyAsync();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(
            new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }
        )
        {
            BaseAddress = server.First.Address,
        };
        var page = await browser.Asks("/sign-in").Is(HttpStatusCode.OK);
        var form = Dashboard.DashboardVisitor.FieldsOf(page.Text);
        form["key"] = key;
        using var signedIn = await browser.PostAsync(
            new Uri("/sign-in", UriKind.Relative),
            new FormUrlEncodedContent(form),
            Scratch.Stop
        );
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using var stream = await StreamAsync(browser);

        await RevokeAsync(id);
        var watch = Stopwatch.StartNew();

        Assert.Equal(["signed-out"], await EventsAsync(stream));
        Assert.True(watch.Elapsed < Promised, $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("/api/events.ndjson")]
    [InlineData("/api/events.csv")]
    [InlineData("/api/negotiations/long/history.ndjson")]
    public async Task A_long_export_is_cut_off_so_that_the_client_can_see(string path)
    {
        await LongAsync();
        var (id, key) = await KeyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var client = new HttpClient { BaseAddress = server.First.Address };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Scratch.Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        // A slow reader: what the connection does not hold waits at the server.
        await RevokeAsync(id);
        await Task.Delay(Promised, Scratch.Stop);

        await using var body = await response.Content.ReadAsStreamAsync(Scratch.Stop);
        await Assert.ThrowsAnyAsync<Exception>(() => body.CopyToAsync(Stream.Null, Scratch.Stop));
    }

    [Fact]
    public async Task An_export_by_a_key_that_is_good_is_whole()
    {
        await LongAsync();
        var (_, key) = await KeyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events.ndjson")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var client = new HttpClient { BaseAddress = server.First.Address };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Scratch.Stop);
        await Task.Delay(Promised, Scratch.Stop);

        var lines = (await response.Content.ReadAsStringAsync(Scratch.Stop)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.True(lines.Length > 1000, $"{lines.Length} lines.");
        Assert.NotNull(JsonNode.Parse(lines[^1]));
    }

    static readonly SemaphoreSlim One = new(1);
    static bool isLong;

    // More than the buffers of both ends hold together.
    async Task LongAsync()
    {
        await One.WaitAsync(Scratch.Stop);
        try
        {
            if (isLong)
                return;

            await server.Monitor.Opens("long").Succeeds();
            var note = new string('n', 9000);
            foreach (var _ in Enumerable.Range(0, 24))
                await server
                    .Monitor.Appends(
                        "long",
                        new JsonArray([
                            .. Enumerable
                                .Range(0, 60)
                                .Select(_ => Report.Of("statement-issued", "2022-09", $""" "note": "{note}" """)),
                        ])
                    )
                    .Succeeds();

            isLong = true;
        }
        finally
        {
            One.Release();
        }
    }

    async Task<(string Id, string Key)> KeyAsync(DateTimeOffset? expires = null)
    {
        var body = new JsonObject { ["name"] = $"reader {Guid.NewGuid()}", ["role"] = "reader" };
        if (expires is { } at)
            body["expiresAt"] = at.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            );

        var made = await server
            .Admin.SendAsync(
                HttpMethod.Post,
                "/api/keys",
                new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json")
            )
            .Is(HttpStatusCode.Created);
        return (made["id"]!, made["key"]!);
    }

    Task<Answer> RevokeAsync(string id) =>
        server.Admin.SendAsync(HttpMethod.Delete, $"/api/keys/{id}", null).Is(HttpStatusCode.NoContent);

    Task<HttpResponseMessage> StreamAsync(string key, RunningServer? node = null) =>
        StreamAsync((node ?? server.First).Client(key));

    static async Task<HttpResponseMessage> StreamAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Scratch.Stop);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return response;
    }

    // Until the server ends the stream, in order.
    static async Task<List<string>> EventsAsync(HttpResponseMessage response)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Scratch.Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        List<string> seen = [];
        await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(patience.Token))
            seen.Add(item.EventType);

        return seen;
    }

    public sealed class ClosedAndTrusting(TestDatabase databases) : TrustingServer(databases)
    {
        protected override bool ClosesReading => true;
    }
}
