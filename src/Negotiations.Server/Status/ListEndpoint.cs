using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Status;

/// <summary>Lists: the kept views for now, and a fold over every negotiation for other clocks.</summary>
internal static class ListEndpoint
{
    public static async Task<IResult> ListAsync(HttpContext context, NegotiationList negotiations, DatabaseClock clock)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var list = ListQuery.Read(query);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        if (asked.IsNow)
        {
            var (json, nextNow) = await negotiations.PageNowAsync(list, context.RequestAborted);
            Links.AddNext(context, nextNow);
            return JsonAnswer.Tagged(context, json);
        }

        var (page, refusal) = await negotiations.PageOnClocksAsync(list, asked, context.RequestAborted);
        if (refusal is not null)
            return refusal.ToResult();

        Links.AddNext(context, page!.Next);
        return JsonAnswer.Of(context, page);
    }
}
