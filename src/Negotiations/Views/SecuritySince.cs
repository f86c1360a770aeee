using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Days on which a security situation that is certain may have begun.</summary>
internal static class SecuritySince
{
    /// <param name="state">What it certainly is.</param>
    /// <param name="writers">All that may have been by the moment.</param>
    /// <param name="outcome">Those of them that may be the last.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>None where the day of the reference is the only one.</returns>
    public static IEnumerable<Edtf?> Of(
        Security state,
        List<Writer<SecurityAct>> writers,
        Outcome<SecurityAct> outcome,
        Moment moment
    ) =>
        state == Security.PastClashes
            ? outcome.Last.Select(each => moment.DaysAfter(each.NotBefore, each.Writer.To, SecurityFold.Fresh + 1))
        : writers.TrueForAll(each => each.IsMandatory && SecurityFold.DayOf(each, moment) is not null) ? []
        : MayBegin(state, writers, moment).Select(SecurityOrder.SinceOf);

    // What agrees with the state may have begun it unless something else must come after it, or what must come before
    // it had begun it already, with nothing in between that may have interrupted it. Of these earlier ones the last is
    // enough: between it and this one there is the least.
    private static IEnumerable<Writer<SecurityAct>> MayBegin(
        Security state,
        List<Writer<SecurityAct>> writers,
        Moment moment
    )
    {
        var agreeing = writers.FindAll(Agrees);
        var contrary = writers.FindAll(each => !Agrees(each));
        foreach (var each in agreeing)
        {
            if (contrary.Exists(other => other.IsMandatory && other.From > each.To))
                continue;

            var before = agreeing.Where(other => other.IsMandatory && other.To < each.From).MaxBy(other => other.From);
            if (before is null || contrary.Exists(other => other.From <= each.To && other.To >= before.From))
                yield return each;
        }

        bool Agrees(Writer<SecurityAct> each) => SecurityFold.ValuesOf(each, each.To, moment).Contains(state);
    }
}
