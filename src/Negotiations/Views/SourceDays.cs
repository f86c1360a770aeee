using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How the days of the sources of an event fit its own day and its recording.</summary>
internal static class SourceDays
{
    // What lies so far before all who report it was perhaps dated in another calendar: 1390 for 2011.
    private const int Improbable = 300;

    /// <summary>
    /// The first that lies after the recording, or null; and whether the event lies improbably far before them all.
    /// </summary>
    public static (Edtf? Ahead, bool IsImprobable) Of(EffectiveEvent each)
    {
        var (sources, recordedOn) = (each.Fact.Sources, each.RecordedLastAt.DayAt(UtcOffset.First));
        Edtf? ahead = null;
        DateOnly? first = null;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i].Published is not { Earliest: { } day } published)
                continue;

            first = first < day ? first : day;
            ahead = ahead is null && day > recordedOn ? published : ahead;
        }

        return (ahead, each.Occurred.Latest is { } latest && latest.Year + Improbable < first?.Year);
    }
}
