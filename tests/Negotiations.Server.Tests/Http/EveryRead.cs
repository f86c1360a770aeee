using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Http;

/// <summary>For every route that reads: ETag, 304 Not Modified and HEAD.</summary>
public sealed class EveryRead(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Has_a_tag_answers_304_to_who_has_it_and_HEAD_with_the_same_headers_and_no_body()
    {
        var routes = await RoutesAsync();

        foreach (var path in routes)
        {
            using var got = await SendAsync(HttpMethod.Get, path);
            using var head = await SendAsync(HttpMethod.Head, path);

            Assert.True(got.StatusCode == HttpStatusCode.OK, $"{path}: {got.StatusCode}");
            Assert.True(got.Headers.ETag is not null, $"{path} has no ETag.");
            Assert.True(head.StatusCode == HttpStatusCode.OK, $"HEAD {path}: {head.StatusCode}");
            Assert.Equal((path, Headers(got)), (path, Headers(head)));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Scratch.Stop));
            await server.Admin.Asks(path, got.Headers.ETag!.ToString()).Is(HttpStatusCode.NotModified);
        }

        Assert.True(routes.Count > 30, $"{routes.Count} routes were asked.");
    }

    [Fact]
    public async Task HEAD_of_a_live_stream_ends_when_its_headers_are_out()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/events")
        {
            Headers = { { "Accept", "text/event-stream" } },
        };
        using var head = await server.Anonymous.SendAsync(request, Scratch.Stop);

        Assert.Equal("text/event-stream", head.Content.Headers.ContentType!.MediaType);
        await server.Anonymous.Asks("/api/events").Succeeds();
    }

    [Theory]
    [InlineData("/api/negotiations/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/negotiations/nowhere/events", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task HEAD_is_refused_as_GET_is(string path, HttpStatusCode status)
    {
        using var head = await SendAsync(HttpMethod.Head, path);

        Assert.Equal(status, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Scratch.Stop));
    }

    static string Headers(HttpResponseMessage response) =>
        string.Join(
            '\n',
            response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Where(header => header.Key is not ("Date" or "Transfer-Encoding"))
                .Select(header => $"{header.Key}: {header.Value}")
                .Order(StringComparer.Ordinal)
        );

    // What needs something of its own to be there (audits, imports, deliveries) is tested where that is made.
    async Task<List<string>> RoutesAsync()
    {
        await server.Monitor.Records("every-read", Report.Clash(), Report.Round("2022-10", 1));
        var contract = await server.Anonymous.Asks("/openapi/v1.json").Succeeds();
        var eventId = (await server.Anonymous.Asks("/api/negotiations/every-read/history").Succeeds())[
            "items.0.eventId"
        ]!;
        await Scratch.Eventually("the event is in the ledger", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{eventId}/proof")).Status == HttpStatusCode.OK
        );

        string[] elsewhere =
        [
            "/api/audits/{id}",
            "/api/imports/{id}",
            "/api/ledger/checkpoint/cosigned",
            "/api/subscriptions/{id}",
        ];
        return
        [
            .. contract.Json["paths"]!
                .AsObject()
                .Where(path =>
                    path.Value!.AsObject().ContainsKey("get")
                    && !Array.Exists(elsewhere, known => path.Key.StartsWith(known, StringComparison.Ordinal))
                )
                .Select(path =>
                    path.Key.Replace("{id}", "every-read", StringComparison.Ordinal)
                        .Replace("{eventId}", eventId, StringComparison.Ordinal)
                        .Replace("{code}", "KGZ", StringComparison.Ordinal)
                        .Replace("{list}", "parties", StringComparison.Ordinal)
                        .Replace("{bundle}", "0", StringComparison.Ordinal)
                        .Replace("{path}", "0/000.p/1", StringComparison.Ordinal)
                )
                .Select(path => path.EndsWith("/consistency", StringComparison.Ordinal) ? path + "?from=1" : path),
        ];
    }

    Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        server.Admin.SendAsync(
            new HttpRequestMessage(method, path),
            HttpCompletionOption.ResponseHeadersRead,
            Scratch.Stop
        );
}
