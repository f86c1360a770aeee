using Negotiations.Store.Keys;
using Negotiations.Views;

namespace Negotiations.Server.Http;

/// <summary>The catalogue of anomalies, as that of problems is served: every code with what it means.</summary>
internal static class AnomalyPages
{
    public static void MapAnomalies(this IEndpointRouteBuilder routes)
    {
        // Pages for people, as /docs is: no part of the contract.
        var group = routes.MapGroup("/anomalies").RequireAuthorization(Roles.CanRead).ExcludeFromDescription();
        group.MapGet("/", (HttpContext context) =>
            JsonAnswer.Of(
                context,
                new SortedDictionary<string, string>(
                    AnomalyCatalogue.Kinds.ToDictionary(each => each.Key, each => each.Value.Meaning),
                    StringComparer.Ordinal
                )
            )
        );
        group.MapGet("/{code}", (string code) =>
            AnomalyCatalogue.Kinds.TryGetValue(code, out var kind)
                ? TypedResults.Text(kind.Meaning + "\n", "text/plain; charset=utf-8")
                : Problem.Of(
                    StatusCodes.Status404NotFound,
                    "route-not-found",
                    $"There is no anomaly '{Record.Slug.Clip(code)}'. /anomalies lists those there are."
                )
        );
    }
}
