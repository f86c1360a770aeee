using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Negotiations.Server.Http;

/// <summary>Entity tags: the version of the negotiation, after a dot the day the view was told anew without a new event, and after another how many of its events were erased.</summary>
public static class VersionTag
{
    /// <summary>Of a view that is told anew at each reading, because a day has begun in some places and not in others.</summary>
    public static string OfTurning(long version, DateOnly anywhere, int erasures) =>
        $"\"{version}.{anywhere:yyyyMMdd}t{(erasures > 0 ? $".e{erasures}" : "")}\"";

    public static string Of(long version, DateOnly? turnedOn = null, int erasures = 0) =>
        $"\"{version}{(turnedOn is { } day ? $".{day:yyyyMMdd}" : "")}{(erasures > 0 ? $".e{erasures}" : "")}\"";

    /// <summary>The tag of the same answer with names in it, by their language and the registry they are
    /// from.</summary>
    public static string Named(string tag, string language, int registry) =>
        $"{tag.TrimEnd('"')}.{language}{registry}\"";

    /// <summary>The version an If-Match names: <c>"5"</c>, <c>W/"5"</c>, <c>5</c>. Null for none and for <c>*</c>; -1 for what is no tag of ours, which matches nothing.</summary>
    public static long? ReadIfMatch(StringValues header)
    {
        var text = header.ToString().Trim();
        if (text.Length == 0 || text == "*")
            return null;

        if (text.StartsWith("W/", StringComparison.Ordinal))
            text = text[2..];

        var digits = text.Trim('"').Split('.')[0];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>True when an If-None-Match lists this tag (weak comparison, RFC 9110 section 13.1.2).</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        if (ifNoneMatch.Count == 0)
            return false;

        return ifNoneMatch.ToString().Split(',').Select(each => each.Trim()).Any(each => each == "*" || each == tag || (each.StartsWith("W/", StringComparison.Ordinal) && each[2..] == tag));
    }
}
