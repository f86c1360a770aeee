using System.Text;

namespace Negotiations.Import.Reading;

/// <summary>Sorts encodings by how much the text looks like words in each. Only for the order of the proposals in a
/// message: no file is decoded by it.</summary>
internal static class LikelyEncoding
{
    // Marks between words, in any of the encodings.
    private const string Marks = "«»„“”‘’–—…№§°\u00A0";

    // Runs of letters with marks are words of no language that writes most of its letters without.
    private const int LongestRun = 2;

    /// <summary>The likeliest first; those that are as likely in the order given.</summary>
    public static IReadOnlyList<string> Order(IEnumerable<string> names, ReadOnlySpan<byte> text)
    {
        List<(string Name, double Score)> scored = [];
        foreach (var name in names)
            scored.Add((name, ScoreOf(Encoding.GetEncoding(name).GetString(text))));

        return [.. scored.OrderByDescending(each => each.Score).Select(each => each.Name)];
    }

    private static double ScoreOf(string text)
    {
        var (score, run) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsAscii(letter))
            {
                run = 0;
                continue;
            }

            if (!char.IsLetter(letter))
            {
                score -= Marks.Contains(letter, StringComparison.Ordinal) ? 0 : 2;
                run = 0;
                continue;
            }

            var before = i > 0 ? text[i - 1] : ' ';
            var isCyrillic = letter is >= '\u0400' and <= '\u04FF';
            score++;

            // A capital within a word, and two scripts in one.
            if (char.IsUpper(letter) && char.IsLower(before))
                score -= 2;

            if (char.IsAsciiLetter(before) && isCyrillic)
                score -= 2;

            run = isCyrillic ? 0 : run + 1;
            if (run > LongestRun)
                score -= 2;
        }

        return score;
    }
}
