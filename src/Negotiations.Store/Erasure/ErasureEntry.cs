using Negotiations.Record;
using Npgsql;

namespace Negotiations.Store.Erasure;

/// <summary>An erasure as everyone sees it.</summary>
/// <param name="Sequence">Of the event, as the change feed gave it.</param>
/// <param name="Erased">When, by whom and why.</param>
public sealed record ErasureEntry(string Negotiation, Guid EventId, long Version, long Sequence, Erased Erased)
{
    public const string Columns = "negotiation, event_id, version, sequence, erased_at, erased_by, reason";

    public static ErasureEntry Of(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetGuid(1),
            row.GetInt64(2),
            row.GetInt64(3),
            new Erased(row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetString(6))
        );
}
