using System.Globalization;

namespace Negotiations.Values;

/// <summary>How far the clocks of a place are ahead of UTC: +06:00, -03:30, Z.</summary>
public static class UtcOffset
{
    public const string Form = "Z, or hours and minutes from -12:00 to +14:00 such as +06:00";

    /// <summary>Nowhere on Earth does a day begin earlier than at this offset.</summary>
    public static readonly TimeSpan First = TimeSpan.FromHours(14);

    /// <summary>Nowhere on Earth does a day begin later than at this offset.</summary>
    public static readonly TimeSpan Last = TimeSpan.FromHours(-12);

    /// <summary>Null when it is none.</summary>
    public static TimeSpan? TryRead(ReadOnlySpan<char> text)
    {
        if (text is "Z")
            return TimeSpan.Zero;

        if (
            text.Length != 6
            || text[0] is not ('+' or '-')
            || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59
        )
            return null;

        var offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return offset >= Last && offset <= First ? offset : null;
    }
}
