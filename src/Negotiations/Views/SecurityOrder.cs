using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What moves the security situation, in the order of the reference.</summary>
/// <param name="writers">All that may have been by the moment.</param>
/// <param name="lapsed">Truces that were agreed for a time that is over.</param>
/// <param name="moment">What is asked about.</param>
internal sealed class SecurityOrder(
    IReadOnlyList<Writer<SecurityAct>> writers,
    IReadOnlyList<Writer<SecurityAct>> lapsed,
    Moment moment
)
{
    private Dictionary<string, List<Writer<SecurityAct>>>? truces;

    /// <summary>First possible days, history order, disputed in and denied out.</summary>
    public (Security State, Edtf? Since, Writer<SecurityAct>? By) Reference()
    {
        var ends = new Queue<Writer<SecurityAct>>(lapsed.Count == 0 ? [] : lapsed.OrderBy(EndOf));
        var course = new SecurityCourse(moment);
        foreach (var each in InOrder())
        {
            while (ends.TryPeek(out var over) && EndOf(over) < PositionOf(each))
                course.End(ends.Dequeue());

            course.Begin(each);
        }

        while (ends.TryDequeue(out var over))
            course.End(over);

        return course.Now();
    }

    /// <summary>What lasted began on its first day.</summary>
    public static Edtf SinceOf(Writer<SecurityAct> each) =>
        each.Value.Truce is { } truce ? SecurityFold.SinceOf(truce, each.By) : each.By.Occurred.Beginning;

    private IEnumerable<Writer<SecurityAct>> Reported =>
        (lapsed.Count == 0 ? writers : writers.Concat(lapsed)).Where(each => !each.By.IsDenied && !each.Value.IsAside);

    // Two of which no beginning is known stand in the order of their ends, whichever was recorded first.
    private IEnumerable<Writer<SecurityAct>> InOrder()
    {
        var all = Reported.ToList();
        for (var i = 1; i < all.Count; i++)
            if (PositionOf(all[i]) <= PositionOf(all[i - 1]))
                return all.OrderBy(PositionOf)
                    .ThenBy(RankOf)
                    .ThenBy(each => each.To)
                    .ThenBy(each => SinceOf(each).Text, StringComparer.Ordinal)
                    .ThenBy(each => each.By.Recorded.Version);

        // Most often each begins after the one before it.
        return all;
    }

    private DateTimeOffset EndOf(Writer<SecurityAct> truce) =>
        truce.Value.Truce!.EffectiveUntil!.Ends(moment.Offset)!.Value;

    // A clash that names the truce it breaks came after it, unless the dates forbid it.
    private DateTimeOffset PositionOf(Writer<SecurityAct> each)
    {
        var at = each.From;
        if (
            each.Value is { IsBreach: true, Ceasefire: { } id }
            && Truces.TryGetValue(id, out var named)
            && !named.Exists(truce => truce.IsMandatory && truce.To < each.From)
        )
            foreach (var truce in named)
                if (truce.From <= each.To && truce.From > at)
                    at = truce.From;

        return at;
    }

    private Dictionary<string, List<Writer<SecurityAct>>> Truces =>
        truces ??= writers
            .Concat(lapsed)
            .Where(each => each.Value is { Kind: SecurityKind.Truce, Ceasefire: not null })
            .GroupBy(each => each.Value.Ceasefire!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    // Of one day: fighting that lasted to it ends before what takes effect on it, and a breach comes after what it
    // breaks.
    private static int RankOf(Writer<SecurityAct> each) =>
        each.Value.LastDay is not null ? 0
        : each.Value.IsBreach ? 2
        : 1;
}
