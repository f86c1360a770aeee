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
                outcome.Last.Select(each => (Edtf?)moment.Between(each.NotBefore, each.Writer.To, Fresh + 1))
            );
        else if (!writers.TrueForAll(each => each.IsMandatory && DayOf(each) is not null))
            possible.AddRange(
                writers
                    .Where(each =>
                        ValuesOf(each, each.To).Contains(state)
                        && !writers.Exists(other =>
                            other.IsMandatory && other.From > each.To && !ValuesOf(other, other.To).Contains(state)
                        )
                        && !writers.Exists(other =>
                            other.IsMandatory
                            && other.To < each.From
                            && ValuesOf(other, other.To).Contains(state)
                            && !writers.Exists(between =>
                                between.From <= each.To
                                && between.To >= other.From
                                && !ValuesOf(between, between.To).Contains(state)
                            )
                        )
                    )
                    .Select(SinceOf)
            );
        findings.MayBe("security.since", possible.Distinct().ToList());
    }
}
