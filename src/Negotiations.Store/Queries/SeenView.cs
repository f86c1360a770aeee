using Negotiations.Store.Seeing;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Views that are stored as the fold made them, with when they were last recorded as who reads may see
/// it.</summary>
public static class SeenView
{
    // Within "2026-11-24T23:19:04.123456Z", where the seconds begin.
    private const int SecondsAt = 17;

    // Quotes inside a text are escaped, so these bytes are never part of one.
    private static ReadOnlySpan<byte> Member => "\"recordedAt\":\""u8;

    private static ReadOnlySpan<byte> OfMinute => "00.000000"u8;

    /// <summary>The same JSON.</summary>
    /// <param name="view">A status or its summary, compact.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> view)
    {
        if (!Sight.IsClosed || view.Span.IndexOf(Member) < 0)
            return view;

        var seen = view.ToArray();
        for (var rest = seen.AsSpan(); rest.IndexOf(Member) is >= 0 and var at; )
        {
            rest = rest[(at + Member.Length)..];
            OfMinute.CopyTo(rest[SecondsAt..]);
        }

        return seen;
    }

    /// <summary>The same summary.</summary>
    public static Summary Of(Summary summary) => summary with { RecordedAt = Sight.At(summary.RecordedAt) };
}
