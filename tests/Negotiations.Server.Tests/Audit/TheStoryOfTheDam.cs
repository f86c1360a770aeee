using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Audit;

/// <summary>
/// A border reported by papers that do not agree, with figures made up for this story: a clash and its four tolls, a
/// round with two last days, a signing that moved, and a signature in two steps. Read from top to bottom: the
/// question, and what a careful analyst may say.
/// </summary>
public sealed class TheStoryOfTheDam(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    const string Border = "/api/negotiations/dam";

    public async ValueTask InitializeAsync()
    {
        if ((await server.Anonymous.Asks(Border)).Status == System.Net.HttpStatusCode.OK)
            return;

        await server.Monitor.Records(
            "dam",
            Report.Of(
                "clash-reported",
                "[2022-09-14..2022-09-16]",
                """ "clashId": "dam" """,
                Ids.Of("clash"),
                "24.kg",
                "2022-09-16"
            ),
            Toll("first", "KGZ", 17, "24.kg", "2022-09-16"),
            Toll("higher", "KGZ", 29, "24.kg", "2022-09-17"),
            Toll("other side", "TJK", 21, "Asia-Plus", "2022-09-19"),
            Toll("headline", null, 58, "Reuters", "2022-09-25"),
            Toll("repeated", "KGZ", 17, "Yearbook", "2025-09-01"),
            Round("by 24.kg", "2024-07-06/2024-07-11", "24.kg", "2024-07-11"),
            Round("by Asia-Plus", "2024-07-06/2024-07-12", "Asia-Plus", "2024-07-13"),
            Report.Of(
                "meeting-scheduled",
                "2025-01-15",
                """ "meetingId": "signing", "kind": "ceremony", "plannedFor": "2025-03-01" """,
                Ids.Of("announced"),
                "24.kg",
                "2025-01-15"
            ),
            Report.Of(
                "meeting-changed",
                "2025-02-20",
                """ "meetingId": "signing", "change": "rescheduled", "newDate": "2025-03-10" """,
                Ids.Of("moved"),
                "24.kg",
                "2025-02-20"
            ),
            Report.Of(
                "text-authenticated",
                "2025-02-21",
                """ "instrumentId": "treaty", "mode": "delegation-protocol" """,
                Ids.Of("delegations"),
                "Asia-Plus",
                "2025-02-21"
            ),
            Report.Of(
                "meeting-held",
                "2025-03-13",
                """ "meetingId": "signing", "kind": "ceremony" """,
                Ids.Of("held"),
                "24.kg",
                "2025-03-13"
            ),
            Report.Of(
                "instrument-signed",
                "2025-03-13",
                """
                "instrumentId": "treaty", "instrumentType": "treaty", "signatories": ["KGZ", "TJK"],
                "subjectToRatification": true
                """,
                Ids.Of("heads of state"),
                "24.kg",
                "2025-03-13"
            )
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Had_there_been_a_clash_by_the_fifteenth_Possibly_and_not_certainly()
    {
        var status = await Ask("?asOf=2022-09-15");
        var count = status.Json["uncertain"]!.AsArray().Single(field => (string)field!["field"]! == "clashes.count")!;

        Assert.Equal((null, "[0,1]"), (count["certain"], count["possible"]!.ToJsonString()));
        Assert.DoesNotContain("clashes.count", (await Ask("?asOf=2022-09-16")).Each("uncertain", "field"));
        Assert.Equal("0", (await Ask("?asOf=2022-09-13"))["clashes.count"]);
    }

    [Theory]
    [InlineData("2022-09-16", 17, null)]
    [InlineData("2022-09-17", 29, null)]
    [InlineData("2022-09-19", 50, 50)]
    [InlineData("2022-09-25", 58, 58)]
    [InlineData("2025-12-31", 38, 58)]
    public async Task How_many_dead_did_the_world_know_of_More_with_every_report_until_the_yearbook_contradicted_them(
        string day,
        int low,
        int? high
    )
    {
        var killed = (await Ask($"?basis=published&knownBy={day}")).Json["clashes"]!["killed"]!;

        Assert.Equal((low, high), ((int)killed["low"]!, (int?)killed["high"]));
    }

    [Fact]
    public async Task What_had_we_recorded_on_that_day_Nothing_and_we_say_so() =>
        await server
            .Anonymous.Asks($"{Border}?knownBy=2022-09-19")
            .IsRefused(404, "not-known-by-then", "2022-09-19", "recorded");

    [Fact]
    public async Task Do_the_parts_make_the_whole_Counters_differ_and_all_figures_stay_side_by_side()
    {
        var status = await Ask();

        Assert.DoesNotContain("parts-do-not-sum", status.Each("anomalies", "code"));
        Assert.Equal(["17", "29", "21", "58", "17"], status.Each("clashes.tolls", "killed.best"));
    }

    [Fact]
    public async Task And_without_Reuters_The_sides_are_added_up_and_the_yearbook_lowers_the_floor()
    {
        var killed = (await Ask("?without=Reuters")).Json["clashes"]!["killed"]!;

        Assert.Equal((17 + 21, 29 + 21), ((int)killed["low"]!, (int)killed["high"]!));
    }

    [Fact]
    public async Task When_did_the_round_end_Two_papers_differ_and_it_is_one_round()
    {
        var status = await Ask();

        Assert.Equal("1", status["rounds.held"]);
        Assert.Contains("dates-disagree", status.Each("anomalies", "code"));
        Assert.Equal(("registered", "registered"), Phase(await Ask("?asOf=2024-07-10")));
        Assert.Equal(("negotiating", "negotiating"), Phase(await Ask("?asOf=2024-07-11")));
        Assert.Equal(("registered", "registered"), Phase(await Ask("?asOf=2024-07-11&without=24.kg")));
        Assert.Equal(("negotiating", "negotiating"), Phase(await Ask("?asOf=2024-07-12&without=24.kg")));
    }

    [Theory]
    [InlineData("2025-01-31", "scheduled", "2025-03-01", null)]
    [InlineData("2025-03-01", "rescheduled", "2025-03-10", null)]
    [InlineData("2025-03-12", "outcome-unknown", "2025-03-10", null)]
    [InlineData("2025-03-13", "held", "2025-03-10", "2025-03-13")]
    public async Task What_of_the_signing_It_was_announced_moved_overdue_and_held_on_a_third_day(
        string day,
        string status,
        string planned,
        string? held
    )
    {
        var signing = (await Ask($"?asOf={day}")).Json["meetings"]!
            .AsArray()
            .Single(meeting => (string)meeting!["meetingId"]! == "signing")!;

        Assert.Equal(
            (status, planned, held),
            ((string)signing["status"]!, (string)signing["plannedFor"]!, (string?)signing["heldOn"])
        );
    }

    [Fact]
    public async Task Who_signed_The_delegations_fixed_the_text_and_three_weeks_later_the_heads_of_state_signed_it()
    {
        Assert.Equal(("text-authenticated", "text-authenticated"), Phase(await Ask("?asOf=2025-03-12")));
        Assert.Equal(("consent-pending", "consent-pending"), Phase(await Ask()));
        Assert.Equal(
            ["KGZ", "TJK"],
            (await Ask()).Json["instruments"]![0]!["awaiting"]!.AsArray().Select(party => (string)party!)
        );
    }

    [Fact]
    public async Task Why_is_it_there_By_this_rule_this_event_and_this_source()
    {
        var explanation = await server.Anonymous.Asks(Border + "/explanation").Succeeds();
        var phase = explanation.Json["fields"]!.AsArray().Single(field => (string)field!["field"]! == "phase")!;

        Assert.Equal("An instrument subject to ratification was signed.", (string)phase["rules"]![0]!);
        Assert.Equal(
            (Ids.Of("heads of state"), "24.kg"),
            ((string)phase["events"]![0]!["eventId"]!, (string)phase["events"]![0]!["sources"]![0]!["publisher"]!)
        );
    }

    [Fact]
    public async Task What_did_the_world_learn_in_the_week_after_The_other_sides_dead_and_the_headline()
    {
        var changes = await server
            .Anonymous.Asks($"{Border}/changes?basis=published&from=2022-09-17&to=2022-09-25")
            .Succeeds();
        var killed = changes.Json["changes"]!
            .AsArray()
            .Single(change => (string)change!["field"]! == "clashes.killed.best")!;

        Assert.Equal([Ids.Of("other side"), Ids.Of("headline")], changes.Each("events", "eventId"));
        Assert.Contains(Ids.Of("headline"), killed["events"]!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public async Task Was_any_of_it_rewritten_No_step_by_step_each_report_only_added_to_the_ones_before()
    {
        var steps = await server.Auditor.Asks(Border + "/steps?limit=50").Succeeds();

        Assert.Equal(
            ["0", "0", "1", "2", "3", "4", "5"],
            steps.Json["items"]!
                .AsArray()
                .Take(7)
                .Select(step => $"{step!["after"]!["clashes"]!["tolls"]!.AsArray().Count}")
        );
        Assert.All(steps.Each("items", "recordedBy"), by => Assert.Equal("monitor", by));
    }

    async Task<Answer> Ask(string question = "") => await server.Auditor.Asks(Border + question).Succeeds();

    static (string? Certain, string? Possible) Phase(Answer status) =>
        (status["phase.certain"], status["phase.possible.0"]);

    static JsonObject Toll(string name, string? side, int killed, string publisher, string published) =>
        Report.Of(
            "toll-reported",
            "[2022-09-14..2022-09-16]",
            $$"""
            "clashId": "dam", {{(side is null ? "" : $"\"side\": \"{side}\", ")}}
            "killed": { "text": "{{killed}}", "qualifier": "exact", "best": {{killed}} }
            """,
            Ids.Of(name),
            publisher,
            published
        );

    static JsonObject Round(string name, string occurred, string publisher, string published) =>
        Report.Of(
            "round-held",
            occurred,
            """ "meetingId": "round-7", "roundNumber": 7 """,
            Ids.Of(name),
            publisher,
            published
        );
}
