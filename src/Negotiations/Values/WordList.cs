namespace Negotiations.Values;

/// <summary>Words in a row, for a sentence.</summary>
public static class WordList
{
    /// <summary>As in: a, b or c.</summary>
    /// <param name="words">One at least.</param>
    /// <param name="last">Before the last one.</param>
    public static string Of(IEnumerable<string> words, string last = "or") =>
        words.ToList() is { Count: > 1 } several
            ? $"{string.Join(", ", several.SkipLast(1))} {last} {several[^1]}"
            : words.Single();
}
