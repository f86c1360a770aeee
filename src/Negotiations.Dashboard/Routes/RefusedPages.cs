using Negotiations.Record;
using Negotiations.Store.Queries;

namespace Negotiations.Dashboard.Routes;

/// <summary>Refusals as answers, of which the filter of the pages makes a page.</summary>
internal static class RefusedPages
{
    public static IResult ToResult(this Refusal refusal) =>
        TypedResults.Problem(refusal.Detail, statusCode: Refusals.StatusOf(refusal.Kind));

    extension(Query query)
    {
        /// <summary>The first mistake; null while there is none.</summary>
        public IResult? Problem => query.Refusal?.ToResult();
    }
}
