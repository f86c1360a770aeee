using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// In which role someone takes part, where another placing or reading has another statement as the first, or a change
/// of role before or after it.
/// </summary>
internal static class RoleVariants
{
    /// <param name="placed">All that count.</param>
    /// <param name="moment">Of the view.</param>
    /// <param name="status">In the reference placing.</param>
    public static IEnumerable<UncertainField> Of(List<PlacedEvent> placed, Moment moment, Status status)
    {
        var codes = status.Parties.Select(party => party.Id).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, List<RoleStep>> byCode = new(StringComparer.Ordinal);
        foreach (var each in placed)
        {
            foreach (var actor in each.Event.Fact.Actors ?? [])
                if (each.Event.Fact is NegotiationOpened || PartyFold.IsPrincipal(actor.Role))
                    Take(actor.Id, new RoleStep(actor.Role, null, each));

            if (each.Event.Fact is ParticipationChanged change)
                Take(change.Actor, new RoleStep(change.Role, change.Change, each));
        }

        foreach (var (code, steps) in byCode.OrderBy(each => each.Key, StringComparer.Ordinal))
            if (!AreSettled(steps, moment) && Possible(code, steps, moment, status) is [_, _, ..] possible)
                yield return new UncertainField(
                    $"parties[{code}].role",
                    null,
                    [.. possible.Select(role => role is { } named ? (JsonNode?)WireName.Of(named) : null)]
                );

        void Take(string code, RoleStep step)
        {
            if (!codes.Contains(code))
                return;

            if (!byCode.TryGetValue(code, out var of))
                byCode.Add(code, of = []);
            of.Add(step);
        }
    }

    // Most often all say the same, or it is a party, which a side in a clash is as well: it stays what it was.
    private static bool AreSettled(List<RoleStep> steps, Moment moment) =>
        steps.TrueForAll(each => each.Change is null)
        && (
            steps.TrueForAll(each => each.Role == steps[0].Role)
            || (
                steps.TrueForAll(each => PartyFold.IsPrincipal(each.Role))
                && steps.Exists(each => each.Role == ActorRole.Party && moment.IsFirm(each))
            )
        );

    // The role that is shown comes first. Where it takes part in several roles, each is one of them.
    private static List<ActorRole?> Possible(string code, List<RoleStep> steps, Moment moment, Status status)
    {
        List<ActorRole?> shown = [.. status.Parties.Where(party => party.Id == code).Select(party => party.Role)];
        var reached = new Sweep<Roles, RoleStep>((roles, step) => step.After(roles)).Run(Roles.None, steps, moment);

        // Who does not take part has no role: that it may be so is said of the parties.
        if (reached?.All(each => !each.Any || each.All.ToHashSet().SetEquals(shown)) == true)
            return shown[..1];

        var others = reached is null ? steps.Select(each => each.Role) : reached.SelectMany(each => each.All);
        return [.. shown, .. others.Distinct().Except(shown).OrderBy(role => role)];
    }

    private sealed record RoleStep(ActorRole? Role, ParticipationChange? Change, PlacedEvent Placed) : ISweepStep
    {
        public DateTimeOffset From => Placed.From;

        public DateTimeOffset To => Placed.To;

        public bool IsOptional => Placed.Optional;

        public bool IsFree => false;

        public bool MayBe(Moment moment) => moment.MayBe(Placed);

        public bool Was(Moment moment) => moment.Was(Placed);

        public Roles After(Roles before) =>
            Change switch
            {
                ParticipationChange.Left => Roles.None,
                ParticipationChange.RoleChanged => Roles.None.With(Role),
                _ => before.With(Role),
            };
    }
}
