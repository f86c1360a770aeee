using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>Whether a negotiation named actors before what was recorded of it, and after it.</summary>
public static class NamedActors
{
    /// <summary>
    /// In recorded order. An act changes what one fact says, so the others are not looked at again: twenty thousand
    /// retractions are as many small questions.
    /// </summary>
    /// <param name="negotiation">As far as it is asked about.</param>
    /// <param name="codes">Of the actors.</param>
    public static IEnumerable<NamedAround> AroundActs(Negotiation negotiation, IReadOnlyCollection<string> codes)
    {
        Dictionary<Guid, List<RecordedEvent>> reports = [];
        Dictionary<Guid, Guid> facts = [];
        HashSet<Guid> naming = [];
        foreach (var each in negotiation.Events)
        {
            if (each.Event is not Act act)
            {
                if (each.Event is Fact && EffectiveSet.Of([each]).Any(said => Names(said, codes)))
                    naming.Add(each.EventId);

                continue;
            }

            // Acts on acts are about the fact that is acted on.
            var about = facts.GetValueOrDefault(act.Target, act.Target);
            facts[each.EventId] = about;
            if (!reports.TryGetValue(about, out var report))
                reports.Add(about, report = negotiation.Find(about) is { } reported ? [reported] : []);

            report.Add(each);
            var before = naming.Count > 0;
            if (EffectiveSet.Of(report).Any(said => Names(said, codes)))
                naming.Add(about);
            else
                naming.Remove(about);

            yield return new NamedAround(each, before, naming.Count > 0);
        }
    }

    /// <summary>The same of one event, be it an act or a fact.</summary>
    public static NamedAround Around(Negotiation negotiation, RecordedEvent each, IReadOnlyCollection<string> codes)
    {
        // What it is about is the only fact that it changes.
        var about = Fate.RootOf(negotiation, each)?.EventId;
        if (
            EffectiveSet
                .AsRecorded(negotiation, each.Version)
                .Any(said => said.Recorded.EventId != about && Names(said, codes))
        )
            return new NamedAround(each, true, true);

        if (each.Event is not Act)
            return new NamedAround(each, false, EffectiveSet.Of([each]).Any(said => Names(said, codes)));

        var fate = Fate.Of(negotiation, each);
        return new NamedAround(
            each,
            fate?.Before is { } before && Names(before, codes),
            fate?.After is { } after && Names(after, codes)
        );
    }

    /// <summary>Whether facts named one of them at a version.</summary>
    public static bool AreNamed(Negotiation negotiation, long version, IReadOnlyCollection<string> codes) =>
        EffectiveSet.AsRecorded(negotiation, version).Any(said => Names(said, codes));

    /// <summary>Whether facts name one of them, or did at any time before.</summary>
    public static bool WereEverNamed(Negotiation negotiation, IReadOnlyCollection<string> codes) =>
        AreNamed(negotiation, negotiation.Version, codes)
        || AroundActs(negotiation, codes).Any(each => each.Before || each.After);

    // As views have it: what was denied names no one.
    private static bool Names(EffectiveEvent said, IReadOnlyCollection<string> codes) =>
        !said.IsDenied
        && (
            said.Fact.Actors?.Any(actor => codes.Contains(actor.Id)) == true
            || (said.Fact is ParticipationChanged changed && codes.Contains(changed.Actor))
        );
}

/// <param name="Act">Upon a fact; or a fact.</param>
/// <param name="Before">They were named before it.</param>
/// <param name="After">They are named after it.</param>
public readonly record struct NamedAround(RecordedEvent Act, bool Before, bool After);
