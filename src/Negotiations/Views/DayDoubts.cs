using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Days that do not fit each other: of a happening, of who told of it, and of its recording.</summary>
internal static class DayDoubts
{
    // What lies so far before all who tell of it was perhaps dated in another calendar: 1390 for 2011.
    private const int Improbable = 300;

    public static void Find(List<PlacedEvent> counted, Moment moment, Findings findings)
    {
        foreach (var each in counted)
        {
            var occurred = each.Event.Occurred;
            if (each.Reported is { } reported && reported < occurred.Begins(moment.Offset))
                findings.Anomaly(
                    "published-before-it-happened",
                    [each.Event.Id],
                    ("type", EventJson.NameOf(each.Event.Fact)),
                    ("on", occurred),
                    ("published", Edtf.Day(reported.DayAt(moment.Offset)))
                );

            FindInSources(each.Event, findings);
        }
    }

    private static void FindInSources(EffectiveEvent each, Findings findings)
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

        if (ahead is not null)
            findings.Anomaly("published-in-the-future", [each.Id], ("published", ahead));

        if (each.Occurred.Latest is { } latest && latest.Year + Improbable < first?.Year)
            findings.Anomaly("improbable-year", [each.Id], ("on", each.Occurred));
    }
}
