using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Routes;

/// <summary>
/// The board: every negotiation at a glance, what moved, what stands still and what is coming, on any clocks.
/// </summary>
internal static class BoardRoute
{
    public static async Task<IResult> ShowAsync(
        HttpContext context,
        BoardReader reader,
        NegotiationList negotiations,
        DatabaseClock clock,
        ActorDirectory actors
    )
    {
        var query = PageContext.Question(context);
        var asked = ClocksQuery.Read(query, clock);
        var list = ListQuery.Read(
            query,
            await PageContext.PartyAsync(context, actors, asked.ActorsBy),
            actors.RegistryAt(asked.ActorsBy)
        );
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask the board by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        // Without a wish of its own a board begins with what happened last.
        if (query.Text("sort") is null && list.Text is null)
            list = list with { Sort = ListSort.TryRead("-lastEvent", out var latest) ? latest : list.Sort };

        var page = PageContext.Of(context).CallingActorsBy(asked.ActorsBy);
        if (await negotiations.JudgeAsync(list, asked.IsNow, context.RequestAborted) is { } tooLate)
            return tooLate.ToResult();

        if (asked.IsNow)
            return PageAnswer.Page<BoardPage>(page, await reader.ReadAsync(list, page.Today, context.RequestAborted));

        var (model, missing) = await reader.ReadAsync(list, asked, context.RequestAborted);
        return missing?.ToResult() ?? PageAnswer.Page<BoardPage>(page, model);
    }
}
