using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>Whether a negotiation named actors before each act upon its facts, and after it.</summary>
public static class NamedActors
{
    /// <summary>
    /// In recorded order. An act changes what one fact says, so the others are not looked at again: twenty thousand
    /// retractions are as many small questions.
    /// </summary>
    /// <param name="negotiation">As far as it is asked about.</param>
    /// <param name="codes">Of the actors.</param>
    public static IEnumerable<NamedAround> AroundActs(Negotiation negotiation, IReadOnlyList<string> codes)
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

    /// <summary>Whether facts named one of them at a version.</summary>
    public static bool AreNamed(Negotiation negotiation, long version, IReadOnlyList<string> codes) =>
        EffectiveSet
            .Of([.. negotiation.Events.TakeWhile(each => each.Version <= version)])
            .Any(said => Names(said, codes));

    // As views have it: what was denied names no one.
    private static bool Names(EffectiveEvent said, IReadOnlyList<string> codes) =>
        !said.IsDenied
        && (
            said.Fact.Actors?.Any(actor => codes.Contains(actor.Id)) == true
            || (said.Fact is ParticipationChanged changed && codes.Contains(changed.Actor))
        );
}

/// <param name="Act">Upon a fact.</param>
/// <param name="Before">They were named before it.</param>
/// <param name="After">They are named after it.</param>
public readonly record struct NamedAround(RecordedEvent Act, bool Before, bool After);
