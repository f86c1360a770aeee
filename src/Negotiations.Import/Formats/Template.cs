using System.Text.RegularExpressions;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Formats;

/// <summary>Texts with names of columns in braces.</summary>
internal static partial class Template
{
    public static IEnumerable<string> Columns(string template) => Braces.Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>Null when one of the columns is empty.</summary>
    public static string? Fill(string template, Row row)
    {
        var isWhole = true;
        var text = Braces.Replace(template, match =>
        {
            var value = row[match.Groups[1].Value];
            isWhole &= value is not null;
            return value ?? "";
        });
        return isWhole ? text : null;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Braces { get; }
}
