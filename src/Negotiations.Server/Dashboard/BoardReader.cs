using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Status;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Dashboard;

/// <summary>Reads the board off the kept views; only where there were clashes are events folded, for their trend. On other clocks than now every negotiation is folded.</summary>
internal sealed class BoardReader(Database database, NegotiationReader negotiations, NegotiationScan scan, DatabaseClock clock)
{
    // Enough for every desk we know of; of more, the ones that moved last are looked over.
    private const int MostLookedOver = 2000;

    public async Task<BoardModel> ReadAsync(ListQuery list, DateOnly today, CancellationToken stop)
    {
        var page = await SummariesAsync(list, stop);
        var shown = page.Take(list.Limit).ToList();
        List<BoardRow> rows = [];
        foreach (var (summary, _) in shown)
            rows.Add(await RowAsync(summary, Clocks.On(today), stop));

        var next = page.Count > list.Limit ? Http.Cursor.Write(list.Sort.Named, shown[^1].Sort, shown[^1].Summary.Id) : null;
        var overview = BoardOverview.Of([.. (await SummariesAsync(LookedOver(list), stop)).Select(each => each.Summary)], today);
        return new BoardModel(rows, next, list.Sort.Named, overview, await CountAsync(list, stop));
    }

    /// <summary>The board as it stood on other clocks; a problem when what is to be left out is nowhere.</summary>
    public async Task<(BoardModel? Model, IResult? Problem)> ReadAsync(ListQuery list, ClocksQuery asked, CancellationToken stop)
    {
        var (clocks, leftOut) = (asked.ForAll(clock), new LeftOut(asked.Without));
        var found = (await scan.FoldAllAsync(clocks, stop, leftOut.See)).Where(list.Takes).ToList();
        if (leftOut.Problem is { } problem)
            return (null, problem);

        var (items, next) = ListEndpoint.Page(list, found);
        List<BoardRow> rows = [];
        foreach (var (_, summary, _) in items)
            rows.Add(await RowAsync(summary, clocks, stop));

        var facets = new Facets();
        found.ForEach(facets.Add);
        var overview = BoardOverview.Of([.. ListEndpoint.Ordered(LookedOver(list), found).Take(MostLookedOver).Select(each => each.Summary)], clocks.AsOf);
        return (new BoardModel(rows, next, list.Sort.Named, overview, facets.Counts, AnsweredClocks.Of(clocks)), null);
    }

    private async Task<BoardRow> RowAsync(Summary summary, Clocks clocks, CancellationToken stop) =>
        new(summary, Days.Since(summary.Phase?.Since, clocks.AsOf), await TrendAsync(summary, clocks, stop));

    private Task<IReadOnlyList<(Summary Summary, string Sort)>> SummariesAsync(ListQuery list, CancellationToken stop) => SummariesAsync(database, list, stop);

    /// <summary>Those that the question finds and perhaps one more, each with what it is sorted by.</summary>
    public static async Task<IReadOnlyList<(Summary Summary, string Sort)>> SummariesAsync(Database database, ListQuery list, CancellationToken stop)
    {
        await using var command = ListSelect.Page(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<(Summary, string)> summaries = [];
        while (await rows.ReadAsync(stop))
            summaries.Add((JsonSerializer.Deserialize<Summary>(rows.GetFieldValue<byte[]>(0), EventJson.Options)!, rows.GetString(2)));

        return summaries;
    }

    private static ListQuery LookedOver(ListQuery list) =>
        list with { After = null, Limit = MostLookedOver, Sort = ListSort.TryRead("-lastEvent", out var latest) ? latest : list.Sort };

    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>> CountAsync(ListQuery list, CancellationToken stop)
    {
        var facets = new Facets();
        await using var command = ListSelect.Counted(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        await facets.ReadAsync(rows, stop);
        return facets.Counts;
    }

    private async Task<ClashTrend?> TrendAsync(Summary summary, Clocks clocks, CancellationToken stop)
    {
        if (summary.Security == Views.Security.NotReported)
            return null;

        var counted = TollCount.Of(await negotiations.ReadAsync(summary.Id, stop), clocks, TollsBy.Month);
        return ClashTrend.Of(counted, clocks.AsOf);
    }
}
