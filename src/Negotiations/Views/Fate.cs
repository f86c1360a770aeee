using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>A fact and what was recorded about it, up to one of these acts.</summary>
/// <param name="Fact">As it was appended.</param>
/// <param name="Acts">On it, and on acts on it, in recorded order; the one that was asked for is the last.</param>
public sealed record Fate(RecordedEvent Fact, IReadOnlyList<RecordedEvent> Acts)
{
    /// <returns>Null: what it acts on is not in the negotiation.</returns>
    public static Fate? Of(Negotiation negotiation, RecordedEvent act) => Of(negotiation, act, act.Version);

    /// <summary>With all that is recorded about the fact.</summary>
    /// <param name="negotiation">As recorded.</param>
    /// <param name="recorded">The fact, or an act about it.</param>
    /// <returns>Null: what it acts on is not in the negotiation.</returns>
    public static Fate? ToTheEnd(Negotiation negotiation, RecordedEvent recorded) =>
        Of(negotiation, recorded, negotiation.Version);

    private static Fate? Of(Negotiation negotiation, RecordedEvent recorded, long last)
    {
        if (RootOf(negotiation, recorded) is not { } root)
            return null;

        HashSet<Guid> about = [root.EventId];
        List<RecordedEvent> acts = [];
        foreach (var each in negotiation.Acts)
        {
            if (each.Version > last)
                break;

            if (about.Contains(((Act)each.Event).Target) && about.Add(each.EventId))
                acts.Add(each);
        }

        return new Fate(root, acts);
    }

    /// <summary>The fact that acts on acts are about in the end.</summary>
    /// <returns>Null: what it acts on is not in the negotiation.</returns>
    internal static RecordedEvent? RootOf(Negotiation negotiation, RecordedEvent act)
    {
        var root = act;
        while (root?.Event is Act on)
            root = negotiation.Find(on.Target);

        return root;
    }

    /// <summary>The same without what takes the fact itself back: what it says, whether it counts or not.</summary>
    public Fate Said =>
        this with
        {
            Acts = [.. Acts.Where(each => each.Event is not EventRetracted taken || taken.Target != Fact.EventId)],
        };

    /// <summary>The fact after the last act; null: it does not count.</summary>
    public EffectiveEvent? After => EffectiveSet.Of([Fact, .. Acts]) is [var one] ? one : null;

    /// <summary>The fact before it; null: it did not count.</summary>
    public EffectiveEvent? Before => EffectiveSet.Of([Fact, .. Acts.SkipLast(1)]) is [var one] ? one : null;
}
