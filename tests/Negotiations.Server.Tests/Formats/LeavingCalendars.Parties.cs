using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Actors;

namespace Negotiations.Server.Tests.Formats;

public sealed partial class LeavingCalendars
{
    [Fact]
    public async Task Meetings_are_cancelled_for_a_party_that_a_correction_named_and_another_one_did_not()
    {
        var (first, second, third) = (await PartyAsync(), await PartyAsync(), await PartyAsync());
        var opened = await OpensAsync("named-later", first);
        await server.Monitor.Appends("named-later", Scheduled("summit")).Succeeds();
        await CorrectsAsync(second);
        var before = await EntriesAsync($"party={second}");
        var away = await CorrectsAsync(third);
        Gone(before, await EntriesAsync($"party={second}"), "named-later/summit@negotiations");

        // What took the name away is taken back, and then that is: the last act has none of the codes in it.
        var back = await RetractsAsync(away);
        Assert.Equal("CONFIRMED", Assert.Single(await EntriesAsync($"party={second}")).Value.Status);
        await RetractsAsync(back);
        await server.Monitor.Appends("named-later", Scheduled("later")).Succeeds();
        Gone(before, await EntriesAsync($"party={second}"), "named-later/summit@negotiations");
        Assert.Single(await EntriesAsync($"party={second}"));

        async Task<string> CorrectsAsync(string party) =>
            (
                await server
                    .Monitor.Appends(
                        "named-later",
                        Report.Correction(opened, $$"""{ "actors": [ { "id": "{{party}}", "role": "party" } ] }""")
                    )
                    .Succeeds()
            )["events.0.eventId"]!;

        async Task<string> RetractsAsync(string target) =>
            (await server.Monitor.Appends("named-later", Report.Retraction(target)).Succeeds())["events.0.eventId"]!;
    }

    [Fact]
    public async Task Meetings_are_cancelled_for_a_party_that_was_corrected_away_and_come_back_with_it()
    {
        var (right, wrong) = (await PartyAsync(), await PartyAsync());
        var opened = await OpensAsync("wrong-party", wrong);
        await server.Monitor.Appends("wrong-party", Scheduled("summit")).Succeeds();
        var before = await EntriesAsync($"party={wrong}");
        var correction = await server
            .Monitor.Appends(
                "wrong-party",
                Report.Correction(opened, $$"""{ "actors": [ { "id": "{{right}}", "role": "party" } ] }""")
            )
            .Succeeds();
        var after = await EntriesAsync($"party={wrong}");

        Gone(before, after, "wrong-party/summit@negotiations");
        Assert.Equal("CONFIRMED", Assert.Single(await EntriesAsync($"party={right}")).Value.Status);

        // What is recorded later of a negotiation that it is no party of is nothing to it.
        await server.Monitor.Appends("wrong-party", Scheduled("later")).Succeeds();
        var later = await EntriesAsync($"party={wrong}");
        Assert.Equal(after.Keys, later.Keys);
        Assert.Equal(
            after["wrong-party/summit@negotiations"].LastModified,
            later["wrong-party/summit@negotiations"].LastModified
        );

        await server.Monitor.Appends("wrong-party", Report.Retraction(correction["events.0.eventId"]!)).Succeeds();
        var back = await EntriesAsync($"party={wrong}");
        Back(later, back, "wrong-party/summit@negotiations");
    }

    [Fact]
    public async Task Meetings_are_cancelled_when_two_actors_turn_out_not_to_be_one()
    {
        var (one, other) = (await PartyAsync(), await PartyAsync());
        await OpensAsync("parted", other);
        await server.Monitor.Appends("parted", Scheduled("summit")).Succeeds();
        Assert.Empty(await EntriesAsync($"party={one}"));
        var merge = await server
            .Monitor.SendsEntry($"/api/actors/{other}/events", Entry.Change("actor-merged", $""" "into": "{one}" """))
            .Is(HttpStatusCode.Created);
        var merged = await EntriesAsync($"party={one}");
        await server
            .Monitor.SendsEntry(
                $"/api/actors/{other}/events",
                Entry.Change("actor-unmerged", $""" "merge": "{merge["eventId"]}" """)
            )
            .Is(HttpStatusCode.Created);
        await server.Monitor.Appends("parted", Scheduled("later")).Succeeds();
        var parted = await EntriesAsync($"party={one}");

        Gone(merged, parted, "parted/summit@negotiations");
        Assert.Single(parted);
        Assert.All((await EntriesAsync($"party={other}")).Values, each => Assert.Equal("CONFIRMED", each.Status));
    }

    // Into the actor of the calendar, out of it, into another one first, and without any tie to it.
    [Fact]
    public async Task What_other_actors_become_moves_no_entry_of_a_party()
    {
        var (party, one, other, away) = (
            await PartyAsync(),
            await PartyAsync(),
            await PartyAsync(),
            await PartyAsync()
        );
        await OpensAsync("unmoved", party);
        await OpensAsync("others-unmoved", other);
        await server.Monitor.Appends("unmoved", new JsonArray(Scheduled("summit"), Held("m", "2024-02-04"))).Succeeds();
        await server.Monitor.Appends("others-unmoved", Scheduled("summit")).Succeeds();
        var before = await EntriesAsync($"party={party}");

        // Calendars count whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await BecomesAsync(one, away);
        await HaveNotMovedAsync();
        await BecomesAsync(away, party);
        await HaveNotMovedAsync();
        var merge = await BecomesAsync(other, party);
        await HaveNotMovedAsync();
        Assert.Equal("CONFIRMED", (await EntriesAsync($"party={party}"))["others-unmoved/summit@negotiations"].Status);
        await server
            .Monitor.SendsEntry(
                $"/api/actors/{other}/events",
                Entry.Change("actor-unmerged", $""" "merge": "{merge}" """)
            )
            .Is(HttpStatusCode.Created);
        await HaveNotMovedAsync();

        // What was cancelled then is not, once more, when yet another one becomes the same.
        var parted = await EntriesAsync($"party={party}");
        Assert.Equal("CANCELLED", parted["others-unmoved/summit@negotiations"].Status);
        await Task.Delay(TimeSpan.FromSeconds(1.1), Postgres.Scratch.Stop);
        await BecomesAsync(await PartyAsync(), party);
        Assert.Equal(parted.Values.Select(Moved), (await EntriesAsync($"party={party}")).Values.Select(Moved));

        async Task<string> BecomesAsync(string code, string into) =>
            (
                await server
                    .Monitor.SendsEntry(
                        $"/api/actors/{code}/events",
                        Entry.Change("actor-merged", $""" "into": "{into}" """)
                    )
                    .Is(HttpStatusCode.Created)
            )["eventId"]!;

        async Task HaveNotMovedAsync()
        {
            var after = await EntriesAsync($"party={party}");
            Assert.All(before, each => Assert.Equal(Moved(each.Value), Moved(after[each.Key])));
        }

        static (string?, int, DateTime) Moved(Ical.Net.CalendarComponents.CalendarEvent entry) =>
            (entry.Uid, entry.Sequence, entry.LastModified!.AsUtc);
    }
}
