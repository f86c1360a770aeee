using System.Text.RegularExpressions;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Formats;

/// <summary>Texts with names of columns in braces.</summary>
internal static partial class Template
{
    public static IEnumerable<string> Columns(string template) =>
        Braces.Matches(template).Select(match => match.Groups[1].Value);

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

    /// <summary>
    /// Year, month and day out of columns of their own: what is absent at the end goes, with the mark before it, and a
    /// gap before something that is
    /// given stays, so that it is not read as a date.
    /// </summary>
    /// <param name="valueOf">The value of a column; null: absent.</param>
    public static string? FillDate(string template, Func<string, string?> valueOf)
    {
        var filled = Braces.Replace(template, match => valueOf(match.Groups[1].Value) ?? "");
        return filled.TrimEnd('-', '/', '.', ' ') is { Length: > 0 } date ? date : null;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Braces { get; }
}
