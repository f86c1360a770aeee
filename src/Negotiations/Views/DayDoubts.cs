using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Days that do not fit each other: of a happening, of who told of it, and of its recording.</summary>
internal static class DayDoubts
{
    // What lies so far before all who tell of it was perhaps dated in another calendar: 1390 for 2011.
    private const int Improbable = 300;

    public static void Find(IReadOnlyList<PlacedEvent> counted, Moment moment, Findings findings)
    {
        foreach (var each in counted)
        {
            var occurred = each.Event.Occurred;
            if (each.Reported is { } reported && reported < occurred.Begins(moment.Offset))
                findings.Anomaly(
                    "published-before-it-happened", [each.Event.Id],
                    ("type", EventJson.NameOf(each.Event.Fact)), ("on", occurred), ("published", Edtf.Day(reported.DayAt(moment.Offset))));

            if (Ahead(each.Event) is { } ahead)
                findings.Anomaly("published-in-the-future", [each.Event.Id], ("published", ahead));

            if (IsImprobable(each.Event))
                findings.Anomaly("improbable-year", [each.Event.Id], ("on", occurred));
        }
    }

    private static Edtf? Ahead(EffectiveEvent each)
    {
        var (sources, recordedOn) = (each.Fact.Sources, each.RecordedLastAt.DayAt(UtcOffset.First));
        for (var i = 0; i < sources.Count; i++)
            if (sources[i].Published is { } published && published.Earliest > recordedOn)
                return published;

        return null;
    }

    private static bool IsImprobable(EffectiveEvent each)
    {
        var sources = each.Fact.Sources;
        int? first = null;
        for (var i = 0; i < sources.Count; i++)
            if (sources[i].Published?.Earliest?.Year is { } year && !(first <= year))
                first = year;

        return each.Occurred.Latest?.Year + Improbable < first;
    }
}
