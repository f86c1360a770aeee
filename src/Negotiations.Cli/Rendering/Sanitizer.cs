using System.Globalization;
using System.Text;

namespace Negotiations.Cli.Rendering;

/// <summary>Makes texts of sources safe for a terminal: removes escape sequences and characters that change the
/// direction of text.</summary>
internal static class Sanitizer
{
    public static string Of(string text)
    {
        if (!text.Any(IsCommand))
            return text;

        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            plain.Append(
                letter is '\r' or '\n' or '\t' ? ' '
                : IsCommand(letter) ? '\uFFFD'
                : letter
            );

        return plain.ToString();
    }

    // Joiners of Persian and Hindi are format characters too and stay; overrides and isolates of direction do not.
    private static bool IsCommand(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.Control
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
