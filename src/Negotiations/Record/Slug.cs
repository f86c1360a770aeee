namespace Negotiations.Record;

/// <summary>Names that clients choose.</summary>
public static class Slug
{
    public const int MaxLength = 100;

    public const string NegotiationIdForm =
        "1 to 100 lower-case letters, digits and hyphens, beginning with a letter or digit, as in kg-tj-border";

    public const string Form =
        "1 to 100 letters, digits, hyphens, dots and underscores, beginning with a letter or digit";

    public static bool IsNegotiationId(string text) =>
        text.Length is > 0 and <= MaxLength
        && text[0] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A clashId, meetingId, instrumentId or ceasefireId.</summary>
    public static bool IsSlug(string text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    /// <summary>Short enough to be shown in a message.</summary>
    public static string Clip(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
}
