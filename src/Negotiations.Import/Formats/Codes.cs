using System.Text;

namespace Negotiations.Import.Formats;

/// <summary>Names and numbers of datasets in the forms the record takes.</summary>
internal static class Codes
{
    /// <summary>A part of a negotiation's id: lower-case letters, digits and hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-') is var whole && whole.Length > 80 ? whole[..80].TrimEnd('-') : whole;
    }

    /// <summary>An actor's code; null when the text gives none.</summary>
    public static string? Actor(string text)
    {
        var code = Slug(text).ToUpperInvariant();
        return code.Length is >= 2 and <= 40 && char.IsAsciiLetterUpper(code[0]) ? code : null;
    }

    /// <summary>A clashId or instrumentId.</summary>
    public static string InstanceId(string text)
    {
        var id = new string([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' ? letter : '-')]).TrimStart('-', '.', '_');
        return id.Length <= Record.Slug.MaxLength ? id : id[..Record.Slug.MaxLength];
    }

    /// <summary>What a dataset writes where it has nothing.</summary>
    public static bool IsAbsent(string? text) => text is null or "NA" or "N/A" or "-99" or "-999" or "-9999" or "." or "NULL";

    /// <summary>The text, or null where the dataset writes that it has none.</summary>
    public static string? Given(string? text) => IsAbsent(text) ? null : text;
}
