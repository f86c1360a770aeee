using Negotiations.Dashboard.Desks;
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
        DatabaseClock clock
    ) => AnswerAsync<NegotiationPage>(id, context, reader, clock);

    public static Task<IResult> BriefAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    ) => AnswerAsync<BriefPage>(id, context, reader, clock);

    private static async Task<IResult> AnswerAsync<TPage>(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock
    )
        where TPage : DeskPage<NegotiationModel>
    {
        var query = new Query(context.Request.Query);
        var desk = Desk.Of(context);
        if (TimeMachine.Canonical(query, desk) is { } address)
            return TypedResults.Redirect(address);

        var asked = ClocksQuery.Read(query, clock);
        var (page, sought) = (query.Number("page") ?? 1, query.Text(EventAddresses.EventName));
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

        return StatusFold.Of(negotiation, clocks!) is { } standing
            ? DeskAnswer.Page<TPage>(
                desk.CallingActorsBy(ClocksQuery.ActorsOf(clocks!, negotiation)),
                NegotiationModel.Of(
                    negotiation,
                    standing,
                    asked,
                    clocks!,
                    (int)Math.Clamp(page, 1, int.MaxValue),
                    isEvent ? eventId : null,
                    clock.Today
                )
            )
            : Refusals.NotKnown(negotiation, clocks!).ToResult();
    }
}
