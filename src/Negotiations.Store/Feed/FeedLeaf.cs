using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>The leaf of an event in the log, as a row of the feed gives it: also of one that is not in the log
/// yet.</summary>
internal static class FeedLeaf
{
    /// <summary>
    /// The seal and the place in the log, of events e. Leaf n is the n-th event by sequence, and every
    /// 256th is noted (see the table of bundles): no more than these are counted.
    /// </summary>
    public const string Columns =
        "e.headers::text, "
        + $"(select s.data_hash from {Tables.Schema}.ledger_salt s where s.sequence = e.seq_id), "
        + $"{Index}";

    private const string Index =
        "(select coalesce(b.index, 0) * 256 "
        + $"+ (select count(*) from {Tables.Schema}.mt_events c "
        + "where c.seq_id >= coalesce(b.first_sequence, 0) and c.seq_id < e.seq_id) "
        + $"from (select) one left join lateral (select index, first_sequence from {Tables.Schema}.ledger_bundle "
        + "where first_sequence <= e.seq_id order by first_sequence desc limit 1) b on true)";

    /// <summary>The place behind the event.</summary>
    /// <param name="row">With <see cref="Columns"/> from <paramref name="at"/>.</param>
    public static FeedCursor CursorOf(NpgsqlDataReader row, int at, string stream, RawEvent raw)
    {
        var seal = Seal.FromHeaders(row.IsDBNull(at) ? null : row.GetString(at))
            ?? (row.IsDBNull(at + 1) ? null : new DataSeal(null, row.GetString(at + 1)));
        return new FeedCursor(
            raw.Sequence,
            seal?.ToLeaf(row.GetInt64(at + 2), stream, raw).Hash().ToHex()[..FeedCursor.Digits]
        );
    }
}
