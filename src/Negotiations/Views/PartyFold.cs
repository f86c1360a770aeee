using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Who takes part, and what every actor did.</summary>
internal sealed class PartyFold(FoldTrace trace)
{
    private readonly List<Party> parties = [];
    private readonly Dictionary<string, string> representatives = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Involvement> actors = new(StringComparer.Ordinal);

    /// <summary>Those named when it was opened or that joined since, and those named a party or a side.</summary>
    public IReadOnlyList<Party> Parties =>
        representatives.Count == 0
            ? parties
            : [.. parties.Select(party => party with { Representative = representatives.GetValueOrDefault(party.Id) })];

    /// <summary>Codes of those whose consent binds: the parties and sides.</summary>
    public IReadOnlyList<string> Principals =>
        [.. parties.Where(party => IsPrincipal(party.Role)).Select(party => party.Id).Distinct()];

    /// <summary>Codes of those that a source calls a party.</summary>
    public IReadOnlyList<string> NamedParties =>
        [.. parties.Where(party => party.Role == ActorRole.Party).Select(party => party.Id).Distinct()];

    /// <summary>As <see cref="NamedParties"/>, for what is asked beside a status.</summary>
    public static IReadOnlyList<string> PartiesOf(IReadOnlyList<EffectiveEvent> events)
    {
        var fold = new PartyFold(FoldTrace.Unheard);
        foreach (var each in events)
            fold.Evolve(each);

        return fold.NamedParties;
    }

    /// <summary>Every actor any fact names, by code.</summary>
    public IReadOnlyList<Involvement> Actors => [.. actors.Values];

    public void Evolve(EffectiveEvent each)
    {
        if (each.Fact.Actors is { Count: > 0 } named)
            foreach (var actor in named)
                Evolve(actor, each);

        if (each.Fact is ParticipationChanged change)
            Change(change, each);
    }

    private void Evolve(Actor actor, EffectiveEvent each)
    {
        Note(actor.Id, actor.Role, each);
        if (each.Fact is NegotiationOpened || IsPrincipal(actor.Role))
            Join(actor.Id, actor.Role, each);
        if (each.Fact is NegotiationOpened && actor.Representative is { } stands)
            representatives[actor.Id] = stands;
    }

    internal static bool IsPrincipal(ActorRole? role) => role is ActorRole.Party or ActorRole.SideA or ActorRole.SideB;

    private void Change(ParticipationChanged change, EffectiveEvent each)
    {
        Note(change.Actor, change.Role, each);
        if (change.Change is ParticipationChange.Left or ParticipationChange.RoleChanged)
            parties.RemoveAll(party => party.Id == change.Actor);

        if (change.Change != ParticipationChange.Left)
        {
            Join(change.Actor, change.Role, each);
            if (change.Representative is { } stands)
                representatives[change.Actor] = stands;
        }
        else
        {
            representatives.Remove(change.Actor);
        }

        trace.Decided("parties", "Participation changed.", each);
    }

    private void Join(string code, ActorRole? role, EffectiveEvent each)
    {
        // A clash calls a party side-a; that is not a second participant, whichever is said first.
        if (
            role == ActorRole.Party
            && parties.FindIndex(party => party.Id == code && (party.Role is ActorRole.SideA or ActorRole.SideB))
                is >= 0
                    and var side
        )
        {
            parties[side] = new Party(code, role);
            trace.Decided("parties", "A source names it.", each);
            return;
        }

        if (
            parties.Exists(party =>
                party.Id == code && (party.Role == role || (IsPrincipal(party.Role) && IsPrincipal(role)))
            )
        )
            return;

        // Who was named without a role now has one; who has one is not named again without.
        var known = parties.FindIndex(party => party.Id == code && (party.Role is null || role is null));
        if (known < 0)
            parties.Add(new Party(code, role));
        else if (role is not null)
            parties[known] = new Party(code, role);
        else
            return;

        trace.Decided("parties", "A source names it.", each);
    }

    private void Note(string code, ActorRole? role, EffectiveEvent each)
    {
        if (!actors.TryGetValue(code, out var involvement))
            actors.Add(code, involvement = new Involvement(code, [], 0, each.Occurred, each.Occurred));

        var roles =
            role is { } named && !involvement.Roles.Contains(named) ? [.. involvement.Roles, named] : involvement.Roles;
        actors[code] = involvement with { Roles = roles, Events = involvement.Events + 1, Last = each.Occurred };
    }
}

/// <summary>What one actor does in one negotiation.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Roles">Every role a source gives it.</param>
/// <param name="Events">How many facts name it.</param>
/// <param name="First">When the first of them occurred.</param>
/// <param name="Last">When the last of them occurred.</param>
public sealed record Involvement(string Id, IReadOnlyList<ActorRole> Roles, int Events, Edtf First, Edtf Last);
