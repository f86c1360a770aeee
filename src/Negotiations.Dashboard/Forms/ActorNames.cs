using System.Collections.Frozen;
using Negotiations.Dashboard.Languages;

namespace Negotiations.Dashboard.Forms;

/// <summary>Codes of states and bodies by their names in any language of the pages.</summary>
public static class ActorNames
{
    private const string Prefix = "actor.";

    private static readonly FrozenDictionary<string, string> CodesByName = Language.All
        .SelectMany(language => language.Texts.Where(text => text.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(text => (Code: text.Key[Prefix.Length..], Name: text.Value)))
        .DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(each => each.Name, each => each.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every code we have a name for.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. CodesByName.Values.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The code of a name we know; else what was typed, in capitals, for the record to judge.</summary>
    public static string CodeOf(string typed) => CodesByName.TryGetValue(typed, out var code) ? code : typed.ToUpperInvariant();
}
