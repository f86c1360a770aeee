using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Audit;

/// <summary>A replay one event at a time.</summary>
public sealed class Stepping(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Each_step_shows_the_event_the_view_before_and_after_who_recorded_it_and_when()
    {
        await server.Monitor.Records("steps", Report.Clash("2022-09-14"), Report.Round("2023-10-03", 1));
        var history = await server.Auditor.Asks("/api/negotiations/steps/history?clock=recorded").Succeeds();

        var steps = await server.Auditor.Asks("/api/negotiations/steps/steps").Succeeds();

        Assert.Equal(["negotiation-opened", "clash-reported", "round-held"], steps.Each("items", "event.type"));
        Assert.Equal(history.Each("items", "recordedAt"), steps.Each("items", "recordedAt"));
        Assert.Equal(["monitor", "monitor", "monitor"], steps.Each("items", "recordedBy"));
        Assert.Equal([null, "not-reported", "past-clashes"], steps.Each("items", "before.security.state"));
        Assert.Equal(["not-reported", "past-clashes", "past-clashes"], steps.Each("items", "after.security.state"));
        Assert.Equal([null, "registered", "registered"], steps.Each("items", "before.phase.possible.0"));
        Assert.Equal(["registered", "registered", "negotiating"], steps.Each("items", "after.phase.possible.0"));
        Assert.Contains(
            "rounds.held",
            steps.Json["items"]![2]!["changes"]!.AsArray().Select(change => (string)change!["field"]!)
        );
    }

    [Fact]
    public async Task The_last_step_ends_where_the_live_view_stands()
    {
        await server.Monitor.Records("last-step", Report.Clash("2022-09-14"), Report.Round("2023-10-03", 1));

        var steps = await server.Auditor.Asks("/api/negotiations/last-step/steps").Succeeds();
        var live = await server.Auditor.Asks("/api/negotiations/last-step").Succeeds();

        // A step is of the day it was recorded, the live view of the latest day anywhere on Earth: the age is the one
        // thing that differs.
        var last = steps.Json["items"]![2]!["after"]!.AsObject();
        Assert.InRange((int)live.Json["lastHeard"]!["days"]! - (int)last["lastHeard"]!["days"]!, 0, 1);
        last["lastHeard"]!["days"] = (int)live.Json["lastHeard"]!["days"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(StoredRecord.WithoutNames(live.Text)), last));
    }

    [Fact]
    public async Task A_long_replay_is_paged_and_shows_every_event_once_while_more_are_recorded()
    {
        await server.Monitor.Records(
            "long",
            Enumerable.Range(1, 9).Select(number => Report.Round($"2022-0{number}-10", number))
        );
        var more = 10;

        var versions = await server.Anonymous.Walks("/api/negotiations/long/steps?limit=3", "version", async () =>
        {
            if (more < 12)
                await server.Monitor.Appends("long", Report.Round($"2023-{more}-10", more++)).Succeeds();
        });

        Assert.Equal(Enumerable.Range(1, 12).Select(version => $"{version}"), versions);
    }

    [Fact]
    public async Task Reported_on_one_day_in_the_world_each_step_shows_what_it_changed_on_that_day()
    {
        await server.Monitor.Records("one-day", Report.Round("2023-10-03", 1), Report.Clash("2022-09-14"));

        var steps = await server.Auditor.Asks("/api/negotiations/one-day/steps?asOf=2022-12-31").Succeeds();

        Assert.Equal(["registered", "registered", "registered"], steps.Each("items", "after.phase.possible.0"));
        Assert.Equal(["not-reported", "not-reported", "clashes"], steps.Each("items", "after.security.state"));
    }

    [Theory]
    [InlineData("limit=51", "page-too-large", "51")]
    [InlineData("limit=none", "page-too-large", "none")]
    [InlineData("cursor=abc", "bad-cursor", "Begin again")]
    [InlineData("asOf=soon", "malformed-clock", "soon")]
    public async Task A_page_that_cannot_be_meant_is_refused(string query, string type, string says) =>
        await server.Auditor.Asks("/api/negotiations/any/steps?" + query).IsRefused(400, type, says);
}
