using Negotiations.Ledger;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>The leaf of an event in the log, as a row of the feed gives it: also of one that is not in the log
/// yet.</summary>
internal static class FeedLeaf
{
    /// <summary>
    /// The hash of the data and the place in the log, of events e. Leaf n is the n-th event by sequence, and every
    /// 256th is noted (see the table of bundles): no more than these are counted.
    /// </summary>
    public const string Columns =
        "coalesce(e.headers ->> 'dataHash', "
        + $"(select s.data_hash from {Tables.Schema}.ledger_salt s where s.sequence = e.seq_id)), "
        + $"{Index}";

    private const string Index =
        "(select coalesce(b.index, 0) * 256 "
        + $"+ (select count(*) from {Tables.Schema}.mt_events c "
        + "where c.seq_id >= coalesce(b.first_sequence, 0) and c.seq_id < e.seq_id) "
        + $"from (select) one left join lateral (select index, first_sequence from {Tables.Schema}.ledger_bundle "
        + "where first_sequence <= e.seq_id order by first_sequence desc limit 1) b on true)";

    /// <summary>The place behind the event.</summary>
    /// <param name="row">With <see cref="Columns"/> from <paramref name="at"/>.</param>
    public static FeedCursor CursorOf(NpgsqlDataReader row, int at, string stream, RawEvent raw) =>
        row.IsDBNull(at) || !Digest.TryParseHex(row.GetString(at), out var dataHash)
            ? new FeedCursor(raw.Sequence, null)
            : new FeedCursor(
                raw.Sequence,
                new Leaf(
                    row.GetInt64(at + 1),
                    stream,
                    raw.Version,
                    raw.Type,
                    raw.Id,
                    raw.RecordedBy,
                    raw.RecordedAt.ToUniversalTime(),
                    dataHash
                )
                    .Hash()
                    .ToHex()[..FeedCursor.Digits]
            );
}
