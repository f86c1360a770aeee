using System.Collections.Frozen;

namespace Negotiations.Search;

/// <summary>Words that say nothing of what is looked for, in the languages that are searched in.</summary>
internal static class SmallWords
{
    private static readonly FrozenSet<string> All = (
        "a an and are as at be been between by did do does for from has have how in into is it its of on or over that "
        + "the their to was were what when where which who with "
        + "в во и из к ко на о об от до для между по с со у за при "
        + "жана менен үчүн боюнча ва дар аз ба бо барои то va bilan uchun"
    )
        .Split(' ')
        .Select(word => Latin.Fold(word))
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string folded) => All.Contains(folded);

    /// <summary>The words that say something; all, where none does.</summary>
    public static IReadOnlyList<Word> Without(IReadOnlyList<Word> words)
    {
        var left = words.Where(word => !Has(word.Folded)).ToList();
        return left.Count == 0 ? words : left;
    }
}
