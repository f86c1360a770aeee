using System.Globalization;
using System.Text;

namespace Negotiations.Store.Queries;

/// <summary>How long ago anything was last heard, in views that are stored as the fold made them: they say when that
/// was, and only the answer knows which day it is.</summary>
public static class HeardAge
{
    private const int DayLength = 10;

    // Quotes inside a text are escaped, so these bytes are never part of one.
    private static ReadOnlySpan<byte> Heard => "\"lastHeard\":{\"on\":\""u8;

    /// <summary>The same JSON with the days since then.</summary>
    /// <param name="view">A status or its summary, compact.</param>
    /// <param name="today">The day of the answer.</param>
    public static ReadOnlyMemory<byte> Of(byte[] view, DateOnly today)
    {
        var start = view.AsSpan().IndexOf(Heard);
        if (start < 0)
            return view;

        start += Heard.Length;
        var end = start + DayLength + 1;
        var on = DateOnly.ParseExact(
            Encoding.ASCII.GetString(view, start, DayLength),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        var days = Math.Max(0, today.DayNumber - on.DayNumber);
        return (byte[])[.. view[..end], .. Encoding.ASCII.GetBytes($",\"days\":{days}"), .. view[end..]];
    }
}
