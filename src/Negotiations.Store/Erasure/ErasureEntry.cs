using Negotiations.Record;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Erasure;

/// <summary>An erasure as everyone sees it.</summary>
/// <param name="Negotiation">Absent for a change of the actor registry.</param>
/// <param name="Sequence">Of the event, as the change feed gave it.</param>
/// <param name="Erased">When, by whom and why.</param>
/// <param name="Actor">The actor in whose entry of the registry it stands; absent for an event of a
/// negotiation.</param>
/// <param name="Result">The fact whose state it changes, as it stands now: the event itself, or the fact that an act is
/// about. Absent for a change of the actor registry.</param>
public sealed record ErasureEntry(
    string? Negotiation,
    Guid EventId,
    long Version,
    long Sequence,
    Erased Erased,
    string? Actor = null,
    ActResult? Result = null
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
            Sight.Of(stream, new Erased(row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetString(6)))!,
            actor
        );
    }

    /// <summary>The same with what became of the fact. Of a negotiation that cannot be read it stands alone.</summary>
    internal async Task<ErasureEntry> ResultingAsync(
        NegotiationReader negotiations,
        FoldFailures failures,
        CancellationToken stop
    )
    {
        if (Negotiation is null)
            return this;

        var negotiation = await negotiations.ReadAsync(Negotiation, stop);
        return
            negotiation.Find(EventId) is { } erased
            && failures.Try(Negotiation, () => ActResult.ToTheEnd(negotiation, erased)) is [{ } result]
            ? this with
            {
                Result = result,
            }
            : this;
    }
}
