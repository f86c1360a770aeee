using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>The instrument that a negotiation is about.</summary>
/// <param name="Instruments">The one; several only where sources mark several, or one takes the place of another, the
/// latest last. Empty where there is none, or it is unclear which.</param>
/// <param name="Candidates">Those that could be it, where that is unclear; empty otherwise.</param>
internal sealed record PrincipalInstrument(
    IReadOnlyList<TrackedInstrument> Instruments,
    IReadOnlyList<TrackedInstrument> Candidates
)
{
    public bool IsUnclear => Candidates.Count > 0;

    /// <param name="all">All that are known, whatever day is asked about, in the order in which they first come
    /// up.</param>
    public static PrincipalInstrument Of(IReadOnlyList<TrackedInstrument> all)
    {
        // What only a denied act names is there in no reading but the one that has that act.
        all = [.. all.Where(each => each.IsNamed)];
        var marked = all.Where(each => each.Standing == InstrumentStanding.Principal).ToList();
        if (marked.Count > 0)
            return new PrincipalInstrument(WithSuccessors(marked, all), []);

        var candidates = all.Where(each =>
                !each.IsOfNoneInParticular
                && each.Standing != InstrumentStanding.Side
                && each.Description.Amends is null
                && IsPrincipalType(each.Type)
            )
            .ToList();
        return
            candidates.Count > 1
            && candidates.Count(each => !candidates.Exists(other => other.TakesThePlaceOf(each))) != 1
            ? new PrincipalInstrument([], candidates)
            : new PrincipalInstrument(WithSuccessors(candidates, all), []);
    }

    // What takes the place of the principal instrument is one itself, of whatever type, unless it is marked side.
    private static List<TrackedInstrument> WithSuccessors(
        List<TrackedInstrument> principals,
        IReadOnlyList<TrackedInstrument> all
    )
    {
        List<TrackedInstrument> with = [.. principals];
        for (var next = 0; next < with.Count; next++)
            with.AddRange(
                all.Where(each =>
                    each.Standing != InstrumentStanding.Side && !with.Contains(each) && each.TakesThePlaceOf(with[next])
                )
            );
        return [.. PrincipalOrders.InOrder(with)];
    }

    public static bool IsPrincipalType(InstrumentType? type) =>
        type
            is null
                or InstrumentType.Treaty
                or InstrumentType.Agreement
                or InstrumentType.Convention
                or InstrumentType.Programme
                or InstrumentType.Roadmap
                or InstrumentType.Memorandum;
}
