namespace Negotiations.Server.Tests.Status;

/// <summary>"What did you say on that day, and why?": the same record on other clocks. Where it is about an instant of
/// the recorded clock, auditors ask: to everyone else it is a minute (Security.HiddenAuthors).</summary>
public sealed class Clocks(TestServer server) : IClassFixture<TestServer>
{
    const string Clash = "0198f008-0000-7000-8000-000000000001";

    [Fact]
    public async Task As_of_shows_how_things_stood_at_the_end_of_a_day_a_month_or_a_year()
    {
        await server.Monitor.Records(
            "as-of",
            Report.Clash("2022-09-14"),
            Report.Round("2022-10-03", 1),
            Report.Of("sections-agreed", "2024-12-04", """ "allRemaining": true """)
        );

        foreach (
            var (asOf, phase, security, rounds) in new[]
            {
                ("2022-09-13", "registered", "not-reported", "0"),
                ("2022-09", "registered", "clashes", "0"),
                ("2022", "negotiating", "clashes", "1"),
                ("2024-12-04", "agreed-in-principle", "past-clashes", "1"),
            }
        )
        {
            var status = await server.Anonymous.Asks($"/api/negotiations/as-of?asOf={asOf}").Succeeds();
            Assert.Equal(
                (phase, security, rounds),
                (status["phase.possible.0"], status["security.state"], status["rounds.held"])
            );
            Assert.StartsWith(asOf, status["clocks.asOf"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Known_by_our_record_counts_what_was_recorded_by_then_and_by_the_press_what_was_published()
    {
        await server.Monitor.Records(
            "known-by",
            Report.Of("clash-reported", "2022-09", eventId: Clash, published: "2022-09-18"),
            Report.Of("round-held", "2022-10", published: "2023-01")
        );
        var opened = (await server.Auditor.Asks("/api/negotiations/known-by/history?clock=recorded"))[
            "items.0.recordedAt"
        ];

        var recorded = await server.Auditor.Asks($"/api/negotiations/known-by?knownBy={opened}").Succeeds();
        var published = await server
            .Auditor.Asks("/api/negotiations/known-by?knownBy=2022-12&basis=published")
            .Succeeds();
        var before = await server
            .Auditor.Asks("/api/negotiations/known-by?knownBy=2022-09-17&basis=published")
            .Succeeds();

        Assert.Equal(
            ("1", "not-reported", "recorded", opened),
            (recorded["version"], recorded["security.state"], recorded["clocks.basis"], recorded["clocks.knownBy"])
        );
        Assert.Equal(
            ("2", "clashes", "registered", "published"),
            (
                published["version"],
                published["security.state"],
                published["phase.possible.0"],
                published["clocks.basis"]
            )
        );
        Assert.Equal(("1", "not-reported"), (before["version"], before["security.state"]));
    }

    [Fact]
    public async Task A_version_counts_the_first_events_and_without_leaves_an_event_or_a_publisher_out()
    {
        await server.Monitor.Records(
            "without",
            Report.Clash("2022-09", "0198f008-0000-7000-8000-000000000002"),
            Report.Of("round-held", "2022-10", publisher: "Asia-Plus"),
            Report.Of("drafting-instructed", "2024-12", publisher: "Kabar")
        );

        var second = await server.Anonymous.Asks("/api/negotiations/without?version=2").Succeeds();
        var noClash = await server
            .Anonymous.Asks("/api/negotiations/without?without=0198f008-0000-7000-8000-000000000002")
            .Succeeds();
        var noKabar = await server.Anonymous.Asks("/api/negotiations/without?without=kabar").Succeeds();
        var neither = await server
            .Anonymous.Asks("/api/negotiations/without?without=Kabar&without=Asia-Plus")
            .Succeeds();

        Assert.Equal(
            ("2", "past-clashes", "2"),
            (second["version"], second["security.state"], second["clocks.version"])
        );
        Assert.Equal(("not-reported", "drafting"), (noClash["security.state"], noClash["phase.possible.0"]));
        Assert.Equal(("not-reported", "negotiating"), (noKabar["security.state"], noKabar["phase.possible.0"]));
        Assert.Equal(
            ("registered", "[\"Kabar\",\"Asia-Plus\"]"),
            (neither["phase.possible.0"], neither["clocks.without"])
        );
    }

    [Fact]
    public async Task A_question_about_what_was_known_is_answered_with_the_same_bytes_whatever_is_recorded_later()
    {
        const string target = "0198f008-0000-7000-8000-000000000003";
        await server.Monitor.Records("same", Report.Clash("2022-09", target), Report.Round("2022-10", 1));
        var known = (await server.Auditor.Asks("/api/negotiations/same"))["recordedAt"];
        string[] questions =
        [
            $"negotiations/same?knownBy={known}",
            "negotiations/same?version=3",
            $"negotiations/same?asOf=2022-09-30&knownBy={known}",
            $"negotiations/same/history?knownBy={known}",
            "negotiations/same/history?version=3",
            $"negotiations/same/history?knownBy={known}&corrections=applied&clock=published",
            $"negotiations?knownBy={known}",
            $"parties?knownBy={known}",
            $"parties/KGZ?knownBy={known}",
        ];
        var before = await Task.WhenAll(
            questions.Select(question => server.Auditor.Asks("/api/" + question).Succeeds())
        );

        await server.Monitor.Records("newcomer", Report.Clash());
        await server.Monitor.Appends("same", Report.Clash("2021-06")).Succeeds();
        await server
            .Monitor.Appends(
                "same",
                Report.Correction(
                    target,
                    """ { "occurred": "2022-08", "actors": [ { "id": "UZB", "role": "party" } ] } """
                )
            )
            .Succeeds();
        await server.Monitor.Appends("same", Report.Retraction(target)).Succeeds();
        var reader = (await server.StartAnotherAsync()).Client(TestServer.KeyOf("auditor"));

        foreach (var (question, answer) in questions.Zip(before))
        {
            Assert.Equal(answer, await server.Auditor.Asks("/api/" + question));
            Assert.Equal(answer, await reader.Asks("/api/" + question));
        }
    }

    [Fact]
    public async Task Two_nodes_answer_every_question_alike()
    {
        await server.Monitor.Records(
            "alike",
            Report.Clash("2022-09", "0198f008-0000-7000-8000-000000000004"),
            Report.Correction(
                "0198f008-0000-7000-8000-000000000004",
                """ { "occurred": "2022-08", "clashId": null, "actors": [ { "role": "party", "id": "UZB" } ] } """
            )
        );
        var reader = (await server.StartAnotherAsync()).Client(key: null);

        foreach (
            var route in new[]
            {
                "negotiations/alike",
                "negotiations/alike/history",
                "negotiations/alike/history?corrections=applied",
                "negotiations",
                "parties",
                "events",
            }
        )
            Assert.Equal(await server.Anonymous.Asks("/api/" + route), await reader.Asks("/api/" + route));
    }
}
