using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>Lines that are wider than a screen beside another.</summary>
internal static partial class Columns
{
    public const int Most = 120;

    /// <returns>Path and number of each line that could be shorter.</returns>
    public static IEnumerable<string> Wide(SourceFile file)
    {
        var isProse = file.Path.EndsWith(".md", StringComparison.Ordinal);
        var isFenced = false;
        foreach (var (index, line) in file.Text.Split('\n').Index())
        {
            if (isProse && Fence().IsMatch(line))
                isFenced = !isFenced;

            var isExcused = isProse && (isFenced || Table().IsMatch(line) || Unbroken().IsMatch(line));
            if (line.TrimEnd('\r').Length > Most && !isExcused)
                yield return $"{file.Path}:{index + 1}";
        }
    }

    [GeneratedRegex(@"^\s*(?:```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*\|")]
    private static partial Regex Table();

    // A picture, a definition of a link, or one that has no place to break before column 120.
    [GeneratedRegex(@"^\s*(?:!\[|\[[^\]]+\]:\s|\S{100,})")]
    private static partial Regex Unbroken();
}
