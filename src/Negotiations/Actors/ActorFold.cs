using Negotiations.Events;
using Negotiations.Record;

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
        var state = new State(shipped, Merge: null, []);
        foreach (var each in events)
            state = Evolve(code, state, each);

        return state.Actor;
    }

    /// <summary>The successions of an actor that were not undone, in recorded order.</summary>
    public static IReadOnlyList<ActorSucceeded> Successions(ActorRecord record)
    {
        var state = new State(record.Shipped, Merge: null, []);
        foreach (var each in record.Events)
            state = Evolve(record.Code, state, each);

        return state.Successions;
    }

    private static State Evolve(string code, State state, ActorEvent @event) =>
        (state.Actor, @event) switch
        {
            (null, ActorRegistered registered) => state with { Actor = Register(code, registered) },
            ({ MergedInto: null } actor, ActorRenamed renamed) => state with { Actor = Rename(actor, renamed) },
            ({ MergedInto: null } actor, ActorMerged merged) => state with
            {
                Actor = actor with { MergedInto = merged.Into },
                Merge = merged.EventId,
            },
            ({ MergedInto: not null } actor, ActorUnmerged unmerged) when unmerged.Merge == state.Merge => state with
            {
                Actor = actor with { MergedInto = null },
                Merge = null,
            },
            ({ MergedInto: null }, ActorSucceeded succeeded) => state.Followed([.. state.Successions, succeeded]),
            ({ MergedInto: null }, ActorSuccessionUndone undone) => state.Followed([
                .. state.Successions.Where(each => each.EventId != undone.Succession),
            ]),
            _ => state,
        };

    // What was erased is no name: an actor without any is called by its code.
    private static KnownActor Register(string code, ActorRegistered registered) =>
        new()
        {
            Code = code,
            Kind = registered.Kind,
            Names = registered
                .Names.Where(each => each.Value != Redaction.Mark)
                .ToDictionary(each => each.Key, each => each.Value),
            OtherNames = Left(registered.OtherNames),
            FormerNames = Left(registered.FormerNames),
            Abbreviations = Left(registered.Abbreviations),
            Ids = registered.Ids is { } ids ? [.. ids.Where(each => each.Id != Redaction.Mark)] : null,
            Relations = registered.Relations is { } relations ? [.. relations.Distinct()] : null,
        };

    private static IReadOnlyList<string>? Left(IReadOnlyList<string>? names) =>
        names is null ? null : [.. names.Where(each => each != Redaction.Mark)];

    private static KnownActor Rename(KnownActor actor, ActorRenamed renamed)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, name) in actor.Names)
            names[language] = name;

        foreach (var (language, name) in renamed.Names)
            if (name == Redaction.Mark)
                names.Remove(language);
            else
                names[language] = name;

        var gone = actor.Names.Values.Except(names.Values).Except(actor.FormerNames ?? []);
        return actor with { Names = names, FormerNames = [.. actor.FormerNames ?? [], .. gone] };
    }

    /// <param name="Actor">As it stands; null before it is registered.</param>
    /// <param name="Merge">The event that merged it; null while it is not merged.</param>
    /// <param name="Successions">That were not undone.</param>
    private sealed record State(KnownActor? Actor, Guid? Merge, IReadOnlyList<ActorSucceeded> Successions)
    {
        private readonly (int? Until, IReadOnlyList<string>? Successors) begun = (Actor?.Until, Actor?.Successors);

        /// <summary>The last succession counts; without any the actor stands as it ships.</summary>
        public State Followed(IReadOnlyList<ActorSucceeded> successions) =>
            this with
            {
                Successions = successions,
                Actor = Actor! with
                {
                    Until = successions
                        .Select(each => each.Occurred?.Latest?.Year)
                        .LastOrDefault(year => year is not null, begun.Until),
                    Successors = successions is [.., var last] ? [.. last.By.Distinct()] : begun.Successors,
                },
            };
    }
}
