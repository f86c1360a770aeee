using Negotiations.Server.Dashboard.Pages;
using Negotiations.Server.Http;
using Negotiations.Server.Status;

namespace Negotiations.Server.Dashboard;

/// <summary>The board: every negotiation at a glance, what moved, what stands still and what is coming.</summary>
internal static class BoardRoute
{
    public static async Task<IResult> ShowAsync(HttpContext context, BoardReader reader)
    {
        var query = new Query(context.Request.Query);
        var list = ListQuery.Read(query);
        if (query.Problem is { } problem)
            return problem;

        // Without a wish of its own a board begins with what happened last.
        if (query.Text("sort") is null && list.Text is null)
            list = list with { Sort = ListSort.TryRead("-lastEvent", out var latest) ? latest : list.Sort };

        var desk = Desk.Of(context);
        return DeskAnswer.Page<BoardPage>(desk, await reader.ReadAsync(list, desk.Today, context.RequestAborted));
    }
}
