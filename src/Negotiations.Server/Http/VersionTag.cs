using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Negotiations.Store.Connections;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Http;

/// <summary>Entity tags: the version of the negotiation, after a dot the day of the answer, and after another how many
/// of its events were erased.</summary>
public static class VersionTag
{
    private const string WeakMark = "W/";

    // Equal on all nodes that run the same files.
    private static readonly string Build = Convert.ToHexStringLower(
        SHA256
            .HashData([
                .. new[] { typeof(VersionTag), typeof(Negotiations.Views.Status), typeof(DatabaseClock) }.SelectMany(
                    type => type.Module.ModuleVersionId.ToByteArray()
                ),
            ])
            .AsSpan(0, 3)
    );

    /// <summary>
    /// Of an answer about now: it says how long ago anything was heard, and what time alone has turned.
    /// </summary>
    /// <param name="version">Of the negotiation.</param>
    /// <param name="now">Two days have begun somewhere and are not over somewhere else, and in two hours of each
    /// three.</param>
    /// <param name="hasTurned">Time alone has changed the view since its last event.</param>
    /// <param name="erasures">Of its events.</param>
    /// <param name="others">What else the answer says that is in none of its events; empty: nothing.</param>
    public static string OfNow(long version, DateTimeOffset now, bool hasTurned, int erasures, string others = "")
    {
        var (first, last) = (DatabaseClock.EarliestDayOf(now), DatabaseClock.LatestDayOf(now));
        var days = last.DayNumber - first.DayNumber > 1 ? "w" : "";
        return Of(version, $".{last:yyyyMMdd}{days}{(hasTurned ? "t" : "")}{others}", erasures);
    }

    public static string Of(long version, DateOnly? day = null, int erasures = 0) =>
        Of(version, day is { } named ? $".{named:yyyyMMdd}" : "", erasures);

    private static string Of(long version, string day, int erasures) =>
        $"\"{version}{day}{(erasures > 0 ? $".e{erasures}" : "")}\"";

    /// <summary>The tag of the same answer with names in it, by their language and the registry they are
    /// from.</summary>
    public static string Named(string tag, string language, int registry) =>
        OfProgram($"{tag.TrimEnd('"')}.{language}{registry}\"");

    /// <summary>The tag of an answer that is named by what it is made of and not by its bytes: another build of the
    /// program may make another answer of the same events.</summary>
    /// <remarks>It names authors and exact times to some, and those who recorded to themselves: another answer
    /// then.</remarks>
    public static string OfProgram(string tag) => $"{tag.TrimEnd('"')}.{Build}{OfSight()}\"";

    private static string OfSight() =>
        !Sight.IsClosed ? "x"
        : Sight.Own is { } own ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(own.Author)))[..8]
        : "";

    /// <summary>
    /// The version an If-Match names: <c>"5"</c>, <c>W/"5"</c>, <c>5</c>. Null for none and for <c>*</c>; -1 for what
    /// is no tag of ours, which matches nothing.
    /// </summary>
    public static long? ReadIfMatch(StringValues header)
    {
        var text = header.ToString().Trim();
        if (text.Length == 0 || text == "*")
            return null;

        var digits = Opaque(text).Trim('"').Split('.')[0];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>The tag of the same content in other bytes.</summary>
    public static string Weak(string tag) => $"{WeakMark}{tag}";

    /// <summary>True when an If-None-Match lists this tag (weak comparison, RFC 9110 section 13.1.2).</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        if (ifNoneMatch.Count == 0)
            return false;

        return ifNoneMatch
            .ToString()
            .Split(',')
            .Select(each => each.Trim())
            .Any(each => each == "*" || Opaque(each) == Opaque(tag));
    }

    private static string Opaque(string tag) =>
        tag.StartsWith(WeakMark, StringComparison.Ordinal) ? tag[WeakMark.Length..] : tag;
}
