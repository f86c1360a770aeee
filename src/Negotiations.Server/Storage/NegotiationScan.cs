using System.Runtime.CompilerServices;
using Negotiations.Record;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>Every negotiation folded on some clocks, read from the events in one pass.</summary>
internal sealed class NegotiationScan(Database database)
{
    /// <summary>Those that were known on these clocks, by id.</summary>
    public async Task<IReadOnlyList<Standing>> FoldAllAsync(Clocks clocks, CancellationToken stop)
    {
        List<Standing> standings = [];
        await foreach (var negotiation in ReadAllAsync(stop))
            if (StatusFold.Of(negotiation, clocks) is { } standing)
                standings.Add(standing);

        return standings;
    }

    /// <summary>Every negotiation, one at a time, by id.</summary>
    public async IAsyncEnumerable<Negotiation> ReadAllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await foreach (var negotiation in ReadAllAsync(connection, stop))
            yield return negotiation;
    }

    /// <summary>As <see cref="ReadAllAsync(CancellationToken)"/>, in the caller's transaction.</summary>
    public static async IAsyncEnumerable<Negotiation> ReadAllAsync(NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events order by stream_id, version", connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        string? id = null;
        List<RecordedEvent> events = [];
        while (await rows.ReadAsync(stop))
        {
            var stream = rows.GetString(0);
            if (id is not null && stream != id)
            {
                yield return Negotiation.Of(id, events);
                events.Clear();
            }

            id = stream;
            events.Add(EventRow.Read(rows, from: 1));
        }

        if (id is not null)
            yield return Negotiation.Of(id, events);
    }
}
