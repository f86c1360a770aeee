using System.Text.RegularExpressions;

namespace Negotiations.Import.Reading;

/// <summary>The row of hashtags of the Humanitarian Exchange Language (HXL 1.1), such as
/// <c>#date+occurred</c>.</summary>
internal static partial class HxlTags
{
    /// <summary>Every cell that holds anything holds a tag, and one does.</summary>
    public static bool Are(Row row, int columns)
    {
        var any = false;
        for (var column = 0; column < columns; column++)
        {
            if (row[column] is not { } text)
                continue;

            if (text[0] != '#' || !Tag.IsMatch(text))
                return false;

            any = true;
        }

        return any;
    }

    [GeneratedRegex(@"^#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Tag { get; }
}
