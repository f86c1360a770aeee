using System.Collections.Concurrent;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>
/// The status of now, as bytes. Which one that is, the database says each time; the bytes come from memory, from the
/// snapshot that is stored behind, or from a fold of the stream, whichever has them first. A read writes nothing.
/// </summary>
public sealed class StatusReader(
    Database database,
    StatusQuestions questions,
    StatusMemory memory,
    NegotiationReader reader,
    DatabaseClock clock
)
{
    // As its columns: version, erasures, fold, next_turn and turned_on of the row.
    private static readonly string Snapshot = $"""
        select k.data from {Tables.Schema}.status_snapshot k,
          (values ($2::bigint, $3::int, {StatusFold.Version}, $4::date, $5::date))
            as s(version, erasures, fold, next_turn, turned_on)
        where k.id = $1 and {StatusSnapshot.Holds}
        """;

    // Who asks for a view while it is being made waits for it.
    private readonly ConcurrentDictionary<(string Id, StatusPlace Place), Lazy<Task<StatusView>>> making = [];

    /// <returns>Null: there is no such negotiation.</returns>
    public async Task<FoundStatus?> FindAsync(string id, CancellationToken stop)
    {
        if (await questions.AskAsync(id, stop) is not { } asked)
            return await WithoutRowAsync(id, stop) is { } unwritten
                ? new FoundStatus(unwritten, IsMerged: false, Neighbours.None)
                : null;

        var others =
            asked.MergedInto == ""
                ? asked.Neighbours with
                {
                    Candidates = await MergeCandidates.OfAsync(id, database, stop),
                }
                : asked.Neighbours;
        return new FoundStatus(await ViewAsync(id, asked.Place, stop), asked.MergedInto is { Length: > 0 }, others);
    }

    private async Task<StatusView> ViewAsync(string id, StatusPlace place, CancellationToken stop)
    {
        if (memory.Cached(id, place) is { } known && !IsDue(place.NextTurn))
            return known;

        var made = making.GetOrAdd((id, place), key => new Lazy<Task<StatusView>>(() =>
            Task.Run(() => MakeAsync(key.Id, key.Place))
        ));
        return await made.Value.WaitAsync(stop);
    }

    // Where no row is stored, since none could be made, the events say what there is to say.
    private async Task<StatusView?> WithoutRowAsync(string id, CancellationToken stop)
    {
        var negotiation = await reader.ReadWholeAsync(id, stop);
        return negotiation.IsUnopened
            ? null
            : Fold(negotiation, new StatusPlace(negotiation.Version, negotiation.Erasures, null, null));
    }

    // Time has changed the answer since the view was folded, or is about to: it is folded for this answer only.
    private bool IsDue(DateOnly? nextTurn) => nextTurn <= clock.LatestToday;

    private async Task<StatusView> MakeAsync(string id, StatusPlace place)
    {
        try
        {
            var view = await ReadAsync(id, place);
            if (!IsDue(view.Place.NextTurn))
                memory.Cache(id, view);

            return view;
        }
        finally
        {
            making.TryRemove((id, place), out _);
        }
    }

    private async Task<StatusView> ReadAsync(string id, StatusPlace place)
    {
        var known = reader.Cached(id);
        var isKnown = known.Version == place.Version && known.Erasures == place.Erasures;

        // A view that time has turned has its snapshot from the same commit.
        if ((!isKnown || place.TurnedOn is not null) && !IsDue(place.NextTurn))
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            if (await ReadSnapshotAsync(id, place, connection) is { } stored)
                return new StatusView(place, stored, place.TurnedOn is not null);
        }

        return Fold(isKnown ? known : await reader.ReadWholeAsync(id, CancellationToken.None), place);
    }

    // The stream may have gone on since the row was read: then the answer is of the later version, and says so.
    private StatusView Fold(Negotiation negotiation, StatusPlace place)
    {
        var now = (negotiation.Version, negotiation.Erasures);
        var isSame = now == (place.Version, place.Erasures);
        var (turnedOn, nextTurn) = isSame ? (place.TurnedOn, place.NextTurn) : (null, null);
        if (!IsDue(nextTurn))
        {
            var standing = StatusFold.Of(negotiation, Clocks.OfNow(clock.EarliestToday))!;
            nextTurn = isSame ? nextTurn : standing.NextTurn;
            if (!IsDue(nextTurn))
                return View(standing, turnedOn is not null);
        }

        return View(StatusFold.Of(negotiation, Clocks.OfNow(clock.Now))!, hasTurned: true);

        StatusView View(FoldResult standing, bool hasTurned) =>
            new(
                new StatusPlace(now.Version, now.Erasures, nextTurn, turnedOn),
                StatusSnapshot.Json(standing),
                hasTurned
            );
    }

    private static async Task<byte[]?> ReadSnapshotAsync(string id, StatusPlace place, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Snapshot, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Version });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = place.Erasures });
        command.Parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = place.NextTurn });
        command.Parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = place.TurnedOn });
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? rows.GetFieldValue<byte[]>(0) : null;
    }
}

/// <summary>The status of now, with what its own fold cannot know.</summary>
/// <param name="View">As folded.</param>
/// <param name="IsMerged">It went on in another negotiation, and a source says in which.</param>
/// <param name="Neighbours">The negotiations that name it.</param>
public sealed record FoundStatus(StatusView View, bool IsMerged, Neighbours Neighbours);
