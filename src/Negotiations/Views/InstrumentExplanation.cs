using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// Why an instrument has its parties, until when, whom it awaits, its entry into force and its withdrawals: for each
/// the rule and the events. What it has none of is left out.
/// </summary>
internal sealed class InstrumentExplanation(InstrumentView view, IReadOnlyDictionary<Guid, EffectiveEvent> events)
{
    /// <param name="instruments">Of the view.</param>
    /// <param name="events">That count.</param>
    /// <param name="explain">An event as one that fired a rule.</param>
    /// <returns>Each member with its value and what decided it, in the order of the view.</returns>
    public static IEnumerable<ExplainedField> Of(
        IReadOnlyList<InstrumentView> instruments,
        IReadOnlyDictionary<Guid, EffectiveEvent> events,
        Func<Reason, ExplainingEvent> explain
    )
    {
        foreach (var (place, view) in instruments.Index())
        {
            // One without a name is called by its place.
            var name = $"instruments[{view.Id ?? $"#{place + 1}"}]";
            var own = new InstrumentExplanation(view, events);
            foreach (var (member, value, why) in own.Members())
                if (why.Where(each => events.ContainsKey(each.By)).ToList() is { Count: > 0 } known)
                    yield return new ExplainedField(
                        $"{name}.{member}",
                        JsonSerializer.SerializeToNode(value, EventJson.Options),
                        [.. known.Select(each => each.Rule.English).Distinct()],
                        [
                            .. known
                                .Distinct()
                                .Select(each =>
                                    explain(new Reason(member, each.Rule.English, each.By, each.Rule.Code))
                                ),
                        ]
                    );
        }
    }

    private IEnumerable<(string Member, object? Value, IEnumerable<(TreatyRule Rule, Guid By)> Why)> Members()
    {
        var left = view.Parties.Where(spell => spell.Until is not null).ToList();
        yield return ("parties", view.Parties, view.Parties.Select(spell => (Since(spell), spell.EventId)));
        yield return ("parties.until", left.Select(spell => new { spell.Party, spell.Until }), left.SelectMany(Until));
        yield return ("awaiting", view.Awaiting, Awaited());
        yield return ("entryIntoForce", view.EntryIntoForce, Force());
        yield return ("withdrawals", view.Withdrawals, view.Withdrawals.SelectMany(Notice));
    }

    private TreatyRule Since(TreatyPartyView spell) =>
        spell.Provisional == true
            ? TreatyRule.PartyProvisional
            : FactOf(spell.EventId) switch
            {
                EnteredIntoForce { ForParty: not null } => TreatyRule.PartyByOwnForce,
                EnteredIntoForce => TreatyRule.PartyByForce,
                ConsentExpressed consent when consent.Party == spell.Party => TreatyRule.PartyByConsent,
                _ => TreatyRule.PartyByAct,
            };

    private IEnumerable<(TreatyRule, Guid)> Until(TreatyPartyView spell)
    {
        var notices = view.Withdrawals.Where(each =>
            (each.Party is null || each.Party == spell.Party)
            && each.Revoked is null
            && (each.Effective ?? each.Notified) == spell.Until
        );
        var any = false;
        foreach (var notice in notices)
        {
            any = true;
            yield return (TreatyRule.LeftByNotice, notice.EventId);
        }

        if (any)
            yield break;

        if (view.Ended is { } ended && ended.On == spell.Until)
            yield return (TreatyRule.LeftWithAll, ended.EventId);
        else
            foreach (var each in events.Values.Where(each => Turns(each, spell)))
                yield return (TreatyRule.LeftByAct, each.Id);
    }

    private bool Turns(EffectiveEvent each, TreatyPartyView spell) =>
        each.Fact switch
        {
            ParticipationChanged change => change.Actor == spell.Party && each.Occurred == spell.Until,
            ConsentExpressed { Effective: { } effective } => view.Events.Contains(each.Id) && effective == spell.Until,
            InstrumentEnded { Effective: { } effective } => view.Events.Contains(each.Id) && effective == spell.Until,
            InstrumentFact => view.Events.Contains(each.Id) && each.Occurred == spell.Until,
            _ => false,
        };

    private IEnumerable<(TreatyRule, Guid)> Awaited()
    {
        var signed = view.Signatories.Where(each => view.Awaiting.Contains(each.Party)).ToList();
        foreach (var each in signed)
            yield return (TreatyRule.AwaitedSignatory, each.EventId);

        if (view.Awaiting.Any(party => !signed.Exists(each => each.Party == party)))
            foreach (var consent in view.Consents)
                yield return (TreatyRule.AwaitedBeside, consent.EventId);
    }

    private IEnumerable<(TreatyRule, Guid)> Force()
    {
        if (view.EntryIntoForce is not { } force)
            yield break;

        if (force.EventId is { } id)
            yield return (FactOf(id) is EnteredIntoForce ? TreatyRule.ForceReported : TreatyRule.ForceByAct, id);

        if (force.Provisional is { } since)
            foreach (var each in view.Events)
                if (FactOf(each) is EnteredIntoForce { Provisional: true } && events[each].Occurred == since)
                    yield return (TreatyRule.ForceProvisional, each);

        foreach (var each in force.Expected?.Events ?? [])
            yield return (TreatyRule.ForceExpected, each);
    }

    private IEnumerable<(TreatyRule, Guid)> Notice(WithdrawalView notice)
    {
        yield return (TreatyRule.NoticeGiven, notice.EventId);
        if (notice.Revoked is { } revoked)
            foreach (var each in view.Events)
                if (FactOf(each) is InstrumentResumed && events[each].Occurred == revoked)
                    yield return (TreatyRule.NoticeRevoked, each);
    }

    private Fact? FactOf(Guid id) => events.GetValueOrDefault(id)?.Fact;
}
