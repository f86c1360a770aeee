using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// When two reports may be of one happening: of one kind and about the same days, with nothing that separates or ties
/// them.
/// </summary>
internal static class Duplicates
{
    // A report of a month may be of any day in it; of longer spans too much is.
    private const int WidestSpan = 31;

    public static bool MayBeOne(EffectiveEvent one, EffectiveEvent other) =>
        one.Fact.GetType() == other.Fact.GetType()
        && one.Fact.Unenumerated != true
        && other.Fact.Unenumerated != true
        && IsNarrow(one.Occurred)
        && IsNarrow(other.Occurred)
        && one.Occurred.Overlaps(other.Occurred)
        && AreAlike(one.Fact, other.Fact);

    /// <summary>In some placing they may be: of what is one day of many the day alone is left.</summary>
    public static bool MayBeOneSomewhere(EffectiveEvent one, EffectiveEvent other) =>
        one.Occurred.Overlaps(other.Occurred)
        && one.Fact.GetType() == other.Fact.GetType()
        && one.Fact.Unenumerated != true
        && other.Fact.Unenumerated != true
        && (one.Occurred.Form != EdtfForm.Interval || IsNarrow(one.Occurred))
        && (other.Occurred.Form != EdtfForm.Interval || IsNarrow(other.Occurred))
        && AreAlike(one.Fact, other.Fact);

    /// <summary>The days of the report are few enough to say which happening it means.</summary>
    public static bool IsNarrow(Edtf occurred) =>
        occurred is { Earliest: { } first, Latest: { } last } && last.DayNumber - first.DayNumber < WidestSpan;

    private static bool AreAlike(Fact one, Fact other)
    {
        // A collection that gives two ids says that they are two. Two collections know nothing of each other,
        // whatever ids and names they chose.
        if (AreOfOneCollection(one, other))
            return false;

        if (AreOfTwoCollections(one, other))
            return ShareActors(one, other) && AreNear(one.Place, other.Place);

        // One slug says they are the same happening, two slugs that they are not: either way nothing is in doubt.
        if (SlugOf(one) is not null && SlugOf(other) is not null)
            return false;

        return SameOrUnsaid(one.Place?.Name, other.Place?.Name)
            && SameOrUnsaid(ActorsOf(one), ActorsOf(other))
            && (
                one is not StatementIssued a
                || other is not StatementIssued b
                || (a.Form == b.Form && SameOrUnsaid(a.Symbol, b.Symbol))
            );
    }

    // The first of its ids is that under which a collection has it; others may name the conflict or the process it
    // belongs to.
    private static bool AreOfOneCollection(Fact one, Fact other) =>
        one.ExternalIds is [var id, ..]
        && other.ExternalIds is [var their, ..]
        && id.Scheme == their.Scheme
        && id.Id != their.Id;

    private static bool AreOfTwoCollections(Fact one, Fact other) =>
        one.ExternalIds is [var id, ..] && other.ExternalIds is [var their, ..] && id.Scheme != their.Scheme;

    private static bool ShareActors(Fact one, Fact other) =>
        one.Actors is not { Count: > 0 } ours
        || other.Actors is not { Count: > 0 } theirs
        || ours.Any(actor => theirs.Any(their => their.Id == actor.Id));

    // Collections name and round places in their own ways; within half a degree they may mean the same.
    private static bool AreNear(Place? one, Place? other) =>
        (one?.Point?.Coordinates, other?.Point?.Coordinates) is ({ Count: >= 2 } a, { Count: >= 2 } b)
            ? Math.Abs(a[0] - b[0]) <= 0.5 && Math.Abs(a[1] - b[1]) <= 0.5
            : SameOrUnsaid(one?.Country, other?.Country);

    private static bool SameOrUnsaid(string? one, string? other) =>
        one is null || other is null || string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? ActorsOf(Fact fact) =>
        fact.Actors is { Count: > 0 } actors
            ? string.Join(' ', actors.Select(actor => actor.Id).Order(StringComparer.Ordinal))
            : null;

    /// <summary>The slug by which a report names what it reports; null: it names none.</summary>
    public static string? SlugOf(Fact fact) =>
        fact switch
        {
            RoundHeld e => e.MeetingId,
            MeetingHeld e => e.MeetingId,
            ClashReported e => e.ClashId,
            CeasefireAgreed e => e.CeasefireId,
            _ => Instrument.IdOf(fact),
        };
}
