using System.Security.Cryptography;
using System.Text;
using Negotiations.Import.Reading;

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

    /// <summary>A clashId or instrumentId.</summary>
    public static string InstanceId(string text)
    {
        var id = new string([
            .. text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' ? letter : '-'),
        ]).TrimStart('-', '.', '_');
        return id.Length <= Record.Slug.MaxLength ? id : id[..Record.Slug.MaxLength];
    }

    /// <summary>A clashId or instrumentId that two texts never share: what had to be changed for it is distinguished by
    /// a hash of the text.</summary>
    public static string DistinctId(string text)
    {
        if (Record.Slug.IsSlug(text))
            return text;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        var id = InstanceId(text);
        return id.Length == 0
            ? hash
            : $"{(id.Length > Record.Slug.MaxLength - 9 ? id[..(Record.Slug.MaxLength - 9)] : id)}-{hash}";
    }

    /// <summary>The text, or null where the dataset writes that it has none.</summary>
    public static string? Given(string? text) => CellText.IsAbsent(text) ? null : text;
}
