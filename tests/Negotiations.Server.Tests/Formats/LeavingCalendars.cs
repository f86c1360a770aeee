using System.Text.Json.Nodes;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Negotiations.Server.Tests.Actors;
using static System.StringComparison;

namespace Negotiations.Server.Tests.Formats;

/// <summary>A calendar program shows an entry that merely vanishes for ever: what left a calendar is cancelled in
/// it.</summary>
public sealed partial class LeavingCalendars(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Meetings_of_a_negotiation_that_went_on_in_another_are_cancelled_where_they_were()
    {
        var party = await PartyAsync();
        await OpensAsync("twin-one", party);
        var other = await OpensAsync("twin-other", party);
        await server.Monitor.Appends("twin-one", Scheduled("summit")).Succeeds();
        await server
            .Monitor.Appends("twin-other", new JsonArray(Scheduled("summit"), Scheduled("talks"), Scheduled("taken")))
            .Succeeds();
        var taken = await server.Anonymous.Asks("/api/negotiations/twin-other/history?clock=recorded").Succeeds();
        await server.Monitor.Appends("twin-other", Report.Retraction(taken["items.3.eventId"]!)).Succeeds();
        var before = await EntriesAsync($"party={party}");
        await MergesAsync("twin-other", "twin-one");
        foreach (var filter in new[] { $"party={party}", "" })
        {
            var after = await EntriesAsync(filter);

            Assert.Equal("CONFIRMED", after["twin-one/summit@negotiations"].Status);
            foreach (var meeting in new[] { "talks", "taken" })
                Assert.Equal("CANCELLED", after[$"twin-other/{meeting}@negotiations"].Status);
            Gone(before, after, "twin-other/talks@negotiations");
            Assert.DoesNotContain("twin-other/summit@negotiations", after.Keys);
            Assert.Contains("twin-one", after["twin-other/talks@negotiations"].Description, Ordinal);
        }

        Assert.NotNull(other);
    }

    [Fact]
    public async Task A_calendar_of_a_negotiation_that_went_on_in_another_says_that_its_meetings_are_those_of_that_one()
    {
        var party = await PartyAsync();
        foreach (var id in new[] { "followed", "goes-on" })
        {
            await OpensAsync(id, party);
            await server.Monitor.Appends(id, new JsonArray(Scheduled("summit"), Scheduled(id))).Succeeds();
        }

        var before = await EntriesAsync("negotiation=followed");
        await MergesAsync("followed", "goes-on");
        var merged = await EntriesAsync("negotiation=followed");
        foreach (var meeting in new[] { "summit", "followed" })
        {
            Gone(before, merged, $"followed/{meeting}@negotiations");
            Assert.Contains("goes-on", merged[$"followed/{meeting}@negotiations"].Description, Ordinal);
        }

        foreach (var filter in new[] { "", $"party={party}", "negotiation=followed&negotiation=goes-on" })
        {
            var elsewhere = (await EntriesAsync(filter))["followed/followed@negotiations"];
            Assert.Equal("CANCELLED", elsewhere.Status);
            Assert.Equal(merged[elsewhere.Uid!].Sequence, elsewhere.Sequence);
        }

        await server
            .Monitor.Appends("followed", Report.Of("negotiation-closed", "2025-02-01", """ "reopened": true """))
            .Succeeds();
        var back = await EntriesAsync("negotiation=followed");
        Assert.Equal(before.Keys, back.Keys);
        Back(merged, back, "followed/summit@negotiations");
    }

    // Whatever is reported in the other one later, of that day or another, planned or held.
    [Fact]
    public async Task An_entry_is_never_older_after_its_negotiation_or_its_party_left_and_came_back()
    {
        var (party, wrong) = (await PartyAsync(), await PartyAsync());
        var opened = await OpensAsync("to-and-fro", party);
        await OpensAsync("to-and-fro-into", await PartyAsync());
        await server.Monitor.Appends("to-and-fro", Held("m", "2024-02-04")).Succeeds();
        List<(string Step, CalendarEvent Entry)> states = [];
        await NoteAsync("held");
        await MergesAsync("to-and-fro", "to-and-fro-into");
        await NoteAsync("merged");
        await server
            .Monitor.Appends("to-and-fro", Report.Of("negotiation-closed", "2025-02-01", """ "reopened": true """))
            .Succeeds();
        await NoteAsync("reopened");
        var away = (
            await server
                .Monitor.Appends(
                    "to-and-fro",
                    Report.Correction(opened, $$"""{ "actors": [ { "id": "{{wrong}}", "role": "party" } ] }""")
                )
                .Succeeds()
        )["events.0.eventId"]!;
        await NoteAsync("corrected");
        await server.Monitor.Appends("to-and-fro", Report.Retraction(away)).Succeeds();
        await NoteAsync("corrected back");

        Assert.Equal(
            ["CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED", "CONFIRMED"],
            states.Select(each => each.Entry.Status)
        );
        foreach (var (before, after) in states.Zip(states.Skip(1)))
            Assert.True(
                after.Entry.LastModified!.AsUtc >= before.Entry.LastModified!.AsUtc,
                $"{before.Step} {before.Entry.LastModified}, {after.Step} {after.Entry.LastModified}"
            );

        async Task NoteAsync(string step)
        {
            states.Add((step, (await EntriesAsync($"party={party}"))["to-and-fro/m@negotiations"]));

            // Calendars count whole seconds.
            await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        }
    }

    [Fact]
    public async Task What_is_said_of_a_meeting_is_never_older_than_what_was_said_before()
    {
        await server.Monitor.Opens("rescheduled").Succeeds();
        await server.Monitor.Appends("rescheduled", Scheduled("summit")).Succeeds();

        // Calendars count whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1), Postgres.Scratch.Stop);
        var change = await server
            .Monitor.Appends(
                "rescheduled",
                Report.Of(
                    "meeting-changed",
                    "2022-12-05",
                    """ "meetingId": "summit", "change": "rescheduled", "newDate": "2040-06-10" """
                )
            )
            .Succeeds();
        var before = Assert.Single(await EntriesAsync("negotiation=rescheduled")).Value;
        await server.Monitor.Appends("rescheduled", Report.Retraction(change["events.0.eventId"]!)).Succeeds();
        var after = Assert.Single(await EntriesAsync("negotiation=rescheduled")).Value;

        Assert.NotEqual(before.Start, after.Start);
        Assert.True(after.LastModified!.AsUtc >= before.LastModified!.AsUtc);
    }

    [Theory]
    [InlineData("renamed", """{ "meetingId": "first-name" }""", """{ "meetingId": "second-name" }""")]
    [InlineData("undated", """{ "plannedFor": null }""", null)]
    [InlineData("endless", """{ "plannedFor": "../2040" }""", null)]
    [InlineData("denied", """{ "claim": { "status": "denied" } }""", null)]
    public async Task A_meeting_that_lost_its_name_its_day_or_its_truth_is_cancelled(
        string id,
        string patch,
        string? second
    )
    {
        await server.Monitor.Opens(id).Succeeds();
        var report = (await server.Monitor.Appends(id, Scheduled("summit")).Succeeds())["events.0.eventId"]!;
        HashSet<string> seen = [];
        foreach (var each in new[] { patch, second }.OfType<string>())
        {
            seen.UnionWith((await EntriesAsync($"negotiation={id}")).Keys);
            await server.Monitor.Appends(id, Report.Correction(report, each)).Succeeds();
        }

        var after = await EntriesAsync($"negotiation={id}");

        Assert.All(seen, each => Assert.Equal("CANCELLED", after[each].Status));
    }

    static void Gone(Dictionary<string, CalendarEvent> before, Dictionary<string, CalendarEvent> after, string uid)
    {
        Assert.Equal(("CONFIRMED", "CANCELLED"), (before[uid].Status, after[uid].Status));
        Assert.Equal(before[uid].Start, after[uid].Start);
        Assert.True(after[uid].Sequence > before[uid].Sequence);
        Assert.True(after[uid].LastModified!.AsUtc >= before[uid].LastModified!.AsUtc);
    }

    static void Back(Dictionary<string, CalendarEvent> before, Dictionary<string, CalendarEvent> after, string uid)
    {
        Assert.Equal(("CANCELLED", "CONFIRMED"), (before[uid].Status, after[uid].Status));
        Assert.True(after[uid].Sequence > before[uid].Sequence);
        Assert.True(after[uid].LastModified!.AsUtc >= before[uid].LastModified!.AsUtc);
    }

    async Task<string> PartyAsync()
    {
        var code = $"Q{Guid.NewGuid().ToString("n")[..8].ToUpperInvariant()}";
        await server.Monitor.Registers(code);
        return code;
    }

    async Task<string> OpensAsync(string id, string party)
    {
        var opening = Report.Opening(id);
        opening["actors"] = new JsonArray(new JsonObject { ["id"] = party, ["role"] = "party" });
        return (await server.Monitor.Opens(opening).Succeeds())["events.0.eventId"]!;
    }

    Task MergesAsync(string id, string into) =>
        server
            .Monitor.Appends(
                id,
                Report.Of("negotiation-closed", "2025-01-01", $""" "outcome": "merged", "mergedInto": "{into}" """)
            )
            .Succeeds();

    static JsonObject Held(string meeting, string day) =>
        Report.Of("meeting-held", day, $""" "meetingId": "{meeting}", "kind": "summit" """);

    static JsonObject Scheduled(string meeting) =>
        Report.Of(
            "meeting-scheduled",
            "2022-12-01",
            $""" "meetingId": "{meeting}", "kind": "summit", "plannedFor": "2040-05-10" """
        );

    // Each UID once.
    async Task<Dictionary<string, CalendarEvent>> EntriesAsync(string filter) =>
        Calendar
            .Load((await server.Anonymous.Asks($"/api/calendar.ics?{filter}").Succeeds()).Text)!
            .Events.ToDictionary(each => each.Uid!);
}
