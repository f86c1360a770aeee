using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Days on which a security situation that is certain may have begun.</summary>
internal static class SecuritySince
{
    /// <param name="state">What it certainly is.</param>
    /// <param name="writers">All that may have been by the moment.</param>
    /// <param name="outcome">Those of them that may be the last.</param>
    /// <param name="moment">What is asked about.</param>
    /// <param name="isReference">They are those of the reference reading, or may be.</param>
    /// <param name="lapsed">Truces whose time is over: what came before them decides again since.</param>
    /// <returns>None where the day of the reference is the only one.</returns>
    public static IEnumerable<Edtf?> Of(
        Security state,
        List<Writer<SecurityAct>> writers,
        Outcome<SecurityAct> outcome,
        Moment moment,
        bool isReference,
        IReadOnlyList<Writer<SecurityAct>> lapsed
    ) =>
        state == Security.PastClashes
            ? outcome.Last.SelectMany(each =>
                AfterTruces(
                    moment.DaysAfter(each.NotBefore, each.Writer.To, SecurityFold.Fresh + 1),
                    lapsed.Where(truce => truce.From >= each.Writer.To).ToList()
                )
            )
        : isReference && AreInTurn(state, writers, moment) ? []
        : MayBegin(state, writers, moment).Select(SecurityOrder.SinceOf);

    // It is past again since the day after the last truce that came after it and is over.
    private static IEnumerable<Edtf?> AfterTruces(Edtf past, List<Writer<SecurityAct>> truces)
    {
        var certain = truces.FindAll(truce => !truce.By.IsDisputed && !truce.By.IsDenied);
        var resumed = certain.Max(EndOf);
        if (resumed is null || past.Latest >= resumed)
            yield return past;
        foreach (var end in truces.Except(certain).Select(EndOf).Append(resumed).Distinct())
            if (end > past.Earliest && !(end < resumed))
                yield return Edtf.Day(end.Value);

        static DateOnly? EndOf(Writer<SecurityAct> truce) => truce.Value.Truce!.EffectiveUntil?.Latest?.PlusDays(1);
    }

    /// <summary>Without the days that lie within others: of a range any day is possible. The first is what is
    /// shown.</summary>
    public static IReadOnlyList<Edtf?> Distinct(IReadOnlyList<Edtf?> days) =>
        [.. days.Where((day, i) => i == 0 || day is null || !days.Any(other => IsWithin(day, other)))];

    private static bool IsWithin(Edtf day, Edtf? range) =>
        range is not null
        && range != day
        && !range.IsDay
        && range.Earliest <= day.Earliest
        && day.Latest <= range.Latest
        && (range.Earliest, range.Latest) != (day.Earliest, day.Latest);

    // Each certainly was, on a day of its own as far as they disagree.
    private static bool AreInTurn(Security state, List<Writer<SecurityAct>> writers, Moment moment)
    {
        for (var i = 0; i < writers.Count; i++)
            if (
                !writers[i].IsMandatory
                || SecurityFold.DayOf(writers[i], moment) is null
                || (
                    i > 0
                    && writers[i].From <= writers[i - 1].To
                    && Agrees(writers[i], state, moment) != Agrees(writers[i - 1], state, moment)
                )
            )
                return false;

        return true;
    }

    private static bool Agrees(Writer<SecurityAct> each, Security state, Moment moment) =>
        SecurityFold.ValuesOf(each, each.To, moment).Contains(state);

    // What agrees with the state may have begun it unless something else must come after it, or what must come before
    // it had begun it already, with nothing in between that may have interrupted it. Of these earlier ones the last is
    // enough: between it and this one there is the least.
    private static IEnumerable<Writer<SecurityAct>> MayBegin(
        Security state,
        List<Writer<SecurityAct>> writers,
        Moment moment
    )
    {
        var agreeing = writers.FindAll(each => Agrees(each, state, moment));
        var contrary = writers.FindAll(each => !Agrees(each, state, moment));
        foreach (var each in agreeing)
        {
            if (contrary.Exists(other => other.IsMandatory && ComesAfter(other, each)))
                continue;

            var before = agreeing.Where(other => other.IsMandatory && other.To < each.From).MaxBy(other => other.From);
            if (before is null || contrary.Exists(other => MayInterrupt(other, before, each)))
                yield return each;
        }

        // It begins later, or breaks this truce.
        static bool ComesAfter(Writer<SecurityAct> other, Writer<SecurityAct> each) =>
            other.From > each.To || (each.From <= other.To && SecurityFold.ComesBefore(each, other));

        // The truce that the earlier one broke came before it, and what breaks this one comes after it.
        static bool MayInterrupt(Writer<SecurityAct> other, Writer<SecurityAct> before, Writer<SecurityAct> each) =>
            other.From <= each.To
            && other.To >= before.From
            && !SecurityFold.ComesBefore(other, before)
            && !SecurityFold.ComesBefore(each, other);
    }
}
