using System.Text;

namespace Negotiations.Import.Reading;

/// <summary>The text of a cell without invisible characters, which some programs leave in the files they
/// save.</summary>
internal static class CellText
{
    /// <summary>Behind a fraction that a workbook or JSON holds as a number, on its way through delimited
    /// text.</summary>
    public const char NumberMark = '\u2063';

    // One list for texts, dates and numbers; docs/imports.md shows it. The negative numbers are those of COW and UCDP.
    private static readonly HashSet<string> AbsentMarks = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA",
        "N/A",
        "#N/A",
        "NULL",
        "NaN",
        "-",
        "--",
        ".",
        "?",
        "-9",
        "-99",
        "-999",
        "-9999",
    };

    // What spreadsheets show, and save, in place of a value that could not be computed. #N/A says that there is none.
    private static readonly HashSet<string> Errors = new(StringComparer.OrdinalIgnoreCase)
    {
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#GETTING_DATA",
    };

    /// <summary>A spreadsheet could not compute the cell: nothing is known of what it was to hold.</summary>
    public static bool IsError(string text) => text.StartsWith('#') && Errors.Contains(text);

    /// <summary>The marks, for messages and docs.</summary>
    public static IReadOnlyCollection<string> Marks => AbsentMarks;

    /// <summary>The dataset has nothing here and writes so. Null counts as absent.</summary>
    public static bool IsAbsent(string? text) => text is null || AbsentMarks.Contains(text);

    /// <summary>Without blanks and invisible characters around it; those within stay, since some scripts need
    /// them.</summary>
    public static string Trim(string text)
    {
        var (first, end) = (0, text.Length);
        while (first < end && IsNothing(text[first]))
            first++;

        while (end > first && IsNothing(text[end - 1]))
            end--;

        return first == 0 && end == text.Length ? text : text[first..end];
    }

    /// <summary>As <see cref="Trim"/>, for dates and numbers: every blank is a space, one at a time, and nothing is
    /// invisible.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
                plain.Append(plain.Length == 0 || plain[^1] == ' ' ? "" : " ");
            else if (!IsInvisible(letter))
                plain.Append(letter);
        }

        return plain.ToString().TrimEnd(' ');
    }

    /// <summary>As <see cref="Plain"/>, with the digits and hyphens of every script as those of ASCII: a digit is a
    /// digit, whichever keyboard wrote it.</summary>
    public static string Simple(string text)
    {
        var plain = Plain(text);
        if (System.Text.Ascii.IsValid(plain))
            return plain;

        var simple = new StringBuilder(plain.Length);
        foreach (var letter in plain)
            if (char.IsDigit(letter) && !char.IsAsciiDigit(letter))
                simple.Append((int)char.GetNumericValue(letter));
            else
                simple.Append(letter is '\u2010' or '\u2011' or '\u2212' ? '-' : letter);

        return simple.ToString();
    }

    /// <summary>A number as a cell of a workbook or JSON has it; what is not whole is marked as one.</summary>
    public static string OfNumber(string digits) =>
        digits.AsSpan().ContainsAny('.', 'e', 'E') ? digits + NumberMark : digits;

    private static bool IsNothing(char letter) => char.IsWhiteSpace(letter) || IsInvisible(letter);

    // Zero width space, joiners, directional marks, word joiner, the mark of numbers, byte order mark, soft hyphen.
    private static bool IsInvisible(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or '\u2060' or NumberMark or '\uFEFF' or '\u00AD';
}
