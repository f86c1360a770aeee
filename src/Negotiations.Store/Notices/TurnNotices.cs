using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Notices;

/// <summary>
/// Records that time alone turned a view, once for each day on which it did. What turned follows from the events, and
/// the id of a notice from the negotiation and the day, so that any node may look, at any time and again: under the
/// writer's lock a notice is recorded once.
/// </summary>
public sealed class TurnNotices(
    Database database,
    Recorder recorder,
    NegotiationReader reader,
    DatabaseClock clock,
    FoldFailures failures
)
{
    /// <summary>Whom the record names as the author.</summary>
    public const string Author = "server";

    // This node has looked up to this day.
    private DateOnly? known;

    /// <summary>Looks at the days that have begun everywhere since the last look. The first look of a store finds
    /// where to begin and notices nothing: what turned before, no follower was waiting for.</summary>
    /// <returns>How many notices were recorded.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var today = clock.EarliestToday;
        if (known >= today)
            return 0;

        var from = await PlaceAsync(today, stop);
        var (count, isWhole) = (0, true);
        if (from < today)
        {
            foreach (var id in await DueAsync(from, today, stop))
                if (await TryAsync(id, from, today, stop) is { } recorded)
                    count += recorded;
                else
                    isWhole = false;

            // Where one cannot be folded the days are looked at once more: the notices of the others are recorded.
            if (isWhole)
                await MoveAsync(today, stop);
        }

        if (isWhole)
            known = today;

        return count;
    }

    private async Task<int?> TryAsync(string id, DateOnly from, DateOnly today, CancellationToken stop)
    {
        List<NegotiationTurned> notices;
        try
        {
            notices = [.. Turns.Between(await reader.ReadAsync(id, stop), from, today)];
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or NpgsqlException))
        {
            failures.Add(id, failure);
            return null;
        }

        if (notices.Count == 0)
            return 0;

        var submission = new AppendRequest(
            NoticeStreams.Of(id),
            (stream, _) =>
                new Decision.Accepted([
                    .. notices.Select(each => new Decision.Accepted.Entry(each, stream.Find(each.EventId!.Value))),
                ]),
            [.. notices.Select(each => each.EventId!.Value)],
            Author
        )
        {
            Events = notices.Count,
        };
        var outcome = await recorder.RecordAsync(submission, stop);
        return outcome.IsNew ? notices.Count : 0;
    }

    // The row of a view that has turned names the next day already; what was recorded since the last look may have
    // replaced it.
    private async Task<IReadOnlyList<string>> DueAsync(DateOnly from, DateOnly today, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select id from {Tables.Schema}.status
            where next_turn <= $2 or turned_on > $1
              or recorded_at >= ($1::timestamp + interval '12 hours') at time zone 'UTC'
            order by id
            """
        );
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(today);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> due = [];
        while (await rows.ReadAsync(stop))
            due.Add(rows.GetString(0));

        return due;
    }

    private async Task<DateOnly> PlaceAsync(DateOnly today, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            insert into {Tables.Schema}.turn_place as place (one, day, since, fold) values (true, $1, $1, $2)
            on conflict (one) do update set
              since = case when place.fold = $2 then place.since else place.day end, fold = $2
            returning day
            """
        );
        command.Parameters.AddWithValue(today);
        command.Parameters.AddWithValue(StatusFold.Version);
        return (DateOnly)(await command.ExecuteScalarAsync(stop) ?? today);
    }

    private async Task MoveAsync(DateOnly day, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"update {Tables.Schema}.turn_place set day = $1 where day < $1"
        );
        command.Parameters.AddWithValue(day);
        await command.ExecuteNonQueryAsync(stop);
    }
}
