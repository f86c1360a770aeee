using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Dashboard.Routes;

/// <summary>What changed between two states of knowledge, side by side.</summary>
internal static class ChangesRoute
{
    public static async Task<IResult> ShowAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    )
    {
        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Refusals.NotFound(id).ToResult();

        var (before, after, problem) = ChangesQuery.Read(new Query(context.Request.Query), negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        var changes = Changes.Between(negotiation, before!, after!);
        var title = StatusFold.Of(negotiation, after!)?.Status.Title ?? negotiation.Id;
        return PageAnswer.Page<ChangesPage>(
            PageContext.Of(context).CallingActorsBy(ClocksQuery.ActorsOf(after!, negotiation)),
            new ChangesModel(
                title,
                changes,
                StatusFold.Of(negotiation, before!)?.Status,
                StatusFold.Of(negotiation, after!)?.Status
            )
        );
    }
}
