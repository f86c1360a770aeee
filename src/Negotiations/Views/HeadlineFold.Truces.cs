using Negotiations.Events;

namespace Negotiations.Views;

// A truce that holds, and what broke it.
internal sealed partial class HeadlineFold
{
    // Of two reports of one truce the one whose day the view holds; one that was agreed after it renews the truce.
    private EffectiveEvent? InEffect(EffectiveEvent act, CeasefireAgreed truce) =>
        truce.CeasefireId is { } id
        && status.Security is { State: Security.Ceasefire, Since: { } since }
        && !(act.Occurred.Earliest > since.Latest)
            ? Find(each =>
                each.Fact is CeasefireAgreed other
                && other.CeasefireId == id
                && (other.EffectiveFrom ?? each.Occurred) == since
            )
            : null;

    // The clash that broke it is said to have done so, as the view has it.
    private void Breaking()
    {
        var (clause, sources) = said[^1];
        if (
            status.Security.State == Security.CeasefireBroken
            && clause.Code is "clash" or "clash.lasting"
            && sources.Any(id => ById(id)?.Fact is ClashReported { Breaches: not null })
        )
            said[^1] = (clause with { Code = clause.Code.Replace("clash", "clash.breach") }, sources);
    }

    private EffectiveEvent? BrokenBy(EffectiveEvent truce) =>
        Last(fact => fact is ClashReported or BreachAlleged { CeasefireId: not null }) is { } last
        && !(last.Occurred.Latest < truce.Occurred.Earliest)
            ? last
            : null;

    // That someone says a truce was broken does not end it, and is news all the same.
    private EffectiveEvent? Alleged(EffectiveEvent truce, CeasefireAgreed agreed) =>
        agreed.CeasefireId is { } id
        && Last(fact => fact is BreachAlleged breach && breach.CeasefireId == id) is { } last
        && !(last.Occurred.Latest < (SecurityFold.EffectOf(agreed, truce) ?? truce.Occurred).Earliest)
            ? last
            : null;
}
