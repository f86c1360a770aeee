using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Days that do not fit each other: of a happening, of who reported it, and of its recording.</summary>
internal static class DayAnomalies
{
    public static void Find(List<PlacedEvent> counted, Moment moment, FoldTrace trace)
    {
        foreach (var each in counted)
        {
            var occurred = each.Event.Occurred;
            if (each.Reported is { } reported && reported < occurred.Begins(moment.Offset))
                trace.Anomaly(
                    "published-before-it-happened",
                    [each.Event.Id],
                    ("type", EventJson.NameOf(each.Event.Fact)),
                    ("on", occurred),
                    ("published", Edtf.Day(reported.DayAt(moment.Offset)))
                );

            if (each.Event.HasDoubtfulDays)
                FindInSources(each.Event, trace);
        }
    }

    private static void FindInSources(EffectiveEvent each, FoldTrace trace)
    {
        var (ahead, isImprobable) = SourceDays.Of(each);
        if (ahead is not null)
            trace.Anomaly("published-in-the-future", [each.Id], ("published", ahead));

        if (isImprobable)
            trace.Anomaly("improbable-year", [each.Id], ("on", each.Occurred));
    }
}
