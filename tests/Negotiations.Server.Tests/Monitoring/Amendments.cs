namespace Negotiations.Server.Tests.Monitoring;

/// <summary>
/// Facts are never edited: late reports take their place, and acts on the record change what is shown.
/// </summary>
public sealed class Amendments(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_late_report_takes_its_place_in_the_past()
    {
        await server.Monitor.Records(
            "late",
            Report.Round("2023-10", 3),
            Report.Of("final-documents-drafted", "2025-02-21")
        );
        await server.Monitor.Appends("late", Report.Round("2023-03", 2)).Succeeds();
        await server.Monitor.Appends("late", Report.Of("drafting-instructed", "2024-12-04")).Succeeds();

        var status = await server.Anonymous.Asks("/api/negotiations/late").Succeeds();
        Assert.Equal(
            ("2025-02-21", "3", "2024-12-04", "5"),
            (status["lastEvent.occurred"], status["rounds.last.roundNumber"], status["phase.since"], status["version"])
        );
        Assert.Equal(
            ["2021-05", "2023-03", "2023-10", "2024-12-04", "2025-02-21"],
            (await server.Anonymous.Asks("/api/negotiations/late/history")).Each("items", "occurred")
        );
    }

    [Fact]
    public async Task A_correction_changes_what_is_shown_and_keeps_what_was_appended()
    {
        const string toll = "0198f006-0000-7000-8000-000000000001";
        await server.Monitor.Records(
            "corrected",
            Report.Of("toll-reported", "2022-09", """ "killed": { "best": 24 } """, toll)
        );

        await server
            .Monitor.Appends(
                "corrected",
                Report.Correction(toll, """ { "killed": { "best": 62 }, "note": "Second count." } """)
            )
            .Succeeds();

        var status = await server.Anonymous.Asks("/api/negotiations/corrected").Succeeds();
        var shown = await server.Anonymous.Asks("/api/negotiations/corrected/history?type=toll-reported").Succeeds();
        var applied = await server
            .Anonymous.Asks("/api/negotiations/corrected/history?type=toll-reported&corrections=applied")
            .Succeeds();
        Assert.Equal("62", status["clashes.killed.best"]);
        Assert.Equal(
            ("24", "true", "62"),
            (
                shown["items.0.data.killed.best"],
                shown["items.0.corrected"],
                shown["items.0.corrections.0.patch.killed.best"]
            )
        );
        Assert.Equal(
            ("62", "Second count.", "true"),
            (applied["items.0.data.killed.best"], applied["items.0.data.note"], applied["items.0.corrected"])
        );
    }

    [Fact]
    public async Task A_retraction_takes_an_event_out_and_its_own_retraction_brings_it_back()
    {
        const string clash = "0198f006-0000-7000-8000-000000000002";
        await server.Monitor.Records("retracted", Report.Clash("2022-09", clash));

        var retraction = await server.Monitor.Appends("retracted", Report.Retraction(clash)).Succeeds();
        var without = await server.Anonymous.Asks("/api/negotiations/retracted").Succeeds();
        var shown = await server.Anonymous.Asks("/api/negotiations/retracted/history?type=clash-reported").Succeeds();
        var applied = await server
            .Anonymous.Asks("/api/negotiations/retracted/history?type=clash-reported&corrections=applied")
            .Succeeds();
        Assert.Equal(
            ("not-reported", "0", "true"),
            (without["security.state"], without["clashes.count"], shown["items.0.retracted"])
        );
        Assert.Empty(applied.Each("items", "eventId"));

        await server
            .Monitor.Appends("retracted", Report.Retraction(retraction["events.0.eventId"]!, "withdrawn"))
            .Succeeds();
        Assert.Equal("past-clashes", (await server.Anonymous.Asks("/api/negotiations/retracted"))["security.state"]);
    }

    [Fact]
    public async Task A_retracted_correction_no_longer_counts()
    {
        const string round = "0198f006-0000-7000-8000-000000000003",
            correction = "0198f006-0000-7000-8000-000000000004";
        await server.Monitor.Records(
            "undone",
            Report.Round("2022-10", 1, round),
            Report.Correction(round, """ { "occurred": "2022-11" } """, correction)
        );
        Assert.Equal("2022-11", (await server.Anonymous.Asks("/api/negotiations/undone"))["rounds.last.occurred"]);

        await server.Monitor.Appends("undone", Report.Retraction(correction)).Succeeds();

        Assert.Equal("2022-10", (await server.Anonymous.Asks("/api/negotiations/undone"))["rounds.last.occurred"]);
    }

    [Fact]
    public async Task An_attached_source_is_added_to_the_first_and_may_date_it_earlier()
    {
        const string clash = "0198f006-0000-7000-8000-000000000005";
        await server.Monitor.Records(
            "attached",
            Report.Of("clash-reported", "2022-09", eventId: clash, published: "2022-10-01")
        );

        await server
            .Monitor.Appends(
                "attached",
                Report.Of(
                    "source-attached",
                    null,
                    $""" "target": "{clash}", "stance": "confirms" """,
                    publisher: "Asia-Plus",
                    published: "2022-09-17"
                )
            )
            .Succeeds();

        var history = await server.Anonymous.Asks("/api/negotiations/attached/history?type=clash-reported").Succeeds();
        Assert.Equal(["Kabar", "Asia-Plus"], history.Each("items.0.sources", "publisher"));
        Assert.Equal("2022-09-17", history["items.0.published"]);
    }

    [Fact]
    public async Task Contradicting_tolls_stay_side_by_side_and_nothing_is_averaged()
    {
        await server.Monitor.Records(
            "tolls",
            Report.Of(
                "toll-reported",
                "2022-09",
                """ "clashId": "september-2022", "killed": { "best": 24 } """,
                publisher: "Kabar"
            ),
            Report.Of(
                "toll-reported",
                "2022-09",
                """ "clashId": "september-2022", "killed": { "best": 62 } """,
                publisher: "Asia-Plus"
            )
        );

        var status = await server.Anonymous.Asks("/api/negotiations/tolls").Succeeds();

        Assert.Equal(["Kabar", "Asia-Plus"], status.Each("clashes.tolls", "source"));
        Assert.Equal(
            ("24", null, "62"),
            (status["clashes.killed.low"], status["clashes.killed.best"], status["clashes.killed.high"])
        );
    }
}
