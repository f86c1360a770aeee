using Negotiations.Ledger;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>A stored event as the ledger reads it.</summary>
/// <param name="Stream">The negotiation.</param>
/// <param name="Raw">The row.</param>
/// <param name="Seal">From its headers, or from the table for rows that bear none; null when it has none yet. That of
/// an erased event opens only what is left.</param>
public sealed record LedgerRow(string Stream, RawEvent Raw, Seal? Seal)
{
    /// <summary>It was sealed at its append: the seal is in the row's headers, and not in the table beside.</summary>
    public bool IsSealed { get; private init; }

    /// <summary>Of <see cref="SealKey"/>; null: it bears none.</summary>
    public string? Code { get; private init; }

    /// <summary>In the order <see cref="Read"/> expects, of events e and salts s.</summary>
    public const string Columns =
        "e.stream_id, e.headers::text, s.salt, s.data_hash, e.id, e.version, e.seq_id, e.timestamp, "
        + "e.user_name, e.type, e.data::text, (e.headers -> 'erased')::text, e.headers ->> 'import', "
        + $"e.headers ->> '{Seal.CodeName}'";

    /// <summary>How many columns that is.</summary>
    public const int Count = 14;

    public const string From =
        $"{Tables.Schema}.mt_events e left join {Tables.Schema}.ledger_salt s on s.sequence = e.seq_id";

    public static LedgerRow Read(NpgsqlDataReader row)
    {
        var own = Seal.FromHeaders(row.IsDBNull(1) ? null : row.GetString(1));
        return new(
            row.GetString(0),
            RawEvent.From(row, at: 4),
            own ?? (row.IsDBNull(2) ? null : new DataSeal(row.GetFieldValue<byte[]>(2), row.GetString(3)))
        )
        {
            IsSealed = own is not null,
            Code = row.IsDBNull(Count - 1) ? null : row.GetString(Count - 1),
        };
    }

    /// <summary>What the ledger says of it at an index.</summary>
    /// <exception cref="InvalidOperationException">It has no seal.</exception>
    public Leaf ToLeaf(long index) =>
        Seal?.ToLeaf(index, Stream, Raw) ?? throw new InvalidOperationException("A row without a seal has no leaf.");
}
