using Negotiations.Events;

namespace Negotiations.Actors;

/// <summary>What an actor is after what was recorded of it. Never refuses: an event that does not fit changes
/// nothing.</summary>
public static class ActorFold
{
    /// <param name="code">Of its stream.</param>
    /// <param name="shipped">The actor as it ships with the program; null when it does not.</param>
    /// <param name="events">In recorded order.</param>
    public static KnownActor? Of(string code, KnownActor? shipped, IEnumerable<ActorEvent> events)
    {
        var actor = shipped;
        Guid? merge = null;
        foreach (var each in events)
        {
            actor = Evolve(code, actor, each, merge);
            merge = each switch
            {
                ActorMerged when actor?.MergedInto is not null => merge ?? each.EventId,
                _ when actor?.MergedInto is null => null,
                _ => merge,
            };
        }

        return actor;
    }

    private static KnownActor? Evolve(string code, KnownActor? actor, ActorEvent @event, Guid? merge) =>
        (actor, @event) switch
        {
            (null, ActorRegistered registered) => Register(code, registered),
            ({ MergedInto: null }, ActorRenamed renamed) => Rename(actor, renamed),
            ({ MergedInto: null }, ActorMerged merged) => actor with { MergedInto = merged.Into },
            ({ MergedInto: not null }, ActorUnmerged unmerged) when unmerged.Merge == merge => actor with
            {
                MergedInto = null,
            },
            ({ MergedInto: null }, ActorSucceeded succeeded) => actor with
            {
                Until = succeeded.Occurred?.Latest?.Year ?? actor.Until,
                Successors = succeeded.By,
            },
            _ => actor,
        };

    private static KnownActor Register(string code, ActorRegistered registered) =>
        new()
        {
            Code = code,
            Kind = registered.Kind,
            Names = registered.Names,
            OtherNames = registered.OtherNames,
            FormerNames = registered.FormerNames,
            Abbreviations = registered.Abbreviations,
            Ids = registered.Ids,
            Relations = registered.Relations,
        };

    private static KnownActor Rename(KnownActor actor, ActorRenamed renamed)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, name) in actor.Names.Concat(renamed.Names))
            names[language] = name;

        var gone = actor.Names.Values.Except(names.Values).Except(actor.FormerNames ?? []);
        return actor with { Names = names, FormerNames = [.. actor.FormerNames ?? [], .. gone] };
    }
}
