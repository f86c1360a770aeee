using System.Text.Json;
using Negotiations.Dashboard.Context;
using Negotiations.Dashboard.Models;
using Negotiations.Store.Actors;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Routes;

/// <summary>What the palette asks while one types.</summary>
internal static class FindRoute
{
    public static async Task<IResult> AnswerAsync(HttpContext context, Finder finder, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var list = ListQuery.Read(query, null, actors.Current);
        if (query.Problem is { } problem)
            return problem;

        // What is found is of this moment, and a name that was erased may not live on.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            await finder.FindAsync(list, PageContext.Of(context).Words, context.RequestAborted),
            JsonSerializerOptions.Web
        );
    }
}
