using Negotiations.Values;

namespace Negotiations.Views;

internal sealed partial class SecurityFold
{
    // The state is certain; the day on which it began need not be.
    private void FindSince(Security state, Edtf? since, Outcome<SecurityAct> outcome)
    {
        List<Edtf?> possible = [since];
        if (state == Security.PastClashes)
            possible.AddRange(
                outcome.Last.Select(each => (Edtf?)moment.DaysAfter(each.NotBefore, each.Writer.To, Fresh + 1))
            );
        else if (!writers.TrueForAll(each => each.IsMandatory && DayOf(each) is not null))
            possible.AddRange(MayBegin(state).Select(SinceOf));
        findings.MayBe("security.since", possible.Distinct().ToList());
    }

    // What agrees with the state may have begun it unless something else must come after it, or what must come before
    // it had begun it already, with nothing in between that may have interrupted it. Of these earlier ones the last is
    // enough: between it and this one there is the least.
    private IEnumerable<Writer<SecurityAct>> MayBegin(Security state)
    {
        var agreeing = writers.FindAll(each => ValuesOf(each, each.To).Contains(state));
        var contrary = writers.FindAll(each => !ValuesOf(each, each.To).Contains(state));
        foreach (var each in agreeing)
        {
            if (contrary.Exists(other => other.IsMandatory && other.From > each.To))
                continue;

            var before = agreeing.Where(other => other.IsMandatory && other.To < each.From).MaxBy(other => other.From);
            if (before is null || contrary.Exists(other => other.From <= each.To && other.To >= before.From))
                yield return each;
        }
    }
}
