using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>Clashes and losses counted over many negotiations.</summary>
internal static class TollEndpoint
{
    public static async Task<IResult> TollsAsync(HttpContext context, Tolls tolls)
    {
        var (answer, refusal) = await tolls.CountAsync(new Query(context.Request.Query), context.RequestAborted);
        return refusal?.ToResult() ?? JsonAnswer.Of(context, answer!);
    }
}
