using System.Text.RegularExpressions;

namespace Negotiations.Server.Http;

/// <summary>
/// Texts of the contract come from comments in the code. Who reads them has JSON before them: members are called as
/// they are there, and what a comment calls null is absent.
/// </summary>
internal static partial class PlainWords
{
    public static string? Of(string? text) =>
        text is null ? null : Absent(Member().Replace(LineBreak().Replace(text, " "), Named));

    // A merge patch and a list of possible values are where null is a value.
    private static string Absent(string text) =>
        text.Contains("null removes", StringComparison.Ordinal)
        || text.Contains("null among them", StringComparison.Ordinal)
            ? text
            : Capital().Replace(Small().Replace(text, "absent"), "Absent");

    // "Edtf? Event.Occurred" is the member occurred.
    private static string Named(Match match)
    {
        var name = match.Groups["member"].Value;
        return $"'{char.ToLowerInvariant(name[0])}{name[1..]}'";
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();

    [GeneratedRegex(
        @"\b(?:string|int|long|decimal|bool|double|Guid|DateOnly|DateTimeOffset|I?[A-Z]\w+)(?:&lt;\w+&gt;|<\w+>)?\??\s"
            + @"[A-Z]\w+\.(?<member>[A-Z]\w+)\b"
    )]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<!never )\bnull\b")]
    private static partial Regex Small();

    [GeneratedRegex(@"\bNull\b")]
    private static partial Regex Capital();
}
