using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

// What belongs into a sentence beside the act it is about: others that did the same, what still holds of what was done
// before, and a treaty in force.
internal sealed partial class HeadlineFold
{
    private const int MostBeside = 2;

    // Of acts that still hold: each day by itself, and beyond these the earliest in one.
    private const int MostHolding = 3;

    // One people said yes on the day on which the other said no: the last of them alone would be half of the news.
    private void Beside(EffectiveEvent act)
    {
        if (!act.Occurred.IsDay)
            return;

        var left = MostBeside;
        foreach (var each in events)
            if (
                left > 0
                && each != act
                && each.Occurred.Text == act.Occurred.Text
                && (
                    HeadlineChoice.IsBeside(each.Fact, act.Fact)
                    || (HeadlineChoice.IsAlike(each.Fact, act.Fact) && !IsTogether(each, act, clauses.Of(act).Clause))
                )
                && !IsSaid(each)
            )
            {
                Say(each);
                left--;
            }
    }

    private bool IsSaid(EffectiveEvent each) => said.Exists(other => other.Events.Contains(each.Id));

    // Those who left or stopped applying it are out, or are to be, also where others acted since.
    private void Holding(EffectiveEvent act)
    {
        foreach (var view in status.Instruments)
        {
            if (view.Ended is { By: null } || !(view.Events.Contains(act.Id) || IsBasis(view)))
                continue;

            List<List<EffectiveEvent>> groups = [];
            foreach (var each in HoldingOf(view))
                if (groups.FindIndex(group => IsOneAct(group[0], each)) is >= 0 and var same)
                    groups[same].Add(each);
                else
                    groups.Add([each]);

            groups.RemoveAll(group => group.Contains(act) || group.TrueForAll(IsSaid));
            for (var i = 0; i < groups.Count - 1 && groups.Count >= MostHolding; )
                if (groups.FindIndex(i + 1, later => AreOfOneMode(groups[i][0], later[0])) is >= 0 and var next)
                {
                    groups[i].AddRange(groups[next]);
                    groups.RemoveAt(next);
                }
                else
                    i++;

            foreach (var group in groups)
                said.Add(Merged(group, clauses.Of(group[^1])));
        }
    }

    private static bool IsOneAct(EffectiveEvent one, EffectiveEvent other) =>
        one.Occurred == other.Occurred && HeadlineChoice.IsAlike(one.Fact, other.Fact) && one.Held == other.Held;

    private static bool AreOfOneMode(EffectiveEvent one, EffectiveEvent other) =>
        ((InstrumentEnded)one.Fact).Mode == ((InstrumentEnded)other.Fact).Mode && one.Held == other.Held;

    // The last of each kind by each party, where its notice was not revoked, its suspension not lifted, and it has not
    // consented again.
    private IEnumerable<EffectiveEvent> HoldingOf(InstrumentView view)
    {
        var own = view.Events.ToHashSet();
        HashSet<(string, EndMode?)> seen = [];
        Dictionary<string, EffectiveEvent> consents = new(StringComparer.Ordinal);
        List<EffectiveEvent> holding = [];
        for (var i = events.Count - 1; i >= 0; i--)
            switch (events[i].Fact)
            {
                case ConsentExpressed { Party: { } party } when own.Contains(events[i].Id):
                    consents.TryAdd(party, events[i]);
                    break;
                case InstrumentEnded { Party: { } party } ended
                    when own.Contains(events[i].Id)
                        && !IsReplaced(ended)
                        && !IsOfNoEffect(events[i])
                        && seen.Add((party, ended.Mode))
                        && !(consents.TryGetValue(party, out var again) && IsLater(again, events[i])):
                    holding.Add(events[i]);
                    break;
                default:
                    break;
            }

        return holding.Where(each => Holds(view, each, (InstrumentEnded)each.Fact)).Reverse();
    }

    private bool Holds(InstrumentView view, EffectiveEvent each, InstrumentEnded ended) =>
        ended.Mode == EndMode.Suspended
            ? view.Suspensions.All(spell => spell.EventId != each.Id || spell.Until is null)
                && !HasLeft(view, ended.Party!)
            : view.Withdrawals.All(notice => notice.EventId != each.Id || notice.Revoked is null);

    private bool HasLeft(InstrumentView view, string party) =>
        view.Withdrawals.Any(notice =>
            notice.Party == party && notice.Revoked is null && (notice.Effective ?? notice.Notified).Earliest <= asOf
        ) && view.Parties.All(spell => spell.Party != party || spell.Until is not null);

    // The one that the talks are about; where it is still to come, those that stand in its place.
    private bool IsBasis(InstrumentView view) =>
        status.Phase is not null
        && view.SupersededBy is null
        && (
            principals.Count > 0
                ? principals.Contains(view)
                : view is { Amends: null, Standing: not InstrumentStanding.Side }
                    && PrincipalInstrument.IsPrincipalType(view.Type)
        );

    // What the act itself put in force is said after it, and so is what came later.
    private void InForce(EffectiveEvent? but)
    {
        var left = MostBeside;
        foreach (var view in status.Instruments)
        {
            if (left == 0 || !IsBasis(view) || (but is not null && !IsBefore(view.EntryIntoForce, but)))
                continue;

            if (view.Status is InstrumentStatus.InForce or InstrumentStatus.Suspended && !IsSaidInForce(view))
                left -= IsPassed(view) ? 0 : SayInForce(view);
            else if (
                view.Status == InstrumentStatus.ProvisionallyApplied
                && ProvisionalOf(view) is { } provisional
                && provisional != but
                && !IsSaid(provisional)
            )
                Say(provisional);
        }
    }

    private EffectiveEvent? ProvisionalOf(InstrumentView view) =>
        Find(each =>
            each.Fact is EnteredIntoForce { Provisional: true } && view.Events.Contains(each.Id) && !IsOfNoEffect(each)
        );

    private bool IsBefore(ForceView? force, EffectiveEvent act) =>
        force?.EventId != act.Id && !(force?.EventId is { } id && ById(id) is { } by && IsLater(by, act));

    private bool IsPassed(InstrumentView view) =>
        status.Anomalies.Any(each => each.Code == InstrumentValidity.Passed && each.Events.Any(view.Events.Contains));

    private bool IsSaidInForce(InstrumentView view) =>
        said.Exists(each => each.Clause.Code is "force" or "in-force" && each.Events.Any(view.Events.Contains));

    private int SayInForce(InstrumentView view)
    {
        if (view.EntryIntoForce?.EventId is not { } id || ById(id) is not { } by)
            return 0;

        said.Add(
            by.Fact is EnteredIntoForce { ForParty: null }
                ? clauses.Of(by)
                : (HeadlineClauses.OfForce(view, by), [by.Id])
        );
        return 1;
    }

    // What holds already as the act is done.
    private void Before(EffectiveEvent act)
    {
        InForce(act);
        Holding(act);
        Consents(act);
    }

    // Until there are enough of them, those of others count beside the last.
    private void Consents(EffectiveEvent act)
    {
        if (
            act.Fact is not ConsentExpressed
            || status.Instruments.FirstOrDefault(each => each.Events.Contains(act.Id))
                is not { Status: < InstrumentStatus.InForce }
        )
            return;

        var own = clauses.Of(act).Clause;
        var others = events.Where(each => each.Occurred != act.Occurred && IsOneOf(each, act, own)).ToList();
        if (others.Count > 0 && !others.Exists(IsSaid))
            said.Add(Merged(others, clauses.Of(others[^1])));
    }

    private void Say(EffectiveEvent? each)
    {
        if (each is null)
            return;

        if (each.Fact is ProposalAnswered && events.Contains(each))
            said.AddRange(Answers(each));
        else
            said.Add(Together(each, clauses.Of(each)));
    }

    // Those that did the same on one day did it together, and all that signed a text signed it.
    private (HeadlineClause Clause, IEnumerable<Guid> Events) Together(
        EffectiveEvent act,
        (HeadlineClause Clause, IEnumerable<Guid> Events) last
    )
    {
        if (last.Clause.Claim is not null)
            return last;

        var all = events.Where(each => each == act || IsTogether(each, act, last.Clause)).ToList();
        return all.Count == 1 ? last : Merged(all, last);
    }

    // Signatures of one text count together on whatever day.
    private bool IsTogether(EffectiveEvent each, EffectiveEvent act, HeadlineClause said) =>
        (each.Occurred == act.Occurred || act.Fact is InstrumentSigned) && IsOneOf(each, act, said);

    private bool IsOneOf(EffectiveEvent each, EffectiveEvent act, HeadlineClause said) =>
        HeadlineChoice.IsAlike(each.Fact, act.Fact)
        && !IsOfNoEffect(each)
        && each.Held is not (ClaimStatus.Disputed or ClaimStatus.Denied)
        && (each.Fact.Claim?.AttributedTo, each.Fact.Claim?.Hedge) == (act.Fact.Claim?.AttributedTo, said.Hedge)
        && clauses.Bare(each).Code == said.Code;

    private (HeadlineClause Clause, IEnumerable<Guid> Events) Merged(
        List<EffectiveEvent> all,
        (HeadlineClause Clause, IEnumerable<Guid> Events) last
    )
    {
        var each = all.ConvertAll(clauses.Bare);
        return (
            last.Clause with
            {
                On = SpanOf(all),
                Who = [.. each.SelectMany(one => one.Who ?? []).Distinct()],
                Person = Shared(each.ConvertAll(one => one.Person)),
                For = Shared(
                    all[0].Fact is InstrumentSigned
                        ? each.Select(one => one.For).Where(day => day is not null).ToList()
                        : each.ConvertAll(one => one.For)
                ),
                Amount = each.Select(one => one.Amount).LastOrDefault(amount => amount is not null),
            },
            all.Select(one => one.Id).Concat(last.Events).Distinct()
        );
    }

    private static T? Shared<T>(List<T?> values)
        where T : class => values.TrueForAll(each => Equals(each, values[0])) ? values.FirstOrDefault() : null;

    // Of several days the time between the first and the last of them.
    private static Edtf SpanOf(List<EffectiveEvent> all)
    {
        var first = all.MinBy(each => each.Occurred.Earliest ?? DateOnly.MinValue)!.Occurred;
        var last = all.MaxBy(each => each.Occurred.Latest ?? DateOnly.MaxValue)!.Occurred;
        if (first == last || first.Earliest is not { } from || last.Latest is not { } to)
            return last;

        return
            first.Form == EdtfForm.Date
            && last.Form == EdtfForm.Date
            && Edtf.TryParse($"[{first.Text}..{last.Text}]", out var span)
            ? span!
            : Edtf.Parse($"[{Edtf.Day(from)}..{Edtf.Day(to)}]");
    }
}
