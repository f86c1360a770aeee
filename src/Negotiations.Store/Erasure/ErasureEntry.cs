using Negotiations.Record;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Erasure;

/// <summary>An erasure as everyone sees it.</summary>
/// <param name="Negotiation">Absent for a change of the actor registry.</param>
/// <param name="Sequence">Of the event, as the change feed gave it.</param>
/// <param name="Erased">When, by whom and why.</param>
/// <param name="Actor">The actor in whose entry of the registry it stands; absent for an event of a
/// negotiation.</param>
public sealed record ErasureEntry(
    string? Negotiation,
    Guid EventId,
    long Version,
    long Sequence,
    Erased Erased,
    string? Actor = null
)
{
    public const string Columns = "negotiation, event_id, version, sequence, erased_at, erased_by, reason";

    public static ErasureEntry Of(NpgsqlDataReader row)
    {
        var (stream, actor) = (row.GetString(0), ActorStreams.CodeOf(row.GetString(0)));
        return new(
            actor is null ? stream : null,
            row.GetGuid(1),
            row.GetInt64(2),
            row.GetInt64(3),
            new Erased(row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetString(6)),
            actor
        );
    }
}
