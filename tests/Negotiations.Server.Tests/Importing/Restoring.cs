using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Importing;

/// <summary>A whole record as a file: out of one store and into an empty one, the same to the byte.</summary>
public sealed class Restoring(TestServer server, Restoring.Emptied emptied, Restoring.Other other)
    : IClassFixture<TestServer>,
        IClassFixture<Restoring.Emptied>,
        IClassFixture<Restoring.Other>
{
    // What a proof would refuse before: the laws of the record hold without one.
    const string Unproven = "&unproven=true";

    public sealed class Emptied(TestDatabase databases) : TestServer(databases);

    public sealed class Other(TestDatabase databases) : TestServer(databases);

    [Fact]
    public async Task Export_new_store_import_gives_the_same_views_ids_order_authors_and_recorded_times()
    {
        await FillAsync();
        var export = (await server.Auditor.Asks("/api/events.ndjson").Succeeds()).WithoutAuthors();

        var proven = (await server.Auditor.Asks("/api/events.ndjson?proof=true").Succeeds()).Text;
        var report = (await emptied.Admin.Imports("events", proven, "2020-01-01")).IsDone();

        Assert.Equal(await server.CountAsync(), report.Events("recorded"));
        Assert.Equal(export, (await emptied.Auditor.Asks("/api/events.ndjson").Succeeds()).WithoutAuthors());
        var negotiations = await server.ReadAllAsync();
        Assert.True(negotiations.Count > 5);
        foreach (var negotiation in negotiations)
        foreach (
            var path in new[]
            {
                "",
                "/history",
                "/history?corrections=applied",
                "/explanation",
                "/steps?limit=5",
                "?asOf=2000-01-01&basis=published&knownBy=2022-12-31",
            }
        )
            Assert.Equal(
                (await server.Auditor.Asks($"/api/negotiations/{negotiation.Id}{path}").Succeeds()).WithoutAuthors(),
                (await emptied.Auditor.Asks($"/api/negotiations/{negotiation.Id}{path}").Succeeds()).WithoutAuthors()
            );

        Assert.Equal(
            (await server.Auditor.Asks("/api/negotiations?limit=100").Succeeds()).WithoutAuthors(),
            (await emptied.Auditor.Asks("/api/negotiations?limit=100").Succeeds()).WithoutAuthors()
        );
        Assert.Equal(
            (await server.Auditor.Asks("/api/erasures").Succeeds()).WithoutAuthors(),
            (await emptied.Auditor.Asks("/api/erasures").Succeeds()).WithoutAuthors()
        );
        await emptied.IsSoundAsync();

        // It goes on from there, and its own log holds everything.
        await emptied.Monitor.Appends("talks", Report.Round("2023-05", 2)).Succeeds();
        await Scratch.Eventually("everything is in the log", async () =>
            (await emptied.Anonymous.Asks("/api/ledger/checkpoint")).Text.Split('\n') is [_, var size, ..]
            && size == (await emptied.CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

        // Not a second time, and not over what is recorded.
        var again = await emptied.Admin.Imports("events", proven, "2020-01-01");
        Assert.Equal("failed", (string?)again["state"]);
        Assert.Contains("empty", (string)again["problem"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a line is missing")]
    [InlineData("lines change places")]
    [InlineData("the last line is cut off")]
    [InlineData("an id stands twice")]
    [InlineData("a version is jumped over")]
    [InlineData("a type is another")]
    [InlineData("an event is from the future")]
    [InlineData("a member is missing")]
    public async Task An_export_that_was_cut_reordered_or_changed_is_refused_as_a_whole(string what)
    {
        await FillAsync();
        var lines = (await server.Auditor.Asks("/api/events.ndjson").Succeeds())
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToList();
        var last = JsonNode.Parse(lines[^1])!.AsObject();
        switch (what)
        {
            case "a line is missing":
                lines.RemoveAt(1);
                break;
            case "lines change places":
                (lines[^1], lines[^2]) = (lines[^2], lines[^1]);
                break;
            case "the last line is cut off":
                lines[^1] = lines[^1][..^20];
                break;
            case "an id stands twice":
                lines.Add(lines[^1]);
                break;
            case "a version is jumped over":
                last["version"] = (long)last["version"]! + 1;
                break;
            case "a type is another":
                last["type"] = "round-held";
                last["data"]!["type"] = "meeting-held";
                break;
            case "an event is from the future":
                last["recordedAt"] = "2999-01-01T00:00:00.000000Z";
                break;
            default:
                last.Remove("recordedBy");
                break;
        }

        if (
            what
            is "a version is jumped over"
                or "a type is another"
                or "an event is from the future"
                or "a member is missing"
        )
            lines[^1] = last.ToJsonString();

        var report = await other.Admin.Imports("events", string.Join('\n', lines) + "\n", "2020-01-01", Unproven);
        Assert.True((string?)report["state"] == "failed", report.ToJsonString());
        Assert.Contains("Line ", (string)report["problem"]!, StringComparison.Ordinal);
        Assert.Equal(0, await other.CountAsync());
    }

    // By hand and from a file, corrected, retracted and erased.
    async Task FillAsync()
    {
        if (await server.CountAsync() > 0)
            return;

        await server.Monitor.Opens("talks").Succeeds();
        var clash = (await server.Monitor.Appends("talks", Report.Clash()).Succeeds())["events.0.eventId"]!;
        var round = (await server.Monitor.Appends("talks", Report.Round("2023-04", 1)).Succeeds())["events.0.eventId"]!;
        await server
            .Monitor.Appends(
                "talks",
                Report.Correction(round, """{ "roundNumber": 3, "place": { "name": "Batken", "country": "KGZ" } }""")
            )
            .Succeeds();
        await server.Monitor.Appends("talks", Report.Retraction(clash)).Succeeds();
        (await server.Monitor.Imports("pax", FieldData.Pax, "2019-07-01")).IsDone();
        await Scratch.Eventually("it is in the ledger", async () =>
            (await server.Anonymous.Asks($"/api/ledger/entries/{round}/proof")).Status == System.Net.HttpStatusCode.OK
        );
        await server.Admin.Erases("talks", round, "By order of a court.").Succeeds();
    }
}
