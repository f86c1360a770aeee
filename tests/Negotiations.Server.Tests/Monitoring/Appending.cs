using System.Net;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Monitoring;

/// <summary>POST of events: what is recorded, and what the answer says.</summary>
public sealed class Appending(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task One_event_is_recorded_and_the_answer_says_under_which_version_and_when()
    {
        await server.Monitor.Opens("one-event").Succeeds();

        var answer = await server
            .Monitor.Appends("one-event", Report.Clash("2022-09", "0198f001-0000-7000-8000-000000000001"))
            .Is(HttpStatusCode.Created);

        Assert.Equal(["negotiation", "version", "events", "anomalies"], answer.Members());
        Assert.Equal(["eventId", "version", "sequence", "recordedAt"], answer.Members("events.0"));
        Assert.Equal(
            ("2", "0198f001-0000-7000-8000-000000000001", "2", "\"2\""),
            (answer["version"], answer["events.0.eventId"], answer["events.0.version"], answer.Tag)
        );
        Assert.Equal("past-clashes", (await server.Anonymous.Asks("/api/negotiations/one-event"))["security.state"]);
    }

    [Fact]
    public async Task An_event_without_an_id_is_given_a_uuid_that_says_nothing_of_the_time()
    {
        await server.Monitor.Opens("ids").Succeeds();

        var answer = await server.Monitor.Appends("ids", Report.Clash()).Succeeds();

        Assert.Equal(4, Guid.Parse(answer["events.0.eventId"]!).Version);
    }

    [Fact]
    public async Task An_array_is_recorded_as_one_in_its_order_and_at_one_instant()
    {
        await server.Monitor.Opens("array").Succeeds();

        var answer = await server
            .Monitor.Appends(
                "array",
                new JsonArray(Report.Clash(), Report.Round("2022-10", 1), Report.Round("2022-11", 2))
            )
            .Is(HttpStatusCode.Created);

        Assert.Equal(["2", "3", "4"], answer.Each("events", "version"));
        Assert.Single(answer.Each("events", "recordedAt").Distinct());
        Assert.Equal("4", answer["version"]);
    }

    [Fact]
    public async Task An_array_with_one_bad_event_records_none_of_it_and_says_which()
    {
        await server.Monitor.Opens("one-bad").Succeeds();
        var noSource = Report.Round("2022-11", 2);
        noSource["sources"] = new JsonArray();

        var unreadable = await server
            .Monitor.Appends("one-bad", new JsonArray(Report.Clash(), Report.Of("border-crossed", "2022")))
            .IsRefused(400, "unknown-event-type", "'border-crossed'");
        var refused = await server
            .Monitor.Appends("one-bad", new JsonArray(Report.Clash(), Report.Round("2022-10", 1), noSource))
            .IsRefused(422, "source-missing");

        Assert.Equal(("/1/type", "/2/sources"), (unreadable["at"], refused["at"]));
        Assert.Equal(1, await server.CountAsync("one-bad"));
    }

    [Fact]
    public async Task The_same_event_again_records_nothing_new_and_is_answered_as_before()
    {
        await server.Monitor.Opens("again").Succeeds();
        var clash = Report.Clash("2022-09", "0198f001-0000-7000-8000-000000000002");

        var first = await server.Monitor.Appends("again", clash).Is(HttpStatusCode.Created);
        var second = await server.Monitor.Appends("again", clash).Is(HttpStatusCode.OK);

        Assert.Equal(first["events"], second["events"]);
        Assert.Equal(2, await server.CountAsync("again"));
    }

    [Fact]
    public async Task An_array_in_which_some_events_are_known_records_the_others()
    {
        await server.Monitor.Opens("overlap").Succeeds();
        var clash = Report.Clash("2022-09", "0198f001-0000-7000-8000-000000000003");
        await server.Monitor.Appends("overlap", clash).Succeeds();

        var answer = await server
            .Monitor.Appends(
                "overlap",
                new JsonArray(Report.Round("2022-10", 1), clash.DeepClone(), Report.Round("2022-11", 2))
            )
            .Is(HttpStatusCode.Created);

        Assert.Equal(["3", "2", "4"], answer.Each("events", "version"));
    }

    [Fact]
    public async Task Other_content_under_a_recorded_event_id_is_refused_and_what_is_recorded_stays()
    {
        const string id = "0198f001-0000-7000-8000-000000000004";
        await server.Monitor.Opens("content").Succeeds();
        await server.Monitor.Appends("content", Report.Clash("2022-09", id)).Succeeds();

        await server
            .Monitor.Appends("content", Report.Clash("2022-08", id))
            .IsRefused(409, "event-id-taken", id, "event-corrected");

        Assert.Equal(
            ["2021-05", "2022-09"],
            (await server.Anonymous.Asks("/api/negotiations/content/history")).Each("items", "occurred")
        );
    }

    [Fact]
    public async Task What_does_not_fit_together_is_recorded_and_named()
    {
        await server.Monitor.Records("doubt", Report.Round("2022-10", 1));

        var answer = await server.Monitor.Appends("doubt", Report.Round("2023-01", 3)).Is(HttpStatusCode.Created);

        Assert.Equal(["round-number-gap"], answer.Each("anomalies", "code"));
        Assert.Equal(["code", "values", "events", "text"], answer.Members("anomalies.0"));
        Assert.Empty((await server.Monitor.Appends("doubt", Report.Clash())).Each("anomalies", "code"));
    }
}
