using System.Runtime.CompilerServices;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Store.Feed;

/// <summary>Whether a list by party finds a negotiation: facts name the actor under one of its codes, and it did not go
/// on in another one.</summary>
internal static class PartyMembership
{
    // A fold each, of the few that were ever said to go on elsewhere: by the last event of those that can have done it.
    private static readonly ConditionalWeakTable<RecordedEvent, StrongBox<bool>> merged = [];

    /// <param name="negotiation">As it is known.</param>
    /// <param name="codes">Of the actor.</param>
    /// <param name="failures">Where a fold that fails is noted.</param>
    public static bool Holds(
        Negotiation negotiation,
        IReadOnlyCollection<string> codes,
        Projections.FoldFailures failures
    ) =>
        NamedActors.AreNamed(negotiation, negotiation.Version, codes)
        && !IsMerged(negotiation, negotiation.Version, failures);

    /// <summary>Whether it was found before an event, and is after it.</summary>
    public static (bool Before, bool After) Around(
        Negotiation negotiation,
        RecordedEvent each,
        IReadOnlyCollection<string> codes,
        Projections.FoldFailures failures
    )
    {
        var named = NamedActors.Around(negotiation, each, codes);
        return (
            named.Before && !IsMerged(negotiation, each.Version - 1, failures),
            named.After && !IsMerged(negotiation, each.Version, failures)
        );
    }

    /// <summary>Whether an event can change it at all, as can be seen from the event alone.</summary>
    public static bool MayChange(Event each, IReadOnlyCollection<string> codes) =>
        each switch
        {
            Act or NegotiationClosed => true,
            ParticipationChanged changed when codes.Contains(changed.Actor) => true,
            Fact fact => fact.Actors?.Any(actor => codes.Contains(actor.Id)) == true,
            _ => false,
        };

    private static bool IsMerged(Negotiation negotiation, long version, Projections.FoldFailures failures)
    {
        if (!StandingMerge.MayBe(negotiation))
            return false;

        var last = negotiation.Events.LastOrDefault(each =>
            each.Version <= version && each.Event is NegotiationClosed or Act
        );
        return last is not null && merged.GetValue(last, _ => new StrongBox<bool>(Fold())).Value;

        // What cannot be folded is not said to have gone on elsewhere.
        bool Fold() =>
            failures.Try(negotiation.Id, () =>
                MergeFold.IsMerged(negotiation.UpTo(last.Sequence), Clocks.OfNow(last.RecordedAt))
            )
                is [true];
    }
}
