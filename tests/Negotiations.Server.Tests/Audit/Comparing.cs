using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Audit;

/// <summary>What more knowledge changed, and which events changed it.</summary>
public sealed class Comparing(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Between_two_versions_each_field_is_shown_old_and_new_with_the_event_responsible()
    {
        await RecordAsync("versions");

        var changes = await server.Anonymous.Asks("/api/negotiations/versions/changes?from=3&to=4").Succeeds();

        var killed = Change(changes, "clashes.killed.low");
        Assert.Equal(("24", "62"), (killed["before"]!.ToJsonString(), killed["after"]!.ToJsonString()));
        Assert.Equal(Ids.Of("versions higher"), (string)Assert.Single(killed["events"]!.AsArray())!);
        Assert.Equal([Ids.Of("versions higher")], changes.Each("events", "eventId"));
        Assert.Equal(("3", "4"), (changes["from.version"], changes["to.version"]));
        Assert.DoesNotContain("security.state", changes.Each("changes", "field"));
    }

    [Fact]
    public async Task Without_ends_it_shows_everything_since_the_opening()
    {
        await RecordAsync("whole");

        var changes = await server.Anonymous.Asks("/api/negotiations/whole/changes").Succeeds();

        Assert.Equal(
            [Ids.Of("whole clash"), Ids.Of("whole first"), Ids.Of("whole higher")],
            changes.Each("events", "eventId")
        );
        Assert.Equal(
            Ids.Of("whole clash"),
            (string)Assert.Single(Change(changes, "security.state")["events"]!.AsArray())!
        );
    }

    [Fact]
    public async Task What_many_events_changed_comes_page_by_page_and_none_is_without_a_bound()
    {
        await server.Monitor.Records("many");
        await server.Monitor.Appends("many", new JsonArray([.. Enumerable.Range(0, 300).Select(Clash)])).Succeeds();

        var first = await server.Monitor.Asks("/api/negotiations/many/changes?limit=150").Succeeds();

        Assert.InRange(first.Json.ToJsonString().Length, 10_000, 300_000);
        Assert.Equal(("300", "150"), (first["eventsCount"], first.Each("events", "eventId").Count.ToString()));
        Assert.Equal("/api/negotiations/many/history?clock=recorded", first["eventsMore"]);
        var last = Change(first, "clashes.count");
        Assert.Equal(("300", 20), (last["eventsCount"]!.ToJsonString(), last["events"]!.AsArray().Count));

        await server.Monitor.Appends("many", Clash(300)).Succeeds();
        List<string?> fields = [.. first.Each("changes", "field")];
        for (var page = first; page["next"] is { } next; )
        {
            page = await server.Monitor.Asks($"/api/negotiations/many/changes?limit=150&cursor={next}").Succeeds();
            fields.AddRange(page.Each("changes", "field"));
        }

        Assert.Equal(first["changesCount"], fields.Distinct().Count().ToString());
        Assert.Contains("clashes.incidents[c299]", fields);
        Assert.DoesNotContain("clashes.incidents[c300]", fields);
        await server
            .Monitor.Asks("/api/negotiations/many/changes?cursor=WyJ4IiwieSJd")
            .IsRefused(400, "bad-cursor", "cursor");

        static JsonObject Clash(int n) =>
            Report.Of("clash-reported", $"{2010 + (n / 28)}-03-{1 + (n % 28):00}", $""" "clashId": "c{n}" """);
    }

    [Fact]
    public async Task Between_two_instants_of_our_own_record_only_what_was_recorded_between_them_counts()
    {
        await RecordAsync("instants");
        var recorded = (await server.Auditor.Asks("/api/negotiations/instants/history?clock=recorded").Succeeds()).Each(
            "items",
            "recordedAt"
        );

        var changes = await server
            .Auditor.Asks($"/api/negotiations/instants/changes?from={recorded[1]}&to={recorded[2]}")
            .Succeeds();

        Assert.Equal([Ids.Of("instants first")], changes.Each("events", "eventId"));
        Assert.Equal(
            ("recorded", recorded[1], recorded[2]),
            (changes["to.basis"], changes["from.knownBy"], changes["to.knownBy"])
        );
    }

    [Fact]
    public async Task Between_two_days_of_the_press_it_is_shown_what_the_world_learned()
    {
        await RecordAsync("press");

        var changes = await server
            .Anonymous.Asks("/api/negotiations/press/changes?basis=published&from=2022-09-20&to=2022-10-05")
            .Succeeds();

        Assert.Equal([Ids.Of("press higher")], changes.Each("events", "eventId"));
        Assert.Equal(
            ("24", "62"),
            (
                Change(changes, "clashes.killed.low")["before"]!.ToJsonString(),
                Change(changes, "clashes.killed.low")["after"]!.ToJsonString()
            )
        );
        Assert.Equal("published", changes["from.basis"]);
    }

    [Fact]
    public async Task What_a_correction_and_a_retraction_changed_in_the_past_is_shown_of_that_past()
    {
        await RecordAsync("past");
        var correction = (
            await server
                .Monitor.Appends("past", Report.Correction(Ids.Of("past clash"), """{ "occurred": "2022-08-30" }"""))
                .Succeeds()
        )["events.0.eventId"];
        var retraction = (await server.Monitor.Appends("past", Report.Retraction(Ids.Of("past higher"))).Succeeds())[
            "events.0.eventId"
        ];

        var corrected = await server
            .Anonymous.Asks("/api/negotiations/past/changes?from=4&to=5&asOf=2022-08-31")
            .Succeeds();
        var retracted = await server
            .Anonymous.Asks("/api/negotiations/past/changes?from=5&to=6&asOf=2022-10-31")
            .Succeeds();

        Assert.Equal(("not-reported", "clashes", correction), Shown(Change(corrected, "security.state")));
        Assert.Equal(("62", "24", retraction), Shown(Change(retracted, "clashes.killed.low")));
        Assert.Equal("2022-08-31", corrected["from.asOf"]);
    }

    [Fact]
    public async Task A_value_that_changed_and_changed_back_is_no_change()
    {
        await RecordAsync("back");
        var correction = (
            await server
                .Monitor.Appends("back", Report.Correction(Ids.Of("back first"), """{ "killed": { "low": 30 } }"""))
                .Succeeds()
        )["events.0.eventId"]!;
        await server.Monitor.Appends("back", Report.Retraction(correction)).Succeeds();

        var fields = (await server.Auditor.Asks("/api/negotiations/back/changes?from=4&to=6").Succeeds()).Each(
            "changes",
            "field"
        );

        Assert.Equal(["recordedAt", "version"], fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("from=soon", 400, "malformed-clock", "soon")]
    [InlineData("to=2022-13", 400, "malformed-clock", "2022-13")]
    [InlineData("to=2999-01-01", 400, "known-by-in-future", "2999-01-01")]
    [InlineData("from=0", 400, "version-not-found", "from=0")]
    [InlineData("to=99", 400, "version-not-found", "99")]
    [InlineData("from=3&to=2", 400, "bad-parameter", "later than to")]
    [InlineData("knownBy=2022", 400, "bad-parameter", "from and to")]
    [InlineData("version=2", 400, "bad-parameter", "from and to")]
    [InlineData("from=2001-01-01&to=2001-02-01&asOf=never", 400, "malformed-clock", "never")]
    public async Task An_impossible_end_of_a_comparison_is_refused(string query, int status, string type, string says)
    {
        if ((await server.Anonymous.Asks("/api/negotiations/refusals")).Status == System.Net.HttpStatusCode.NotFound)
            await RecordAsync("refusals");

        await server.Anonymous.Asks("/api/negotiations/refusals/changes?" + query).IsRefused(status, type, says);
    }

    [Fact]
    public async Task Of_what_was_never_opened_nothing_changed() =>
        await server
            .Anonymous.Asks("/api/negotiations/nowhere/changes")
            .IsRefused(404, "negotiation-not-found", "nowhere");

    Task RecordAsync(string id) =>
        server.Monitor.Records(
            id,
            Report.Clash("2022-09-14", Ids.Of(id + " clash")),
            Toll(24, "2022-09-18", Ids.Of(id + " first")),
            Toll(62, "2022-10-05", Ids.Of(id + " higher"))
        );

    static JsonObject Toll(int killed, string published, string id) =>
        Report.Of(
            "toll-reported",
            "2022-09-14",
            $$"""
            "clashId": "september-2022", "killed": { "text": "at least {{killed}}", "qualifier": "at-least",
            "low": {{killed}} }
            """,
            id,
            "24.kg",
            published
        );

    static JsonNode Change(Answer changes, string field) =>
        changes.Json["changes"]!.AsArray().Single(each => (string)each!["field"]! == field)!;

    static (string? Before, string? After, string? By) Shown(JsonNode change) =>
        (change["before"]?.ToString(), change["after"]?.ToString(), (string?)change["events"]![0]);
}
