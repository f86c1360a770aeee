using Microsoft.AspNetCore.Diagnostics;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>The answer about a negotiation whose view cannot be made: which one it is, and that its events are
/// there.</summary>
internal static class ViewUnavailable
{
    private const string Type = "view-unavailable";

    /// <summary>Null where the view of the negotiation that was asked about is not at fault.</summary>
    public static async Task<IResult?> FindAsync(HttpContext context, IExceptionHandlerFeature? failed)
    {
        var values = failed?.RouteValues ?? context.Request.RouteValues;
        if (
            values.GetValueOrDefault("id") is not string id
            || !context.Request.Path.Value!.Contains("/negotiations/", StringComparison.Ordinal)
        )
            return null;

        try
        {
            var services = context.RequestServices;
            var asked = ClocksQuery.Read(
                new Query(context.Request.Query),
                services.GetRequiredService<DatabaseClock>()
            );
            return await services.GetRequiredService<ViewFaults>().IsUnfoldableAsync(id, asked, context.RequestAborted)
                ? Of(id, context.Request.Method)
                : null;
        }
        catch (Exception)
        {
            // What failed first is what is answered.
            return null;
        }
    }

    private static IResult Of(string id, string method)
    {
        var nothing = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? "" : " Nothing was recorded.";
        var problem = Problem.Details(
            StatusCodes.Status500InternalServerError,
            Type,
            $"The view of negotiation '{Slug.Clip(id)}' cannot be made from its events.{nothing} The fault "
                + "lies here and "
                + "not in the request: it is logged, and GET /health/ready names the negotiation. Its "
                + "events are safe and "
                + "can be read, by 'links'; all other negotiations go on."
        );
        problem.Extensions["negotiation"] = id;
        problem.Extensions["links"] = new Dictionary<string, string>
        {
            ["events"] = $"/api/events?negotiation={Uri.EscapeDataString(id)}",
            ["log"] = "/api/ledger/checkpoint",
            ["health"] = "/health/ready",
        };
        return TypedResults.Problem(problem);
    }
}
