using Negotiations.Record;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <summary>Reads the board off the stored views; only where there were clashes are events folded, for their trend. On
/// other clocks than now every negotiation is folded.</summary>
internal sealed class BoardReader(NegotiationList list, NegotiationReader negotiations)
{
    // Enough for every record we know of; of more, the ones that moved last are looked over.
    private const int MostLookedOver = 2000;

    private const int MostLearned = 6;
    private const int MostTogether = 50;

    public async Task<BoardModel> ReadAsync(ListQuery asked, DateOnly today, CancellationToken stop)
    {
        var page = await list.SummariesAsync(asked, stop);
        var shown = page.Take(asked.Limit).ToList();
        List<BoardRow> rows = [];
        foreach (var (summary, _, _) in shown)
            rows.Add(await RowAsync(summary, Clocks.On(today), stop));

        var next =
            page.Count > asked.Limit ? asked.CursorAfter(shown[^1].Sort, shown[^1].Summary.Id, shown[^1].Known) : null;
        var lookedOver = await list.SummariesAsync(LookedOver(asked), stop);
        var overview = BoardOverview.Of([.. lookedOver.Select(each => each.Summary)], today);
        return new BoardModel(
            rows,
            next,
            asked.Sort.Named,
            overview,
            await list.CountAsync(asked, stop),
            await LearnedAsync(asked, stop)
        );
    }

    /// <summary>The board as it stood on other clocks; a refusal when what is to be left out is nowhere.</summary>
    public async Task<(BoardModel? Model, Refusal? Refusal)> ReadAsync(
        ListQuery asked,
        ClocksQuery on,
        CancellationToken stop
    )
    {
        var (found, clocks, known, refusal) = await list.FoldAsync(asked, on, stop);
        if (refusal is not null)
            return (null, refusal);

        var (items, next) = ListOrder.Page(asked, found, known);
        List<BoardRow> rows = [];
        foreach (var (_, standing) in items)
            rows.Add(await RowAsync(standing.Summary, clocks, stop));

        var lookedOver = ListOrder.Of(LookedOver(asked), found).Take(MostLookedOver);
        var overview = BoardOverview.Of([.. lookedOver.Select(each => each.Standing.Summary)], clocks.AsOf);
        return (
            new BoardModel(
                rows,
                next,
                asked.Sort.Named,
                overview,
                Facets.Of(found, asked.Actors).Counts,
                [],
                AnsweredClocks.Of(clocks)
            ),
            null
        );
    }

    private async Task<BoardRow> RowAsync(Summary summary, Clocks clocks, CancellationToken stop) =>
        new(summary, Days.Since(summary.Phase?.Since, clocks.AsOf), await TrendAsync(summary, clocks, stop));

    // Events recorded in one commit (an import, the casebook) are sorted by the date of the event, the latest first.
    private async Task<IReadOnlyList<Summary>> LearnedAsync(ListQuery asked, CancellationToken stop)
    {
        var latest = await list.SummariesAsync(First(asked, MostTogether, "-recordedAt"), stop);
        return
        [
            .. latest
                .Select(each => each.Summary)
                .OrderByDescending(each => each.RecordedAt.Ticks / TimeSpan.TicksPerMinute)
                .ThenByDescending(each => each.LastHeard?.On)
                .Take(MostLearned),
        ];
    }

    private static ListQuery LookedOver(ListQuery list) => First(list, MostLookedOver, "-lastEvent");

    private static ListQuery First(ListQuery list, int most, string order) =>
        list with
        {
            After = null,
            Pin = null,
            Limit = most,
            Sort = ListSort.TryRead(order, out var sort) ? sort : list.Sort,
        };

    private async Task<ClashTrend?> TrendAsync(Summary summary, Clocks clocks, CancellationToken stop)
    {
        if (summary.Security == Views.Security.NotReported)
            return null;

        var counted = TollCount.Of(await negotiations.ReadAsync(summary.Id, stop), clocks, TollsBy.Month);
        return ClashTrend.Of(counted, clocks.AsOf);
    }
}
