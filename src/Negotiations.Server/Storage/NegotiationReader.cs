using Microsoft.Extensions.Caching.Memory;
using Negotiations.Record;
using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>
/// Negotiations read back from their events. What was read stays in memory, and each read asks the store only for what came since:
/// a cached stream is a prefix of the stored one for ever, because nothing stored is changed.
/// </summary>
internal sealed class NegotiationReader(Database database) : IDisposable
{
    // In events; about 1.5 kB each.
    private const int Capacity = 50_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>The negotiation as stored now; unopened when there is none.</summary>
    public async Task<Negotiation> ReadAsync(string id, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await ReadAsync(id, connection, stop);
    }

    /// <inheritdoc cref="ReadAsync(string, CancellationToken)"/>
    public async Task<Negotiation> ReadAsync(string id, NpgsqlConnection connection, CancellationToken stop)
    {
        var known = Recall(id);
        await using var command = new NpgsqlCommand($"select {EventRow.Columns} from {Tables.Schema}.mt_events where stream_id = $1 and version > $2 order by version", connection)
        {
            Parameters = { new() { Value = id }, new NpgsqlParameter<long> { TypedValue = known.Version } },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<RecordedEvent> later = [];
        while (await rows.ReadAsync(stop))
            later.Add(EventRow.Read(rows));

        if (later.Count == 0)
            return known;

        var negotiation = known.With(later);
        Keep(negotiation);
        return negotiation;
    }

    /// <summary>What is in memory of it, perhaps behind the store.</summary>
    public Negotiation Recall(string id) => cache.TryGetValue(id, out Negotiation? known) ? known! : Negotiation.Unopened(id);

    public void Keep(Negotiation negotiation)
    {
        // A reader that was overtaken must not put an older prefix over a newer one; a lost race costs a read, not an answer.
        if (Recall(negotiation.Id).Version < negotiation.Version)
            cache.Set(negotiation.Id, negotiation, new MemoryCacheEntryOptions { Size = negotiation.Version + 1 });
    }

    public void Dispose() => cache.Dispose();
}
