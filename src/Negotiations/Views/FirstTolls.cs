using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// Of the counts of one clash those that may be the first: it is they that make the clash known where no report of it
/// does, and not a recount of years later.
/// </summary>
internal sealed class FirstTolls
{
    private readonly Dictionary<string, List<PlacedEvent>> byClash = new(StringComparer.Ordinal);
    private readonly Moment moment;

    /// <param name="placed">All that count, in the order of the reference placing.</param>
    /// <param name="moment">What is asked about.</param>
    public FirstTolls(List<PlacedEvent> placed, Moment moment)
    {
        this.moment = moment;
        foreach (var each in placed)
            if (each.Event.Fact is TollReported { ClashId: { } id } && moment.MayBe(each))
                if (byClash.TryGetValue(id, out var of))
                    of.Add(each);
                else
                    byClash.Add(id, [each]);

        foreach (var (id, all) in byClash)
            if (all.Count > 1)
                byClash[id] = First(all);
    }

    /// <summary>In the order of the reference placing.</summary>
    public IReadOnlyList<PlacedEvent> Of(string clash) => byClash.GetValueOrDefault(clash) ?? [];

    // None that begins after the end of one that certainly was, nor one of its day that stands behind it.
    private List<PlacedEvent> First(List<PlacedEvent> all)
    {
        if (all.FindAll(each => moment.IsFirm(each)).MinBy(each => each.To) is not { } firm)
            return all;

        var place = all.IndexOf(firm);
        List<PlacedEvent> first = [];
        for (var i = 0; i < all.Count; i++)
            if (
                !(all[i].From > firm.To)
                && !(i > place && PlacedOrder.AreInTurn(firm, all[i]) && PlacedOrder.AreInTurn(all[i], firm))
            )
                first.Add(all[i]);
        return first;
    }
}
