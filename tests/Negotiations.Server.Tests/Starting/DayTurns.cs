using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;

namespace Negotiations.Server.Tests.Starting;

/// <summary>Time alone changes an answer: a planned day passes and no one reports what became of it.</summary>
public sealed class DayTurns(TestServer server) : IClassFixture<TestServer>
{
    // The server's own clock shows which day it is; a second node has not read yet what the database is about to be
    // reported.
    DateOnly Today => server.Services.GetRequiredService<DatabaseClock>().Today;

    [Fact]
    public async Task A_meeting_whose_day_passes_turns_to_outcome_unknown_in_the_status_and_in_the_list()
    {
        await PlannedAsync("turning", Today.AddDays(2));
        var before = await server.Anonymous.Asks("/api/negotiations/turning").Succeeds();
        Assert.Equal("scheduled", before["meetings.0.status"]);
        Assert.Matches("^\"2\\.[0-9]{8}w?\\.en0\\.[0-9a-f]{6}\"$", before.Tag);
        Assert.Equal(
            $"{Today.AddDays(2):yyyy-MM-dd}",
            (await server.Anonymous.Asks("/api/negotiations?q=turning"))["items.0.nextMeeting.plannedFor"]
        );
        var node = await server.StartAnotherAsync();
        await PassADayAsync("turning");

        await TurnAsync(node);

        var after = await server.Anonymous.Asks("/api/negotiations/turning").Succeeds();
        Assert.Equal(("outcome-unknown", "2"), (after["meetings.0.status"], after["version"]));
        Assert.Equal(["date-passed-no-outcome"], after.Each("anomalies", "code"));
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Null((await server.Anonymous.Asks("/api/negotiations?q=turning"))["items.0.nextMeeting"]);
        Assert.Equal(2, await server.CountAsync("turning"));
    }

    [Fact]
    public async Task A_reader_who_comes_before_the_turn_is_shown_the_same_and_with_the_same_tag()
    {
        await PlannedAsync("early-reader", Today);
        var node = await server.StartAnotherAsync();
        await PassADayAsync("early-reader");

        var early = await node.Client(key: null).Asks("/api/negotiations/early-reader").Succeeds();
        await TurnAsync(node);

        Assert.Equal("outcome-unknown", early["meetings.0.status"]);
        Assert.Equal(early, await server.Anonymous.Asks("/api/negotiations/early-reader"));
    }

    [Fact]
    public async Task A_server_that_starts_on_a_later_day_turns_before_it_answers()
    {
        await PlannedAsync("overnight", Today);
        await PassADayAsync("overnight");

        await server.StartAnotherAsync();

        Assert.Equal(
            "outcome-unknown",
            (await server.Anonymous.Asks("/api/negotiations/overnight"))["meetings.0.status"]
        );
    }

    [Fact]
    public async Task Anyone_who_saw_the_turned_view_appends_on_its_tag()
    {
        await PlannedAsync("tagged-turn", Today);
        await PassADayAsync("tagged-turn");
        var monitor = (await server.StartAnotherAsync()).Client(TestServer.KeyOf("monitor"));
        var turned = await monitor.Asks("/api/negotiations/tagged-turn").Succeeds();

        await monitor
            .Appends(
                "tagged-turn",
                Report.Of("meeting-held", $"{Today.AddDays(-2):yyyy-MM-dd}", """ "meetingId": "summit" """),
                ifMatch: turned.Tag
            )
            .Is(HttpStatusCode.Created);

        var status = await monitor.Asks("/api/negotiations/tagged-turn").Succeeds();
        Assert.Equal("held", status["meetings.0.status"]);
        Assert.Matches("^\"3\\.[0-9]{8}w?\\.en0\\.[0-9a-f]{6}([0-9a-f]{8})?\"$", status.Tag);
        Assert.Empty(status.Each("anomalies", "code"));
    }

    [Fact]
    public async Task A_view_that_is_not_due_is_left_alone()
    {
        await PlannedAsync("ahead", Today.AddDays(30));
        var before = await server.Anonymous.Asks("/api/negotiations/ahead").Succeeds();

        await TurnAsync(server.First);

        Assert.Equal("scheduled", before["meetings.0.status"]);
        Assert.Equal(before, await server.Anonymous.Asks("/api/negotiations/ahead"));
    }

    static Task TurnAsync(RunningServer node) => node.Services.GetRequiredService<ViewRefresh>().RunAsync(Scratch.Stop);

    Task PlannedAsync(string id, DateOnly day) =>
        server.Monitor.Records(
            id,
            Report.Of(
                "meeting-scheduled",
                "2022-01",
                $""" "meetingId": "summit", "kind": "summit", "plannedFor": "{day:yyyy-MM-dd}" """
            )
        );

    // The stored plan and the day of its turn move back together, as if days had gone by since it was recorded: on the
    // first of them it is still the planned day somewhere.
    async Task PassADayAsync(string id) =>
        await server.TampersAsync(
            $"""
            update negotiations.mt_events set data = jsonb_set(data, array['plannedFor'], '"{Today.AddDays(
                -2
            ):yyyy-MM-dd}"') where stream_id = '{id}' and type = 'meeting-scheduled';
            update negotiations.status set next_turn = '{Today.AddDays(-1):yyyy-MM-dd}' where id = '{id}';
            """
        );
}
