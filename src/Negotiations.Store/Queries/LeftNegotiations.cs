using Negotiations.Actors;
using Negotiations.Record;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>
/// Negotiations that a question found once and does not find any more: they went on in another one, or the party that
/// is asked for was corrected away or turned out to be another actor. Calendars have their meetings still.
/// </summary>
public sealed class LeftNegotiations(
    Database database,
    NegotiationReader reader,
    DatabaseClock clock,
    FoldFailures failures
)
{
    private static readonly IReadOnlySet<string> NoTwins = new HashSet<string>();

    /// <param name="negotiations">Only of these; empty: all.</param>
    /// <param name="party">Null: of anyone.</param>
    /// <param name="merges">Of that party.</param>
    /// <param name="stop">Given up while they are looked for.</param>
    public async Task<IReadOnlyList<LeftNegotiation>> OfAsync(
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        PastMerges merges,
        CancellationToken stop
    )
    {
        List<LeftNegotiation> left = [];
        foreach (var (id, isMerged) in await CandidatesAsync(negotiations, party, merges, stop))
        {
            var negotiation = await reader.ReadAsync(id, stop);
            if (failures.Try(id, () => isMerged ? Merged(negotiation) : Unnamed(negotiation, merges)) is [{ } found])
                left.Add(found);
        }

        var goOn = await GoOnAsync([.. left.Where(each => each.IsMerged).Select(each => each.Status.Id)], stop);
        for (var i = 0; i < left.Count; i++)
            if (left[i].IsMerged)
                left[i] = left[i] with
                {
                    Twins = await TwinsAsync(
                        left[i].Negotiation,
                        goOn.GetValueOrDefault(left[i].Status.Id),
                        id => negotiations.Count == 0 || negotiations.Contains(id),
                        party,
                        stop
                    ),
                };

        return left;
    }

    // By what was on record when it went on, and by nothing that came later: what the calendar once cancelled stays in
    // it.
    private async Task<IReadOnlySet<string>> TwinsAsync(
        Negotiation merged,
        string? last,
        Func<string, bool> isAsked,
        AskedParty? party,
        CancellationToken stop
    )
    {
        var clocks = Clocks.OfNow(clock.EarliestToday);
        if (MergeFold.MergedBy(merged, clocks) is not { } by)
            return NoTwins;

        if (Folded(merged.UpTo(by.Sequence), clocks) is not { } then)
            return NoTwins;

        // Where no source says in which, the meeting may be that of any of those in which it may have gone on.
        IEnumerable<string> others = then.Status.MergedInto is { } into
            ? new[] { into, last }.OfType<string>().Distinct()
            : await MergeCandidates.OfAsync(merged.Id, database, stop);
        foreach (var id in others.Where(isAsked))
        {
            var other = (await reader.ReadAsync(id, stop)).UpTo(by.Sequence);
            if (party is not null && !NamedActors.AreNamed(other, other.Version, party.Codes))
                continue;

            if (Folded(other, clocks) is { Merge: null } there)
                return MeetingsGone.InBoth(then.Status.Meetings, there.Status.Meetings);
        }

        return NoTwins;
    }

    private FoldResult? Folded(Negotiation negotiation, Clocks clocks) =>
        failures.Try(negotiation.Id, () => StatusFold.Of(negotiation, clocks)) is [{ } standing] ? standing : null;

    // By id, the one in which it goes on, through all merges on the way: those between may be none of the question's.
    private async Task<IReadOnlyDictionary<string, string>> GoOnAsync(string[] merged, CancellationToken stop)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        if (merged.Length == 0)
            return found;

        // A union forgets rows it has seen, and so ends where the way leads back.
        await using var command = database.Source.CreateCommand(
            $"""
            with recursive course(first, id) as (
              select id, merged_into from {Tables.Schema}.status where id = any($1) and merged_into <> ''
              union
              select c.first, s.merged_into from {Tables.Schema}.status s join course c on s.id = c.id
              where s.merged_into <> '')
            select c.first, c.id from course c join {Tables.Schema}.status s on s.id = c.id where s.merged_into is null
            """
        );
        command.Parameters.AddWithValue(merged);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            found[rows.GetString(0)] = rows.GetString(1);

        return found;
    }

    private LeftNegotiation? Merged(Negotiation negotiation) =>
        StatusFold.Of(negotiation, Clocks.OfNow(clock.EarliestToday)) is { Merge: not null } standing
            ? new LeftNegotiation(standing.Status, negotiation, standing.Status.RecordedAt, IsMerged: true)
            : null;

    // As it was before the act, or the parting of actors, after which the party was not named any more: the last before
    // which it was, since what is recorded between takes no name away.
    private LeftNegotiation? Unnamed(Negotiation negotiation, PastMerges merges)
    {
        PresenceTurn? last = null;
        foreach (var each in PartyPresence.Of(negotiation, merges))
            if (each.Before)
                last = each;

        return last is { } left ? As(negotiation, left.Version, left.At) : null;
    }

    private LeftNegotiation? As(Negotiation negotiation, long version, DateTimeOffset at)
    {
        var then = Negotiation.Of(negotiation.Id, negotiation.Events.TakeWhile(each => each.Version <= version));
        return StatusFold.Of(then, Clocks.OfNow(clock.EarliestToday)) is { } standing
            // Its version goes on, so that what was cancelled never looks older than what it cancels.
            ? new LeftNegotiation(standing.Status with { Version = negotiation.Version }, then, at, IsMerged: false)
            : null;
    }

    private async Task<IReadOnlyList<(string Id, bool IsMerged)>> CandidatesAsync(
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        PastMerges merges,
        CancellationToken stop
    )
    {
        // The text of an event has a code between quotes, whatever member contains it; events decide.
        await using var command = database.Source.CreateCommand(
            $"""
            select s.id, s.merged_into is not null and is_found from {Tables.Schema}.status s,
              lateral (select cardinality($2) = 0 or s.actors && $2::varchar[] as is_found) f
            where (cardinality($1) = 0 or s.id = any($1)) and case when is_found
              then s.merged_into is not null
              else s.actors && $3::varchar[] or (
                s.id in (select act.stream_id from {Tables.Schema}.mt_events act where act.type = any($4))
                and exists (
                  select from {Tables.Schema}.mt_events e, unnest($3::varchar[]) code
                  where e.stream_id = s.id and position('"' || code || '"' in e.data::text) > 0)) end
            order by s.id
            """
        );
        command.Parameters.AddWithValue(negotiations.ToArray());
        command.Parameters.AddWithValue(party?.Codes.ToArray() ?? []);
        command.Parameters.AddWithValue(merges.Codes.ToArray());
        command.Parameters.AddWithValue(FeedFilter.ActTypes);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(string, bool)> found = [];
        while (await rows.ReadAsync(stop))
            found.Add((rows.GetString(0), rows.GetBoolean(1)));

        return found;
    }
}

/// <param name="Status">As it was when the question last found it, at the version it has now.</param>
/// <param name="Negotiation">Up to then.</param>
/// <param name="At">When it left.</param>
/// <param name="IsMerged">It went on in another one; else the party is not named any more.</param>
public sealed record LeftNegotiation(Views.Status Status, Negotiation Negotiation, DateTimeOffset At, bool IsMerged)
{
    /// <summary>
    /// The names of meetings that stood, when it went on in another one, there as well under the same name and day:
    /// they are in the calendar once, as those of that one.
    /// </summary>
    public IReadOnlySet<string> Twins { get; init; } = new HashSet<string>();
}
