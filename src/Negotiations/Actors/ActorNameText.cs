using System.Globalization;

namespace Negotiations.Actors;

/// <summary>
/// What a name may be written with. Two names that look alike and are not the same would be two actors to a reader's
/// question and one to the reader's eye (Unicode Technical Standard 39 calls them confusable).
/// </summary>
internal static class ActorNameText
{
    // Some scripts need them between letters (Persian).
    private const char NonJoiner = '\u200C';
    private const char Joiner = '\u200D';

    private enum Script
    {
        Other,
        Latin,
        Greek,
        Cyrillic,
    }

    /// <summary>What is wrong with it, to follow the name in a sentence; null when nothing is.</summary>
    public static string? Fault(string name)
    {
        var invisible = name.Where(IsInvisible).Select(each => (int)each).ToList();
        if (invisible.Count > 0)
            return $"it holds U+{invisible[0]:X4}, which no reader sees";

        var scripts = Words(name).FirstOrDefault(word => word.Count > 1);
        return scripts is null
            ? null
            : $"one of its words mixes {string.Join(" and ", scripts)} letters, which look alike";
    }

    private static bool IsInvisible(char each) =>
        each is not (NonJoiner or Joiner)
        && char.GetUnicodeCategory(each)
            is (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    // The scripts of each word, as far as their letters look like each other's.
    private static IEnumerable<SortedSet<Script>> Words(string name)
    {
        SortedSet<Script> word = [];
        foreach (var each in name)
        {
            if (!char.IsLetter(each))
            {
                yield return word;
                word = [];
            }
            else if (ScriptOf(each) is var script and not Script.Other)
            {
                word.Add(script);
            }
        }

        yield return word;
    }

    private static Script ScriptOf(char letter) =>
        letter switch
        {
            >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' =>
                Script.Latin,
            >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => Script.Greek,
            >= '\u0400' and <= '\u052F' => Script.Cyrillic,
            _ => Script.Other,
        };
}
