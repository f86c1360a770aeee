using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Feeds;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Tests.Formats;

/// <summary>One event that cannot be rendered fails no page, feed or file: it is shown as unreadable with its id, and
/// every other row stands.</summary>
public sealed class Fences(TestServer server) : IClassFixture<TestServer>
{
    static readonly SemaphoreSlim One = new(1);
    static string bad = "";
    static string good = "";

    [Theory]
    [InlineData("/api/events?limit=200")]
    [InlineData("/api/events.ndjson")]
    [InlineData("/api/events.csv")]
    [InlineData("/api/feed.atom?negotiation=fenced")]
    [InlineData("/api/negotiations/fenced/history")]
    [InlineData("/api/negotiations/fenced/history.ndjson")]
    [InlineData("/api/negotiations/fenced/history.csv")]
    [InlineData("/api/map.geojson")]
    [InlineData("/audit")]
    [InlineData("/audit?lang=tg")]
    [InlineData("/negotiations/fenced")]
    [InlineData("/negotiations/fenced/brief")]
    [InlineData("/negotiations/fenced/steps")]
    public async Task An_event_that_cannot_be_rendered_is_shown_as_unreadable_and_the_others_stand(string path)
    {
        using var fault = await FaultyAsync();

        var answer = await server.Anonymous.Asks(path).Is(HttpStatusCode.OK);

        Assert.Contains(bad, answer.Text, StringComparison.Ordinal);
        Assert.Contains(good, answer.Text, StringComparison.Ordinal);
        Assert.Matches("(?i)unreadable|class=\"unreadable\"", answer.Text);
        // A page of steps also shows the event as the state before a later one.
        if (!path.EndsWith("/steps", StringComparison.Ordinal))
            Assert.DoesNotContain("The place that breaks.", Rows(answer.Text, bad), StringComparison.Ordinal);

        Assert.NotEmpty(fault.Raised);
    }

    [Theory]
    [InlineData("/api/calendar.ics?negotiation=fenced", "fenced/m-bad@negotiations", "fenced/m-good@negotiations")]
    [InlineData("/calendar?year=2024", "fenced/m-bad", "m-good")]
    public async Task A_meeting_that_cannot_be_rendered_is_shown_as_unreadable_and_the_others_stand(
        string path,
        string unreadable,
        string other
    )
    {
        using var fault = await FaultyAsync(id => id.Contains("m-bad", StringComparison.Ordinal));

        var answer = await server.Anonymous.Asks(path).Is(HttpStatusCode.OK);

        Assert.Contains(unreadable, answer.Text, StringComparison.Ordinal);
        Assert.Matches("(?i)unreadable", answer.Text);
        if (other.Contains('@', StringComparison.Ordinal))
            Assert.Contains(other, answer.Text, StringComparison.Ordinal);
        else
            Assert.Contains("/negotiations/fenced#meetings", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/negotiations.csv")]
    public async Task A_negotiation_that_cannot_be_rendered_is_shown_as_unreadable_and_the_others_stand(string path)
    {
        await server.Monitor.Opens($"beside-{(path.Length > 1 ? "csv" : "board")}").Succeeds();
        using var fault = await FaultyAsync(id => id == "fenced");

        var answer = await server.Anonymous.Asks(path).Is(HttpStatusCode.OK);

        Assert.Contains("fenced", answer.Text, StringComparison.Ordinal);
        Assert.Contains("unreadable", answer.Text, StringComparison.Ordinal);
        Assert.Contains("beside-", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timeline")]
    [InlineData("map")]
    [InlineData("anomalies")]
    public async Task A_part_of_a_page_that_cannot_be_drawn_is_named_and_the_rest_stands(string part)
    {
        using var fault = await FaultyAsync(id => id == $"fenced/{part}");

        var page = await server.Anonymous.Asks("/negotiations/fenced?lang=en").Is(HttpStatusCode.OK);

        Assert.Contains(
            $"<div class=\"unreadable\">This entry cannot be shown: <code>fenced/{part}</code>",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"id=\"e-{bad}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains($"id=\"e-{good}\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_stream_goes_on_past_an_event_that_cannot_be_rendered()
    {
        using var fault = await FaultyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events?after=0&negotiation=fenced")
        {
            Headers = { { "Accept", "text/event-stream" } },
        };
        using var response = await server.Anonymous.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Scratch.Stop
        );
        await using var body = await response.Content.ReadAsStreamAsync(Scratch.Stop);
        List<JsonNode> seen = [];
        await foreach (var item in SseParser.Create(body).EnumerateAsync(Scratch.Stop))
        {
            seen.Add(JsonNode.Parse(item.Data)!);
            if ((string?)seen[^1]["eventId"] == good)
                break;
        }

        Assert.Equal(
            "true",
            Assert.Single(seen, each => (string?)each["eventId"] == bad)["data"]!["unreadable"]!.ToJsonString()
        );
        Assert.All(seen.Where(each => (string?)each["eventId"] != bad), each =>
            Assert.Null(each["data"]!["unreadable"])
        );
    }

    [Fact]
    public async Task An_assistant_is_informed_of_the_others()
    {
        using var fault = await FaultyAsync();
        var call = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = "tools/call",
            ["params"] = new JsonObject
            {
                ["name"] = "history",
                ["arguments"] = new JsonObject { ["id"] = "fenced" },
            },
        };

        var answer = await server
            .Anonymous.SendAsync(
                HttpMethod.Post,
                "/mcp",
                new StringContent(call.ToJsonString(), Encoding.UTF8, "application/json"),
                ("Accept", "application/json, text/event-stream")
            )
            .Is(HttpStatusCode.OK);

        Assert.Contains(bad, answer.Text, StringComparison.Ordinal);
        Assert.Contains(good, answer.Text, StringComparison.Ordinal);
        Assert.Contains("unreadable", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_sent_what_can_be_said_of_it()
    {
        using var fault = await FaultyAsync();
        var each = (
            await server.Services.GetRequiredService<FeedReader>().ReadAsync(0, 500, FeedFilter.All, Scratch.Stop)
        ).Single(found => found.Entry.EventId.ToString() == bad);

        var line = JsonNode.Parse(each.JsonWithin(server.Services.GetRequiredService<RowFence>()).Span)!;

        Assert.Equal((bad, "true"), ((string?)line["eventId"], line["data"]!["unreadable"]!.ToJsonString()));
    }

    // As its owner alone can put it into the table: a later program's event, with shapes and characters that this one's
    // renderers do not know.
    [Theory]
    [InlineData("/api/events?limit=200")]
    [InlineData("/api/events.ndjson")]
    [InlineData("/api/events.csv")]
    [InlineData("/api/feed.atom?negotiation=fenced")]
    [InlineData("/api/negotiations/fenced/history")]
    [InlineData("/api/negotiations/fenced/history.csv")]
    [InlineData("/api/negotiations/fenced/provenance")]
    [InlineData("/api/negotiations/fenced/explanation")]
    [InlineData("/api/negotiations/fenced/steps")]
    [InlineData("/api/negotiations/fenced")]
    [InlineData("/api/map.geojson")]
    [InlineData("/api/calendar.ics")]
    [InlineData("/api/statistics/tolls")]
    [InlineData("/")]
    [InlineData("/audit")]
    [InlineData("/calendar")]
    [InlineData("/statistics")]
    [InlineData("/negotiations/fenced")]
    [InlineData("/negotiations/fenced/brief")]
    [InlineData("/negotiations/fenced/steps")]
    public async Task A_stored_event_of_a_later_program_fails_nothing(string path)
    {
        using (await FaultyAsync(_ => false))
            await server.Anonymous.Asks(path).Is(HttpStatusCode.OK);
    }

    // What is in the same line or element as an id.
    static string Rows(string text, string id) =>
        string.Join(
            '\n',
            text.Split('\n').Where(line => line.Contains(id, StringComparison.Ordinal) && line.Length < 2000)
        );

    async Task<Fault> FaultyAsync(Func<string, bool>? fails = null)
    {
        await One.WaitAsync(Scratch.Stop);
        try
        {
            if (bad.Length == 0)
                await RecordAsync();
        }
        catch
        {
            One.Release();
            throw;
        }

        return new Fault(server.Services.GetRequiredService<RowFence>(), fails ?? (id => id == bad));
    }

    async Task RecordAsync()
    {
        const string Breaks = """
            "place": { "name": "The place that breaks.", "country": "KGZ", "precision": 1,
            "point": { "type": "Point", "coordinates": [70.1, 40.1] } }
            """;
        const string Place = """
            "place": { "name": "The place that stands.", "country": "KGZ", "precision": 1,
            "point": { "type": "Point", "coordinates": [70.1, 40.1] } }
            """;
        var (badId, goodId, laterId) = (
            Guid.CreateVersion7().ToString(),
            Guid.CreateVersion7().ToString(),
            Guid.CreateVersion7().ToString()
        );
        await server.Monitor.Records(
            "fenced",
            Report.Of("clash-reported", "2022-09", $$""" "clashId": "c", {{Breaks}} """, badId),
            Meeting("m-bad"),
            Meeting("m-good"),
            Report.Of("clash-reported", "2022-10", $$""" "clashId": "d", {{Place}} """, laterId),
            Report.Of("clash-reported", "2022-10", $$""" "clashId": "e", {{Place}} """, goodId)
        );
        await server.TampersAsync(
            $$$"""
            update negotiations.mt_events set type = E'later\u0001type',
                data = '{"type":"later","occurred":5,"actors":[1,{"id":7}],"place":{"name":3,"precision":"x",
                "point":{"coordinates":["a",{}]}},"sources":"none"}'
            where id = '{{{laterId}}}'
            """
        );
        server.Services.GetRequiredService<NegotiationReader>().Evict("fenced");
        (bad, good) = (badId, goodId);
    }

    static JsonObject Meeting(string id) =>
        Report.Of(
            "meeting-scheduled",
            "2024-02-01",
            $$""" "meetingId": "{{id}}", "kind": "summit", "plannedFor": "2024-06-01" """
        );

    sealed class Fault : IDisposable
    {
        readonly RowFence fence;
        readonly Func<string, bool> fails;

        public Fault(RowFence fence, Func<string, bool> fails)
        {
            (this.fence, this.fails) = (fence, fails);
            fence.Rendering += Raise;
        }

        public List<string> Raised { get; } = [];

        public void Dispose()
        {
            fence.Rendering -= Raise;
            One.Release();
        }

        void Raise(string id)
        {
            if (!fails(id))
                return;

            Raised.Add(id);
            throw new InvalidOperationException("A fault put in by a test.");
        }
    }
}
