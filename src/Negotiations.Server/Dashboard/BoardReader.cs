using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Status;
using Negotiations.Server.Storage;
using Negotiations.Views;

namespace Negotiations.Server.Dashboard;

/// <summary>Reads the board off the kept views; only where there were clashes are events folded, for their trend.</summary>
internal sealed class BoardReader(Database database, NegotiationReader negotiations)
{
    // Enough for every desk we know of; of more, the ones that moved last are looked over.
    private const int MostLookedOver = 2000;

    public async Task<BoardModel> ReadAsync(ListQuery list, DateOnly today, CancellationToken stop)
    {
        var page = await SummariesAsync(list, stop);
        var shown = page.Take(list.Limit).ToList();
        List<BoardRow> rows = [];
        foreach (var (summary, _) in shown)
            rows.Add(new BoardRow(summary, Days.Since(summary.Phase.Since, today), await TrendAsync(summary, today, stop)));

        var next = page.Count > list.Limit ? Http.Cursor.Write(list.Sort.Named, shown[^1].Sort, shown[^1].Summary.Id) : null;
        var overview = BoardOverview.Of([.. (await SummariesAsync(LookedOver(list), stop)).Select(each => each.Summary)], today);
        return new BoardModel(rows, next, list.Sort.Named, overview, await CountAsync(list, stop));
    }

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

    private async Task<ClashTrend?> TrendAsync(Summary summary, DateOnly today, CancellationToken stop)
    {
        if (summary.Security == Views.Security.Calm)
            return null;

        var counted = TollCount.Of(await negotiations.ReadAsync(summary.Id, stop), Clocks.On(today), TollsBy.Month);
        return ClashTrend.Of(counted, today);
    }
}
