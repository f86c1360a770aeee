using System.Text.Json.Nodes;
using static System.StringComparison;

namespace Negotiations.Server.Tests.Formats;

// Calendars of negotiations that were merged.
public sealed partial class LeavingCalendars
{
    [Theory]
    [InlineData("chain-a", "chain-b", "chain-c")]
    [InlineData("links-b", "links-a", "links-c")]
    [InlineData("round-c", "round-b", "round-a")]
    public async Task A_meeting_that_goes_on_through_several_merges_is_in_the_calendar_once(
        string first,
        string second,
        string last
    )
    {
        // No party of the second: its calendar finds the first and the last alone.
        var party = await PartyAsync();
        foreach (var id in new[] { first, last })
        {
            await OpensAsync(id, party);
            await server.Monitor.Appends(id, Scheduled("summit")).Succeeds();
        }

        await OpensAsync(second, await PartyAsync());
        await server.Monitor.Appends(second, new JsonArray(Scheduled("summit"), Scheduled("talks"))).Succeeds();
        await MergesAsync(first, second);
        await MergesAsync(second, last);

        foreach (var filter in new[] { $"party={party}", "" })
        {
            var after = await EntriesAsync(filter);

            Assert.Equal("CONFIRMED", after[$"{last}/summit@negotiations"].Status);
            Assert.DoesNotContain($"{first}/summit@negotiations", after.Keys);
            Assert.DoesNotContain($"{second}/summit@negotiations", after.Keys);
        }

        Assert.Equal("CANCELLED", (await EntriesAsync(""))[$"{second}/talks@negotiations"].Status);
    }

    [Theory]
    [InlineData("late-held", "2024-02-04", "2024-03-24")]
    [InlineData("late-same", "2024-02-04", "2024-02-04")]
    public async Task What_was_cancelled_by_a_merge_stays_so_when_the_other_one_reports_a_meeting_of_that_name(
        string id,
        string day,
        string later
    )
    {
        var (party, into) = (await PartyAsync(), $"{id}-into");
        foreach (var each in new[] { id, into })
            await OpensAsync(each, party);

        await server.Monitor.Appends(id, Held("m", day)).Succeeds();
        await MergesAsync(id, into);
        await server.Monitor.Appends(into, Held("m", later)).Succeeds();

        foreach (
            var filter in new[] { $"party={party}", "", $"negotiation={id}", $"negotiation={id}&negotiation={into}" }
        )
        {
            var after = await EntriesAsync(filter);
            Assert.Equal("CANCELLED", after[$"{id}/m@negotiations"].Status);
            Assert.Contains(into, after[$"{id}/m@negotiations"].Description, Ordinal);
            if (filter != $"negotiation={id}")
                Assert.Equal("CONFIRMED", after[$"{into}/m@negotiations"].Status);
        }
    }

    [Theory]
    [InlineData("twin-held", "2024-03-24", "CANCELLED")]
    [InlineData("twin-day", "2024-02-04", null)]
    public async Task Two_meetings_of_one_name_are_one_where_they_are_of_one_day(
        string id,
        string other,
        string? status
    )
    {
        var (party, into) = (await PartyAsync(), $"{id}-into");
        foreach (var (each, day) in new[] { (id, "2024-02-04"), (into, other) })
        {
            await OpensAsync(each, party);
            await server.Monitor.Appends(each, Held("m", day)).Succeeds();
        }

        await MergesAsync(id, into);
        var merged = await EntriesAsync($"party={party}");
        await server
            .Monitor.Appends(
                into,
                Report.Of("meeting-changed", "2024-03-01", """ "meetingId": "m", "change": "relocated" """)
            )
            .Succeeds();
        var after = await EntriesAsync($"party={party}");

        foreach (var entries in new[] { merged, after })
        {
            Assert.Equal("CONFIRMED", entries[$"{into}/m@negotiations"].Status);
            Assert.Equal(status, entries.GetValueOrDefault($"{id}/m@negotiations")?.Status);
        }
    }

    [Fact]
    public async Task A_meeting_is_in_the_calendar_once_where_no_source_says_in_which_one_its_negotiation_went_on()
    {
        var party = await PartyAsync();
        foreach (var id in new[] { "nowhere-one", "nowhere-other" })
        {
            await OpensAsync(id, party);
            await server.Monitor.Appends(id, new JsonArray(Scheduled("summit"), Scheduled(id))).Succeeds();
        }

        var alone = await EntriesAsync("negotiation=nowhere-other");
        await server
            .Monitor.Appends(
                "nowhere-other",
                Report.Of("negotiation-closed", "2025-01-01", """ "outcome": "merged" """)
            )
            .Succeeds();
        var after = await EntriesAsync($"party={party}");

        Assert.Equal("CONFIRMED", after["nowhere-one/summit@negotiations"].Status);
        Assert.DoesNotContain("nowhere-other/summit@negotiations", after.Keys);
        Assert.Equal("CANCELLED", after["nowhere-other/nowhere-other@negotiations"].Status);
        Gone(alone, await EntriesAsync("negotiation=nowhere-other"), "nowhere-other/summit@negotiations");
    }
}
