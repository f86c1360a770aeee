using System.Text.RegularExpressions;

namespace Negotiations.Store.Queries;

/// <summary>Refusals say what to ask of the API. Another way of asking has another remedy.</summary>
public static partial class Remedies
{
    private static readonly (string Api, string Page, string Tool)[] Ways =
    [
        (
            "Register it first with POST /api/actors.",
            "Register it first on the page /actors.",
            "A monitor registers it."
        ),
        (
            "A new actor is registered first with POST /api/actors.",
            "A new actor is registered first on the page /actors.",
            "A monitor registers a new actor."
        ),
        ("Open it first with POST /api/negotiations.", "Open it first on the page /open.", "A monitor opens it."),
        (
            "GET /api/negotiations lists those that have.",
            "The list / shows those that have.",
            "find_negotiations finds those that have."
        ),
        (
            "GET /api/negotiations lists those there are, and finds them by words (q).",
            "The list / shows those there are, and finds them by words.",
            "find_negotiations finds those there are, by words (q)."
        ),
        (
            "GET /api/parties lists the codes that are named.",
            "The page /parties lists those that are named.",
            "parties names those there are."
        ),
        ("GET /api/negotiations lists them.", "The list / shows them.", "find_negotiations finds them."),
    ];

    /// <summary>The sentence with pages in place of what is asked of the API.</summary>
    public static string OnPages(string detail) => Instead(detail, way => way.Page);

    /// <summary>The sentence with the tools of assistants, which can ask and not record.</summary>
    /// <remarks>A route is none of theirs: a sentence that names one is left out.</remarks>
    public static string ForAssistants(string detail) => Route().Replace(Instead(detail, way => way.Tool), "").Trim();

    [GeneratedRegex(@"(?<=^|[.?!] )[^.?!]*\b(GET|POST|PUT|DELETE) /[^ ]*[^.?!]*[.?!]?( |$)")]
    private static partial Regex Route();

    private static string Instead(string detail, Func<(string Api, string Page, string Tool), string> of)
    {
        foreach (var way in Ways)
            detail = detail.Replace(way.Api, of(way), StringComparison.Ordinal);

        return detail;
    }
}
