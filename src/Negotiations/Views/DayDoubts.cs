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
            if (Placing.ReportedBy(each.Event, moment.Offset) is { } reported && reported < occurred.Begins(moment.Offset))
                findings.Anomaly(
                    "published-before-it-happened", [each.Event.Id],
                    ("type", EventJson.NameOf(each.Event.Fact)), ("on", occurred), ("published", Edtf.Day(reported.DayAt(moment.Offset))));

            var recordedOn = each.Event.RecordedLastAt.DayAt(UtcOffset.First);
            if (each.Event.Fact.Sources.FirstOrDefault(source => source.Published?.Earliest > recordedOn)?.Published is { } ahead)
                findings.Anomaly("published-in-the-future", [each.Event.Id], ("published", ahead));

            if (IsImprobable(each.Event))
                findings.Anomaly("improbable-year", [each.Event.Id], ("on", occurred));
        }
    }

    private static bool IsImprobable(EffectiveEvent each)
    {
        var years = each.Fact.Sources.Select(source => source.Published?.Earliest?.Year).OfType<int>().ToList();
        return years.Count > 0 && each.Occurred.Latest?.Year + Improbable < years.Min();
    }
}
