using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Models;
using Negotiations.Dashboard.Pages;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Dashboard.Routes;

/// <summary>One negotiation on any clocks: the whole page, and one sheet of it for print.</summary>
internal static class NegotiationRoute
{
    public static Task<IResult> ShowAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        NeighbourReader neighbours,
        NegotiationNames names
    ) => AnswerAsync<NegotiationPage>(id, "", context, reader, clock, neighbours, names);

    public static Task<IResult> BriefAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        NeighbourReader neighbours,
        NegotiationNames names
    ) => AnswerAsync<BriefPage>(id, "/brief", context, reader, clock, neighbours, names);

    private static async Task<IResult> AnswerAsync<TPage>(
        string id,
        string below,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        NeighbourReader neighbours,
        NegotiationNames names
    )
        where TPage : DashboardPage<NegotiationModel>
    {
        var query = new Query(context.Request.Query);
        var page = PageContext.Of(context);
        if (TimeMachine.Canonical(query, page) is { } address)
            return TypedResults.Redirect(address);

        var asked = ClocksQuery.Read(query, clock);
        var (number, sought) = (query.Number("page") ?? 1, query.Text(EventAddresses.EventName));
        var isEvent = Guid.TryParse(sought, out var eventId);
        if (sought is not null && !isEvent)
            query.Refuse(EventAddresses.EventName, $"event={Record.Slug.Clip(sought)} is not an event's id.");

        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Refusals.NotFound(id).ToResult();

        var (clocks, problem) = asked.For(negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        if (StatusFold.Of(negotiation, clocks!) is not { } standing)
            return Refusals.NotKnown(negotiation, clocks!).ToResult();

        // It is counted as the other one. Its own events and its own past stay where they are.
        if (
            asked.IsNow
            && !isEvent
            && standing.Status.MergedInto is not null
            && await neighbours.TargetAsync(id, context.RequestAborted) is { } target
        )
            return Moved(context, $"/negotiations/{target}{below}");

        var others = asked.IsNow
            ? await neighbours.NowAsync(id, context.RequestAborted)
            : await neighbours.OnAsync(negotiation, clocks!, context.RequestAborted);
        var model = NegotiationModel.Of(
            negotiation,
            standing,
            asked,
            clocks!,
            (int)Math.Clamp(number, 1, int.MaxValue),
            isEvent ? eventId : null,
            clock.Today
        );
        var status = others.AddTo(model.Status);
        return PageAnswer.Page<TPage>(
            page.CallingActorsBy(ClocksQuery.ActorsOf(clocks!, negotiation)),
            model with
            {
                Status = status,
                Titles = await names.TitlesAsync(
                    [.. status.Related, .. status.MergedFrom ?? [], .. status.MergeCandidates ?? []],
                    context.RequestAborted
                ),
            }
        );
    }

    // A merge can be taken back: no browser may remember the way for good.
    private static IResult Moved(HttpContext context, string address)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Redirect($"{context.Request.PathBase}{address}", permanent: true, preserveMethod: true);
    }
}
