using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Negotiations.Server.Tests.Security;

/// <summary>Words and times that must stand in no answer, in any form in which one could be written.</summary>
/// <param name="words">Names and ids.</param>
/// <param name="times">By events, when they were recorded.</param>
internal sealed partial class Secrets(string[] words, (string EventId, string At)[] times)
{
    public IReadOnlyList<(string EventId, string At)> Times => times;

    /// <summary>The same with other times.</summary>
    public Secrets With(string[] others) => new(words, [.. others.Select(each => ("", each))]);

    /// <summary>What of it a text says, also in what is base 64 within it, as cursors are.</summary>
    public IEnumerable<string> In(string text)
    {
        var whole = text + "\n" + string.Join('\n', Encoded.Matches(text).Select(each => Decoded(each.Value)));
        return words
            .Where(each => whole.Contains(each, StringComparison.OrdinalIgnoreCase))
            .Concat(times.SelectMany(each => Forms(each.At)).Where(whole.Contains));
    }

    // The first second of a minute says nothing of where in it, and the last is said of all that goes by its end.
    static IEnumerable<string> Forms(string at)
    {
        var exact = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        if (exact.Second is 0 or 59)
            yield break;

        foreach (var form in new[] { "HH:mm:ss", "yyyyMMdd'T'HHmmss", "HH.mm.ss" })
            yield return exact.UtcDateTime.ToString(form, CultureInfo.InvariantCulture);

        yield return exact.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        yield return exact.UtcTicks.ToString(CultureInfo.InvariantCulture)[..11];

        // As a UUID of version 7 begins.
        var hex = exact.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        yield return $"{hex[..8]}-{hex[8..]}";
    }

    static string Decoded(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain + new string('=', (4 - plain.Length % 4) % 4), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "";
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Encoded { get; }
}
