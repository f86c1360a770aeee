using Microsoft.AspNetCore.Mvc;
using Negotiations.Record;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Http;

/// <summary>The one place where a refusal becomes an answer: RFC 9457 problem details.</summary>
public static class Problem
{
    /// <summary>Problem types live under this path, each with a page of its own in the documentation.</summary>
    public const string TypePath = "/problems/";

    public static IResult ToResult(this Refusal refusal) => TypedResults.Problem(Of(refusal));

    public static ProblemDetails Of(Refusal refusal) =>
        Details(Refusals.StatusOf(refusal.Kind), refusal.Type, refusal.Detail, refusal.At);

    /// <param name="status">HTTP status.</param>
    /// <param name="type">Stable name of the problem.</param>
    /// <param name="detail">One sentence with the value and the remedy.</param>
    /// <param name="at">JSON Pointer into the body, or the name of a query parameter.</param>
    public static IResult Of(int status, string type, string detail, string? at = null)
    {
        var problem = Details(status, type, detail, at);
        return TypedResults.Problem(problem);
    }

    public static ProblemDetails Details(int status, string type, string detail, string? at = null)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Type = TypePath + type,
            Title = TitleOf(type),
            Detail = detail,
        };
        if (at is not null)
            problem.Extensions["at"] = at;

        return problem;
    }

    public static IResult NotFound(string id) => Refusals.NotFound(id).ToResult();

    /// <summary>A query parameter that cannot be used.</summary>
    public static IResult BadParameter(string name, string detail, string type = "bad-parameter") =>
        Refusals.BadParameter(name, detail, type).ToResult();

    // "source-missing" reads "Source missing", "not-json" "Not JSON".
    internal static string TitleOf(string type)
    {
        var words = string.Join(
            ' ',
            type.Split('-').Select(word => word is "json" or "edtf" or "url" ? word.ToUpperInvariant() : word)
        );
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <summary>What is wrong with a question, as an answer.</summary>
internal static class RefusedQueries
{
    extension(Query query)
    {
        /// <summary>The first mistake; null while there is none.</summary>
        public IResult? Problem => query.Refusal?.ToResult();
    }
}
