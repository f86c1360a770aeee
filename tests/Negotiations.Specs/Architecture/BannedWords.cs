using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>Words that this code once used in a sense of its own. The terms to use instead are in
/// docs/contributing.md.</summary>
internal static partial class BannedWords
{
    private static readonly string[] Words =
    [
        "anew",
        "blanking",
        "chronicle",
        "courier",
        "door",
        "doors",
        "doubts",
        "forwarder",
        "house",
        "kept",
        "memorable",
        "nobody",
        "sayings",
        "somebody",
        "surroundings",
        "tell",
        "telling",
        "tells",
        "told",
        "turner",
        "whoever",
    ];

    // Names that others use: an option of the command line, a member of its report, and one of the published vectors.
    private static readonly string[] Released = ["--kept", "\"kept\"", "\"keptCheckpoint\""];

    /// <summary>How often each is used, in names as well as in sentences: <c>KeptViews</c> has "kept". The option
    /// <c>--kept</c> is released under this name, and not counted.</summary>
    public static IEnumerable<(string Word, int Count)> In(string text) =>
        Word()
            .Matches(Released.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)))
            .Select(each => each.Value.ToLowerInvariant())
            .Where(Words.Contains)
            .GroupBy(word => word)
            .Select(group => (group.Key, group.Count()));

    // A word, or one of a name: small letters with or without a capital before them.
    [GeneratedRegex("[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
