using System.Text;

namespace Negotiations.Specs.Architecture;

/// <summary>C# with comments and literals blanked, so that braces and words in them count for nothing. Every line
/// break stays where it was.</summary>
internal static class CodeText
{
    public static string Of(string source)
    {
        StringBuilder text = new(source);
        var at = 0;
        while (at < source.Length)
        {
            var end = EndOfHidden(source, at);
            for (var i = at; i < end; i++)
                if (source[i] is not ('\n' or '\r'))
                    text[i] = ' ';

            at = Math.Max(end, at + 1);
        }

        return text.ToString();
    }

    /// <summary>Where the comment or literal that begins here ends; the same place: none begins here.</summary>
    private static int EndOfHidden(string source, int at) =>
        source[at] switch
        {
            '/' when Follows(source, at, "//") => EndOfLine(source, at),
            '/' when Follows(source, at, "/*") => After(source, at + 2, "*/"),
            '#' when IsFirstOfLine(source, at) => EndOfLine(source, at),
            '\'' => EndOfQuoted(source, at + 1, '\''),
            '"' or '@' or '$' => EndOfText(source, at),
            _ => at,
        };

    // One of: "...", @"...", $"...", $@"...", """...""", $$"""...""".
    private static int EndOfText(string source, int at)
    {
        var quote = at;
        while (quote < source.Length && source[quote] is '@' or '$')
            quote++;

        if (quote >= source.Length || source[quote] != '"')
            return at;

        var quotes = 0;
        while (quote + quotes < source.Length && source[quote + quotes] == '"')
            quotes++;

        var marks = source[at..quote];
        if (quotes >= 3)
            return After(source, quote + quotes, new string('"', quotes));

        return marks.Contains('$') ? EndOfInterpolated(source, quote + 1, marks.Contains('@'))
            : marks.Contains('@') ? EndOfVerbatim(source, quote + 1)
            : EndOfQuoted(source, quote + 1, '"');
    }

    private static int EndOfQuoted(string source, int at, char quote)
    {
        while (at < source.Length && source[at] != quote)
            at += source[at] == '\\' ? 2 : 1;

        return Math.Min(at + 1, source.Length);
    }

    private static int EndOfVerbatim(string source, int at)
    {
        while (at < source.Length && (source[at] != '"' || Follows(source, at, "\"\"")))
            at += source[at] == '"' ? 2 : 1;

        return Math.Min(at + 1, source.Length);
    }

    private static int EndOfInterpolated(string source, int at, bool isVerbatim)
    {
        var depth = 0;
        while (at < source.Length)
        {
            if (depth > 0 && EndOfHidden(source, at) is var end && end > at)
            {
                at = end;
                continue;
            }

            if (depth == 0 && (Follows(source, at, "{{") || Follows(source, at, "}}")))
                at += 2;
            else if (depth == 0 && (isVerbatim ? Follows(source, at, "\"\"") : source[at] == '\\'))
                at += 2;
            else if (depth == 0 && source[at] == '"')
                return at + 1;
            else
                depth += source[at++] switch
                {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
        }

        return source.Length;
    }

    private static int EndOfLine(string source, int at) =>
        source.IndexOf('\n', at) is >= 0 and var end ? end : source.Length;

    private static int After(string source, int at, string mark) =>
        source.IndexOf(mark, at, StringComparison.Ordinal) is >= 0 and var end ? end + mark.Length : source.Length;

    private static bool Follows(string source, int at, string mark) =>
        string.CompareOrdinal(source, at, mark, 0, mark.Length) == 0;

    private static bool IsFirstOfLine(string source, int at) =>
        source.LastIndexOf('\n', at) is var line && source[(line + 1)..at].Trim().Length == 0;
}
