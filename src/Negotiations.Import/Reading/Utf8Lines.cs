using System.Text;
using System.Text.Unicode;

namespace Negotiations.Import.Reading;

/// <summary>
/// Looks for lines in UTF-8 in a file that is said to be in another encoding, or is not UTF-8 as a whole. Letters of
/// one
/// byte each give several valid letters of UTF-8 in a row in no language; so such a line was written in UTF-8, and
/// would
/// be read as wrong letters that look like right ones.
/// </summary>
internal static class Utf8Lines
{
    private const int LeastLetters = 3;
    private const int LongestLine = 1024 * 1024;
    private const int LongestSample = 60;

    /// <summary>Why a file cannot be in an encoding of one byte a letter; null: it can.</summary>
    /// <param name="file">Put back to its beginning.</param>
    /// <param name="named">The encoding.</param>
    public static string? WhyNot(Stream file, string named)
    {
        var (line, sample, isAll) = Find(file);
        return line == 0 ? null
            : isAll
                ? $"The mapping names the encoding {named}, and the file is UTF-8: line {line} reads "
                    + $"'{sample}'. Leave the encoding out."
            : Mixed(line, sample);
    }

    /// <summary>Why a file that is not UTF-8 as a whole is in no encoding at all; null: it may be in one.</summary>
    /// <param name="file">Put back to its beginning.</param>
    public static string? WhyMixed(Stream file)
    {
        var (line, sample, isAll) = Find(file);
        return line == 0 || isAll ? null : Mixed(line, sample);
    }

    private static string Mixed(long line, string sample) =>
        $"Some lines of the file are UTF-8 (line {line}: '{sample}') and others are not: it was put together of "
        + "files in two encodings. Save them in one first.";

    // The first line that can be nothing else, or that has letters where all lines are UTF-8. 0: there is none.
    private static (long Line, string Sample, bool IsAll) Find(Stream file)
    {
        var (first, sure, number, isAll) = (0L, 0L, 0L, true);
        var (sample, sureSample) = ("", "");
        foreach (var line in Lines(file))
        {
            number++;
            if (Ascii.IsValid(line.Span))
                continue;

            if (!Utf8.IsValid(line.Span))
            {
                isAll = false;
                continue;
            }

            if (first == 0)
                (first, sample) = (number, Shown(line.Span));

            if (sure == 0 && Letters(line.Span) >= LeastLetters)
                (sure, sureSample) = (number, Shown(line.Span));
        }

        file.Position = 0;
        return sure > 0 ? (sure, sureSample, isAll)
            : isAll ? (first, sample, true)
            : (0, "", false);
    }

    private static int Letters(ReadOnlySpan<byte> line)
    {
        var letters = 0;
        foreach (var each in line)
            letters += each >= 0xC0 ? 1 : 0;

        return letters;
    }

    private static string Shown(ReadOnlySpan<byte> line) =>
        Encoding.UTF8.GetString(line).Trim() is { Length: > LongestSample } text
            ? text[..LongestSample]
            : Encoding.UTF8.GetString(line).Trim();

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream file)
    {
        var buffer = new byte[LongestLine];
        var have = 0;
        file.Position = 0;
        while (true)
        {
            var read = file.Read(buffer, have, buffer.Length - have);
            have += read;
            var from = 0;
            for (int at; (at = buffer.AsSpan(from, have - from).IndexOf((byte)'\n')) >= 0; from += at + 1)
                yield return buffer.AsMemory(from, at);

            // The end of the file, or a line longer than any of a table: it is looked at in pieces.
            if (read == 0 || (from == 0 && have == buffer.Length))
            {
                yield return buffer.AsMemory(from, have - from);
                (from, have) = (0, 0);
                if (read == 0)
                    yield break;
            }

            buffer.AsSpan(from, have - from).CopyTo(buffer);
            have -= from;
        }
    }
}
