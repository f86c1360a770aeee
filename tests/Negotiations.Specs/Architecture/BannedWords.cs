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

    /// <summary>How often each is used, in names as well as in sentences: <c>KeptViews</c> has "kept".</summary>
    public static IEnumerable<(string Word, int Count)> In(string text) =>
        Word()
            .Matches(text)
            .Select(each => each.Value.ToLowerInvariant())
            .Where(Words.Contains)
            .GroupBy(word => word)
            .Select(group => (group.Key, group.Count()));

    // A word, or one of a name: small letters with or without a capital before them.
    [GeneratedRegex("[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
