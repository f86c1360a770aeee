using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using static Negotiations.Server.Tests.Formats.OutsideReader;

namespace Negotiations.Server.Tests.Formats;

/// <summary>
/// Programs that no one here wrote read every format of the casebook and of a negotiation with difficult texts, and
/// find in it what the API says. <c>.ci/oracles</c> prepares them.
/// </summary>
public sealed class OutsideReaders(OutsideRecord server) : IClassFixture<OutsideRecord>
{
    [Fact]
    public async Task A_calendar()
    {
        await server.RecordAsync();

        var mine = await ReadAsync(
            "calendar",
            (await server.Anonymous.Asks("/api/calendar.ics?negotiation=outside").Succeeds()).Text
        );
        Assert.Equal(
            [
                (
                    "outside/exact@negotiations",
                    "2040-05-10",
                    "2040-05-11",
                    "CONFIRMED",
                    $"Summit: {OutsideRecord.Title}"
                ),
                (
                    "outside/gone@negotiations",
                    "2040-08-01",
                    "2040-08-02",
                    "CANCELLED",
                    $"Summit: {OutsideRecord.Title}"
                ),
                (
                    "outside/month@negotiations",
                    "2040-06-01",
                    "2040-07-01",
                    "TENTATIVE",
                    $"Summit: {OutsideRecord.Title} (June 2040; the exact day is not known)"
                ),
            ],
            mine.Select(each =>
                    (
                        Text(each, "uid"),
                        Text(each, "start"),
                        Text(each, "end"),
                        Text(each, "status"),
                        Text(each, "summary")
                    )
                )
                .Order()
        );
        Assert.All(mine, each => Assert.Equal(OutsideRecord.Title, Text(each, "location")));

        var all = await ReadAsync("calendar", (await server.Anonymous.Asks("/api/calendar.ics").Succeeds()).Text);
        Assert.True(all.Count > 30, $"{all.Count} meetings");
        Assert.Equal(all.Count, all.Select(each => Text(each, "uid")).Distinct().Count());
    }

    [Fact]
    public async Task A_feed_read_by_two_readers()
    {
        await server.RecordAsync();
        var expected = await EntriesAsync("&negotiation=outside");
        var text = (await server.Anonymous.Asks("/api/feed.atom?negotiation=outside").Succeeds()).Text;

        var (one, other) = (await ReadAsync("feedsmith", text), await ReadAsync("rss-parser", text));

        Assert.Equal(one.ToJsonString(), other.ToJsonString());
        Assert.Equal(
            expected.Select(each => $"urn:uuid:{each["eventId"]}").Reverse(),
            one.Select(each => Text(each, "id"))
        );
        Assert.All(one, each =>
            Assert.StartsWith($"{OutsideRecord.Title}: ", Text(each, "title"), StringComparison.Ordinal)
        );
        Assert.Contains("killed.best: 40 → 4.", one.ToJsonString().Replace("\\u2192", "→", StringComparison.Ordinal));

        var whole = (await server.Anonymous.Asks("/api/feed.atom?limit=200").Succeeds()).Text;
        var (first, second) = (await ReadAsync("feedsmith", whole), await ReadAsync("rss-parser", whole));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal((await EntriesAsync("")).Count, first.Count);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("negotiations")]
    [InlineData("tolls")]
    [InlineData("instruments")]
    public async Task A_table_read_as_CSV_and_as_a_workbook(string table)
    {
        await server.RecordAsync();
        var text = (await server.Anonymous.Asks($"/api/{table}.csv").Succeeds()).Text;
        var bytes = await BytesAsync($"/api/{table}.xlsx");

        var csv = await ReadAsync("csv", text);
        var marked = await ReadAsync("csv", (await server.Anonymous.Asks($"/api/{table}.csv?bom=true")).Text);
        var workbook = await ReadAsync(
            new JsonObject { ["check"] = "workbook", ["bytes"] = Convert.ToBase64String(bytes) }
        );

        Assert.NotEmpty(csv);
        Assert.Equal(csv.ToJsonString(), marked.ToJsonString());
        Assert.Equal(csv.Select(Unguarded), workbook.Select(Unguarded));

        if (table == "events")
            Assert.Equal((await EntriesAsync("")).Count, csv.Count);

        // What LibreOffice reads in a workbook without being asked anything, and in a file whose encoding it is given.
        using var folder = new Scratch();
        var book = await ReadAsync("csv", await ByLibreOfficeAsync(folder.Folder, "book.xlsx", bytes));
        var file = await ReadAsync(
            "csv",
            await ByLibreOfficeAsync(folder.Folder, "marked.csv", await BytesAsync($"/api/{table}.csv?bom=true"))
        );
        string[] ids = ["event_id", "id", "negotiation", "title", "type", "clash_id", "instrument_id"];
        Assert.Equal(csv.Select(row => Cells(row, ids)), book.Select(row => Cells(row, ids)));

        // Of a text in a file it makes what it looks like: september-2022 becomes a day. A workbook has types.
        Assert.Equal(csv.Select(row => Cells(row, ids[..5])), file.Select(row => Cells(row, ids[..5])));
    }

    [Fact]
    public async Task A_map()
    {
        await server.RecordAsync();
        foreach (var query in new[] { "", "?negotiation=outside", "?asOf=2022-09-30" })
        {
            var map = await server.Anonymous.Asks($"/api/map.geojson{query}").Succeeds();
            var said = Assert.Single(await JudgeAsync(Case("map", map.Text)));

            Assert.True(said.Holds, said.Said);
            Assert.Equal($"{map.Json["features"]!.AsArray().Count}", said.Said);
        }
    }

    [Fact]
    public async Task A_provenance()
    {
        await server.RecordAsync();
        List<JsonObject> cases = [];
        foreach (var id in new[] { "outside", "kg-tj-border", "tapi-pipeline" })
            cases.Add(
                Case("provenance", (await server.Anonymous.Asks($"/api/negotiations/{id}/provenance").Succeeds()).Text)
            );

        var said = await JudgeAsync([.. cases]);

        Assert.All(said, each => Assert.True(each.Holds && int.Parse(each.Said!) > 50, each.Said));
    }

    [Fact]
    public async Task A_webhook()
    {
        await server.RecordAsync();
        await using var receiver = await Receiver.StartAsync();
        var consumer = await server.ReaderAsync("stranger");
        var made = await consumer.Subscribes(receiver.Url, """ "negotiation": ["outside"], "after": 0 """).Succeeds();
        await receiver.Got((await EntriesAsync("&negotiation=outside")).Count);
        var cases = receiver
            .All.Select(each => new JsonObject
            {
                ["check"] = "webhook",
                ["secret"] = made["secret"],
                ["headers"] = new JsonObject(
                    each.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value.ToString()))
                ),
                ["text"] = each.Body,
            })
            .ToList();
        var forged = cases[0].DeepClone().AsObject();
        forged["text"] = receiver.All.First().Body.Replace("outside", "inside", StringComparison.Ordinal);

        var said = await JudgeAsync([.. cases, forged]);

        Assert.All(said.SkipLast(1), each => Assert.True(each.Holds, each.Said));
        Assert.False(said[^1].Holds);
    }

    [Fact]
    public async Task An_assistant()
    {
        await server.RecordAsync();
        var toll = (await EntriesAsync("&negotiation=outside&type=toll-reported"))[0]["eventId"]!;
        await Scratch.Eventually("it is in the log", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{toll}")).Status == System.Net.HttpStatusCode.OK
        );
        (string Tool, string Arguments, bool IsRefused)[] calls =
        [
            ("find_negotiations", """{ "q": "Тоҷикистон" }""", false),
            ("status", """{ "id": "outside" }""", false),
            ("history", """{ "id": "outside", "limit": 5 }""", false),
            ("explanation", """{ "id": "outside", "field": "phase" }""", false),
            ("changes", """{ "id": "outside" }""", false),
            ("coming_meetings", "{}", false),
            ("recent_events", "{}", false),
            ("tolls", """{ "by": "negotiation" }""", false),
            ("parties", "{}", false),
            ("party", """{ "code": "Kyrgyzstan" }""", false),
            ("proof", $$"""{ "eventId": "{{toll}}" }""", false),
            ("status", """{ "id": "Kyrgyz-Tajik border" }""", true),
            ("party", """{ "code": "Kirgistan" }""", true),
            ("tolls", """{ "by": "week" }""", true),
            ("proof", """{ "eventId": "00000000-0000-4000-8000-000000000000" }""", true),
            ("find_negotiations", """{ "party": "Nowhere" }""", true),
            ("history", """{ "id": "outside", "cursor": "nonsense" }""", true),
        ];

        var read = await ReadAnyAsync(
            new JsonObject
            {
                ["check"] = "assistant",
                ["address"] = new Uri(server.First.Address, "/mcp").AbsoluteUri,
                ["calls"] = new JsonArray([
                    .. calls.Select(call => new JsonObject
                    {
                        ["name"] = call.Tool,
                        ["arguments"] = JsonNode.Parse(call.Arguments),
                    }),
                ]),
            }
        );

        Assert.Equal(11, read["tools"]!.AsArray().Count);
        foreach (var (call, answer) in calls.Zip(read["answers"]!.AsArray()))
        {
            var text = Text(answer!, "text");
            Assert.True(call.IsRefused == (bool)answer!["isError"]!, $"{call.Tool} {call.Arguments}: {text}");
            if (call.IsRefused)
                Assert.DoesNotContain("/api", text, StringComparison.Ordinal);
            else
                Assert.NotNull(answer["structured"]!["answer"]);
        }
    }

    [Theory]
    [InlineData(
        "calendar",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260101T000000Z\nEND:VEVENT\nEND:VCALENDAR"
    )]
    [InlineData("calendar", "BEGIN:VCALENDAR\nDTSTART 2040\nEND:VCALENDAR")]
    [InlineData("feedsmith", "<html><body>an answer of something else</body></html>")]
    [InlineData("rss-parser", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A & B</title></entry></feed>")]
    [InlineData("csv", "a,b\r\n1,\"2\r\n")]
    [InlineData("csv", "a,b\r\n1,2,3\r\n")]
    [InlineData("workbook", "AAAA")]
    [InlineData(
        "map",
        """
            { "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": {}, "geometry":
              { "type": "Polygon", "coordinates": [[[70, 40], [70, 41], [71, 41], [70, 40]]] } }] }
            """
    )]
    [InlineData("provenance", """{ "@id": "urn:a", "wasDerivedFrom": "urn:b" }""")]
    [InlineData("webhook", "{}")]
    [InlineData("assistant", "{}")]
    public async Task What_is_broken_is_refused_by_each(string check, string text)
    {
        var asked = Case(check, text);
        asked["bytes"] = text;
        asked["secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        asked["headers"] = new JsonObject
        {
            ["webhook-id"] = "a",
            ["webhook-timestamp"] = "1",
            ["webhook-signature"] = "v1,a",
        };
        asked["address"] = new Uri(server.First.Address, "/api/mcp").AbsoluteUri;

        Assert.False(Assert.Single(await JudgeAsync(asked)).Holds);
    }

    async Task<List<JsonNode>> EntriesAsync(string filter)
    {
        List<JsonNode> all = [];
        for (string? page = $"/api/events?after=0&limit=200{filter}"; page is not null; )
        {
            var answer = await server.Anonymous.Asks(page).Succeeds();
            all.AddRange(answer.Json["items"]!.AsArray().Select(each => each!));
            page = answer["next"] is { } next ? $"/api/events?after={next}&limit=200{filter}" : null;
        }

        return all;
    }

    async Task<byte[]> BytesAsync(string path) =>
        await server.Anonymous.GetByteArrayAsync(new Uri(path, UriKind.Relative), Scratch.Stop);
}
