using Ical.Net;
using Ical.Net.CalendarComponents;
using Negotiations.Server.Tests.Feeds;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Formats;

/// <summary>
/// Who subscribes to a calendar loses no entry and is shown no change by a sequence it knows or as older than what it
/// changes, while negotiations are corrected, taken back and merged, actors become one and are parted, and days pass.
/// Calendars of all and of one negotiation say the same of an entry, and what moves in that of a party moves with the
/// meeting, or because the party came or left.
/// </summary>
public sealed class CalendarLaw(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task What_was_in_a_calendar_stays_in_it_or_is_cancelled_and_every_change_has_a_higher_sequence(
        int seed
    )
    {
        var history = new RandomHistory(server, seed);
        Dictionary<string, CalendarEvent> seen = [];
        Dictionary<(string?, int), string> said = [];
        Dictionary<string, (int, DateTime)> moved = [];
        List<string> faults = [];
        history.Watch = async () =>
        {
            var named = history.Ids.Select(id => $"negotiation={id}").Prepend("").ToList();
            var before = new Dictionary<string, (int, DateTime)>(moved);
            foreach (var filter in named.Concat(history.Actors[..4].Select(code => $"party={code}")))
            {
                var now = await history.OnTheDayAsync(() => EntriesAsync(filter, history));
                foreach (var key in seen.Keys.Where(key => IsOf(filter, key) && !now.ContainsKey(key)).ToList())
                {
                    if (!now.Values.Any(other => IsSame(seen[key], other)))
                        faults.Add($"{key} vanished");

                    seen.Remove(key);
                }

                foreach (var (key, entry) in now)
                {
                    if (seen.TryGetValue(key, out var last) && FaultOf(last, entry) is { } fault)
                        faults.Add($"{key} {fault}");

                    if (named.Contains(filter))
                        moved[entry.Uid!] = Moved(entry);
                    else if (
                        last is not null
                        && (Said(last), last.Description) == (Said(entry), entry.Description)
                        && before[entry.Uid!] == moved[entry.Uid!]
                        && Moved(last) != Moved(entry)
                    )
                        faults.Add($"{key} moved from {Moved(last)} to {Moved(entry)} and nothing else did");

                    seen[key] = entry;

                    // A calendar of a party also says whose meetings they are.
                    if (!named.Contains(filter))
                        continue;

                    var words = Said(entry).ToString();
                    if (!said.TryAdd((entry.Uid, entry.Sequence), words) && said[(entry.Uid, entry.Sequence)] != words)
                        faults.Add($"{key} is {words} and {said[(entry.Uid, entry.Sequence)]} elsewhere");
                }
            }
        };
        await history.OpenAsync();
        await history.RecordAsync();

        Assert.True(faults.Count == 0, $"{seed}:\n{string.Join('\n', faults.Distinct().Take(20))}");
        Assert.Contains(seen.Values, each => each.Status == "CANCELLED");
        Assert.Contains(seen.Values, each => each.Status != "CANCELLED");
    }

    static bool IsOf(string filter, string key) => key.StartsWith(filter + " ", StringComparison.Ordinal);

    // A meeting of one name and day goes on in the negotiation that its own merged into.
    static bool IsSame(CalendarEvent one, CalendarEvent other) =>
        one.Uid!.Split('/')[^1] == other.Uid!.Split('/')[^1]
        && (one.Start?.Value, one.End?.Value) == (other.Start?.Value, other.End?.Value);

    static string? FaultOf(CalendarEvent before, CalendarEvent after) =>
        after.Sequence < before.Sequence ? $"fell from {before.Sequence} to {after.Sequence}"
        : Said(before) != Said(after) && after.Sequence == before.Sequence
            ? $"became {Said(after)} from {Said(before)} by the same sequence"
        : !HasTurned(before) && after.LastModified!.AsUtc < before.LastModified!.AsUtc
            ? $"was modified on {after.LastModified}, before {before.LastModified}"
        : null;

    static (int, DateTime) Moved(CalendarEvent entry) => (entry.Sequence, entry.LastModified!.AsUtc);

    // By a day of the future: here days pass faster than on the clock of the database.
    static bool HasTurned(CalendarEvent entry) => entry.Sequence % 2 == 1;

    static (string?, DateTime?, DateTime?, string?) Said(CalendarEvent entry) =>
        (entry.Status, entry.Start?.Value, entry.End?.Value, entry.Summary);

    async Task<Dictionary<string, CalendarEvent>> EntriesAsync(string filter, RandomHistory history) =>
        Calendar
            .Load((await server.Anonymous.Asks($"/api/calendar.ics?{filter}").Succeeds()).Text)!
            .Events.Where(each => history.Ids.Any(id => each.Uid!.StartsWith(id + "/", StringComparison.Ordinal)))
            .ToDictionary(each => $"{filter} {each.Uid}");
}
