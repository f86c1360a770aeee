using Microsoft.Extensions.Primitives;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Seeing;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>The clocks a question names.</summary>
public sealed record ClocksQuery(
    DateOnly? AsOf,
    DateTimeOffset? KnownBy,
    Basis Basis,
    long? Version,
    IReadOnlyList<string> Without,
    DateTimeOffset? At = null
)
{
    /// <summary>Of the parameters that name them.</summary>
    public static readonly string[] Names = ["asOf", "knownBy", "basis", "version", "without"];

    /// <summary>True when one of the parameters has a value.</summary>
    public static bool AreNamedIn(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        parameters.Any(each =>
            Names.Contains(each.Key, StringComparer.OrdinalIgnoreCase) && !StringValues.IsNullOrEmpty(each.Value)
        );

    /// <summary>True when the question is about now: the stored view answers it.</summary>
    public bool IsNow => AsOf is null && KnownBy is null && Version is null && Without.Count == 0;

    /// <summary>By when the answer calls and merges actors; null: as now. What the world had published is not on our
    /// clock.</summary>
    public DateTimeOffset? ActorsBy => Basis == Basis.Recorded ? KnownBy : null;

    /// <summary>The same for an answer about one negotiation: a version was known when its last event was
    /// recorded.</summary>
    public static DateTimeOffset? ActorsOf(Clocks clocks, Negotiation negotiation)
    {
        if (clocks.Version is { } version && version <= negotiation.Version)
            return negotiation.LastUpTo(version) is { } last ? Sight.InFull(negotiation, last) : null;

        return clocks.Basis == Basis.Recorded ? clocks.KnownBy : null;
    }

    public static ClocksQuery Read(Query query, DatabaseClock clock)
    {
        var asOf = query.Date("asOf");
        if (asOf is { Latest: null })
            query.Refuse("asOf", $"asOf={asOf} has no end. Name a day, a month or a year.", "malformed-clock");

        var basis = query.Value<Basis>("basis");

        // An hour is an instant; anything coarser is meant to its end, where the negotiation is.
        var at = asOf is { IsExact: true } ? asOf.Ends(TimeSpan.Zero) : null;
        return new ClocksQuery(
            asOf?.Latest,
            ReadKnownBy(query, clock, basis),
            basis ?? Basis.Recorded,
            query.Number("version"),
            query.All("without"),
            at
        );
    }

    /// <summary>The clocks for one negotiation; a problem when they name what it does not have.</summary>
    /// <remarks>
    /// Where the day is not named it follows from the knowledge that is: what was known by then, of how things stood
    /// then. So an answer about the past stays what it was.
    /// </remarks>
    public (Clocks? Clocks, Refusal? Refusal) For(Negotiation negotiation, DatabaseClock clock)
    {
        if (Version is { } version && (version < 1 || version > negotiation.Version))
            return (
                null,
                Refusals.BadParameter(
                    "version",
                    $"version={version} is not there: '{negotiation.Id}' has versions 1 to {negotiation.Version}.",
                    "version-not-found"
                )
            );

        List<Guid> events = [];
        List<string> publishers = [];
        foreach (var without in Without)
        {
            if (Guid.TryParse(without, out var id) && negotiation.Find(id) is not null)
                events.Add(id);
            else if (
                negotiation
                    .Events.SelectMany(each => each.Event.Sources)
                    .Any(source => PublisherKey.AreOne(source.Publisher, without))
            )
                publishers.Add(without);
            else
                return (
                    null,
                    Refusals.BadParameter(
                        "without",
                        $"without={Slug.Clip(without)} is neither an event of '{negotiation.Id}' nor the "
                            + "publisher of one "
                            + "of its sources.",
                        "without-not-found"
                    )
                );
        }

        return (Named(negotiation, clock) with { WithoutEvents = events, WithoutPublishers = publishers }, null);
    }

    /// <summary>The clocks over many negotiations; what is to be left out is looked for in each.</summary>
    public Clocks ForAll(DatabaseClock clock) =>
        Named(null, clock) with
        {
            WithoutEvents = [.. Without.Where(each => Guid.TryParse(each, out _)).Select(Guid.Parse)],
            WithoutPublishers = [.. Without.Where(each => !Guid.TryParse(each, out _))],
        };

    private static DateTimeOffset? ReadKnownBy(Query query, DatabaseClock clock, Basis? basis)
    {
        var knownBy = query.Instant("knownBy");
        if (knownBy is null)
            return basis == Basis.Published ? clock.Now : null;

        // The day that has begun where the reader is, and is not over, is known up to now.
        if (
            knownBy > clock.Now
            && query.Text("knownBy")!.Length <= 10
            && DateOnly.FromDateTime(knownBy.Value.UtcDateTime) <= clock.LatestToday
        )
            return clock.Now;

        // To whom it shows minutes, all of the one that goes on is known as far as it went.
        if (Sight.IsClosed ? Minute.Of(knownBy.Value) > clock.Now : knownBy > clock.Now)
            query.Refuse(
                "knownBy",
                $"knownBy={query.Text("knownBy")} is still to come: no one knows yet what will be known.",
                "known-by-in-future"
            );

        return basis == Basis.Published ? knownBy : Sight.Through(knownBy.Value);
    }

    private Clocks Named(Negotiation? negotiation, DatabaseClock clock)
    {
        if (IsNow)
            return Clocks.OfNow(clock.Now) with { Basis = Basis };

        var known = KnownBy
            ?? (Version is { } version && negotiation is not null ? negotiation.LastUpTo(version)?.RecordedAt : null);
        var day = AsOf ?? (known is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : clock.LatestToday);

        // On the day of the knowledge itself things stood as the view of then said: what was done counted as soon as
        // it was recorded.
        var isOfThen =
            At is null
            && Basis == Basis.Recorded
            && known is { } then
            && DateOnly.FromDateTime(then.UtcDateTime) == day;
        return new Clocks
        {
            AsOf = day,
            At = At,
            Everywhere = isOfThen ? day : null,
            KnownBy = KnownBy,
            Basis = Basis,
            Version = Version,
        };
    }
}
