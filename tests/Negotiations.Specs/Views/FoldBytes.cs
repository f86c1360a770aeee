using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>What the fold says, as text that can be compared to the last byte.</summary>
internal static class FoldBytes
{
    public static string Of(Negotiation negotiation, Clocks clocks) => Print(StatusFold.Of(negotiation, clocks));

    /// <summary>
    /// Without the version and the instant of the last event, where a law compares records of different length.
    /// </summary>
    public static string Undated(Negotiation negotiation, Clocks clocks) =>
        Print(
            StatusFold.Of(negotiation, clocks) is { } standing
                ? standing with
                {
                    Status = standing.Status with { Version = 0, RecordedAt = default },
                    Summary = standing.Summary with { Version = 0, RecordedAt = default },
                }
                : null
        );

    /// <summary>Without the day on which it will change.</summary>
    public static string OnADay(Negotiation negotiation, DateOnly day) =>
        Print(StatusFold.Of(negotiation, Clocks.On(day)) is { } standing ? standing with { NextTurn = null } : null);

    private static string Print(FoldResult? standing) => JsonSerializer.Serialize(standing, EventJson.Options);
}
