using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>Whether a negotiation went on in another one, by all that is recorded.</summary>
public static class StandingMerge
{
    /// <summary>The id of the other one; null: it is open, closed otherwise, or no source says which.</summary>
    public static string? Of(Negotiation negotiation)
    {
        if (!MayBe(negotiation))
            return null;

        var denied = Denied(negotiation);

        // As the view has it: the last closing in the order of the world decides.
        var last = EffectiveFacts
            .At(negotiation, negotiation.Version)
            .OfType<NegotiationClosed>()
            .Where(closed => closed.Claim?.Status != Values.ClaimStatus.Denied && !denied.Contains(closed.EventId))
            .OrderBy(closed => closed.Occurred!.Earliest ?? DateOnly.MinValue)
            .ThenBy(closed => closed.Occurred!.Latest ?? DateOnly.MaxValue)
            .LastOrDefault();
        return last is { Outcome: ClosingOutcome.Merged, MergedInto: { } into } ? into : null;
    }

    // By a source that was attached later.
    private static HashSet<Guid?> Denied(Negotiation negotiation)
    {
        List<(Guid Id, Event Event)> acts = [.. negotiation.Acts.Select(act => (act.EventId, act.Event))];
        var retracted = Retractions.InForce(acts);
        return
        [
            .. acts.Where(act => !retracted.ContainsKey(act.Id))
                .Select(act => act.Event)
                .OfType<SourceAttached>()
                .Where(attached => attached.Stance == Stance.Denies)
                .Select(attached => (Guid?)attached.Target),
        ];
    }

    /// <summary>False: no closing of it ever said so, nor was one corrected.</summary>
    public static bool MayBe(Negotiation negotiation)
    {
        for (var i = 0; i < negotiation.Events.Count; i++)
            if (
                negotiation.Events[i].Event is NegotiationClosed { Reopened: not true } closed
                && (closed.Outcome == ClosingOutcome.Merged || negotiation.Acts.Count > 0)
            )
                return true;

        return false;
    }
}
