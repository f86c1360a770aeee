using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// The clashes and tolls of one negotiation, counted apart by month or side with the rules of its status.
/// </summary>
public static class TollCount
{
    private const string Unknown = "unknown";

    /// <param name="negotiation">Whose clashes.</param>
    /// <param name="clocks">What counts, and up to which day.</param>
    /// <param name="by">How it is taken apart.</param>
    /// <param name="from">Only what may lie on or after its first day; null: from the beginning.</param>
    /// <param name="to">Only what may lie on or before its last day; null: to the end.</param>
    /// <param name="side">Only tolls of this side; null: of all.</param>
    /// <param name="actors">By whom two codes of one actor are one side; null: each code is a side of its
    /// own.</param>
    public static IReadOnlyList<TollRow> Of(
        Negotiation negotiation,
        Clocks clocks,
        TollsBy by,
        Edtf? from = null,
        Edtf? to = null,
        string? side = null,
        ActorRegistry? actors = null
    )
    {
        var effective = EffectiveSet
            .Of(KnownEvents.Of(negotiation.Events, clocks))
            .Where(each => each.Occurred.IsPossiblyBy(clocks.AsOf))
            .Select(each => OfStanding(each, actors))
            .ToList();
        var counted = effective
            .Where(each => each.Fact is ClashReported or TollReported)
            .Where(each => !(each.Occurred.Latest < from?.Earliest) && !(each.Occurred.Earliest > to?.Latest))
            .Where(each =>
                side is null
                || (
                    each.Fact is TollReported toll && string.Equals(toll.Side, side, StringComparison.OrdinalIgnoreCase)
                )
            )
            .ToList();
        var months = by == TollsBy.Month ? MonthsOfClashes(counted) : [];
        var rows = counted
            .Where(each => by != TollsBy.Party || each.Fact is TollReported)
            .GroupBy(each => KeyOf(each, negotiation.Id, by, months));
        var isOfOneSide = by == TollsBy.Party || side is not null;
        IReadOnlyCollection<string> parties = PartyFold.PartiesOf(effective);
        if (actors is not null)
            parties = [.. parties.Select(actors.StandingCode).Distinct()];

        return
        [
            .. rows.Select(group =>
                Row(group.Key, negotiation.Id, isOfOneSide ? group.Select(OfOneSide) : group, parties, clocks.AsOf)
            ),
        ];
    }

    private static EffectiveEvent OfStanding(EffectiveEvent each, ActorRegistry? actors) =>
        actors is not null && each.Fact is TollReported { Side: { } side } toll
            ? each with
            {
                Fact = toll with { Side = actors.StandingCode(side) },
            }
            : each;

    // Where one side alone is asked about, its figure is the whole: the others are not missing from it.
    private static EffectiveEvent OfOneSide(EffectiveEvent each) =>
        each.Fact is TollReported toll ? each with { Fact = toll with { Side = null } } : each;

    // A toll belongs to the month of its clash, however long it went on being counted.
    private static Dictionary<string, string> MonthsOfClashes(IEnumerable<EffectiveEvent> counted)
    {
        Dictionary<string, string> months = [];
        foreach (var each in counted)
            if (each.Fact is ClashReported { ClashId: { } id } && MonthOf(each.Occurred) is { } month)
                months.TryAdd(id, month);

        return months;
    }

    private static string KeyOf(
        EffectiveEvent each,
        string negotiation,
        TollsBy by,
        Dictionary<string, string> months
    ) =>
        by switch
        {
            TollsBy.Negotiation => negotiation,
            TollsBy.Party => (each.Fact as TollReported)?.Side ?? Unknown,
            _ => IdOf(each.Fact) is { } id && months.TryGetValue(id, out var month)
                ? month
                : MonthOf(each.Occurred) ?? Unknown,
        };

    private static string? IdOf(Fact fact) =>
        fact switch
        {
            ClashReported clash => clash.ClashId,
            TollReported toll => toll.ClashId,
            _ => null,
        };

    private static string? MonthOf(Edtf occurred) =>
        occurred is { Earliest: { } first, Latest: { } last } && (first.Year, first.Month) == (last.Year, last.Month)
            ? $"{first.Year:0000}-{first.Month:00}"
            : null;

    private static TollRow Row(
        string key,
        string negotiation,
        IEnumerable<EffectiveEvent> group,
        IReadOnlyCollection<string> parties,
        DateOnly asOf
    )
    {
        var fold = new ClashFold(FoldTrace.Unheard);
        foreach (var each in group)
            fold.Evolve(each);

        fold.Complete(parties, []);
        var view = fold.View;
        return new TollRow(key, negotiation, view.Count, view.Killed, view.Injured);
    }
}

/// <summary>How tolls are taken apart.</summary>
public enum TollsBy
{
    Month,
    Negotiation,
    Party,
}

/// <param name="Key">The month, negotiation or side.</param>
/// <param name="Negotiation">Where it was reported.</param>
/// <param name="Clashes">How many.</param>
/// <param name="Killed">By the rules of the status view.</param>
/// <param name="Injured">Likewise.</param>
public sealed record TollRow(string Key, string Negotiation, int Clashes, Figure? Killed, Figure? Injured);
