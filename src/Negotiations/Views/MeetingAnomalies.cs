using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What in the reports of meetings does not fit together.</summary>
internal static class MeetingAnomalies
{
    /// <summary>
    /// A meeting that one source says was cancelled and another that it was held, and no source that it was called
    /// again in between; and a meeting on two days.
    /// </summary>
    public static void FindInHeld(TrackedMeeting meeting, FoldTrace trace)
    {
        if (meeting.Cancellation is { } cancelled && !IsCalledAgain(meeting, cancelled))
            trace.Anomaly("held-after-cancelled", meeting.Events, ("meeting", meeting.Name), ("on", meeting.HeldOn!));

        if (AreOfOneDate(meeting))
            return;

        var days = meeting.Reports.Where(IsHold).Select(each => each.Occurred).Distinct().ToList();
        for (var i = 1; i < days.Count; i++)
            if (days.Take(i).FirstOrDefault(day => Disagree(day, days[i])) is { } other)
                trace.Anomaly(
                    "dates-disagree",
                    meeting
                        .Reports.Where(each => IsHold(each) && (each.Occurred == other || each.Occurred == days[i]))
                        .Select(each => each.Id),
                    ("meeting", meeting.Name),
                    ("on", other),
                    ("other", days[i])
                );
    }

    /// <summary>Numbers of rounds that no round bears, between two that some do.</summary>
    public static void FindGaps(IReadOnlyList<(int Number, TrackedMeeting Meeting)> numbered, FoldTrace trace)
    {
        var numbers = new int[numbered.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = numbered[i].Number;
        Array.Sort(numbers);
        ILookup<int, TrackedMeeting>? byNumber = null;
        for (var i = 1; i < numbers.Length; i++)
        {
            var (before, after) = (numbers[i - 1], numbers[i]);
            if (after <= before + 1)
                continue;

            byNumber ??= numbered.ToLookup(each => each.Number, each => each.Meeting);
            (string, object)[] missing =
                after == before + 2 ? [("missing", before + 1)] : [("first", before + 1), ("last", after - 1)];
            trace.Anomaly(
                "round-number-gap",
                byNumber[before]
                    .Concat(byNumber[after])
                    .Distinct()
                    .OrderBy(meeting => meeting.Index)
                    .SelectMany(meeting => meeting.Events),
                [("before", before), ("after", after), .. missing]
            );
        }
    }

    // Most often one report says that it was held, or all name one date.
    private static bool AreOfOneDate(TrackedMeeting meeting)
    {
        Edtf? first = null;
        foreach (var each in meeting.Reports)
            if (IsHold(each))
            {
                first ??= each.Occurred;
                if (first != each.Occurred)
                    return false;
            }

        return true;
    }

    private static bool IsCalledAgain(TrackedMeeting meeting, EffectiveEvent cancelled)
    {
        foreach (var other in meeting.Reports)
            if (IsCalledAgain(other, cancelled))
                return true;

        return false;
    }

    private static bool IsCalledAgain(EffectiveEvent each, EffectiveEvent cancelled) =>
        each.Fact is MeetingScheduled or MeetingChanged { Change: not MeetingChange.Cancelled }
        && !DaySpan.Of(each.Occurred).IsCertainlyBefore(DaySpan.Of(cancelled.Occurred));

    private static bool IsHold(EffectiveEvent each) => each.Fact is RoundHeld or MeetingHeld;

    // "September" and "14 September" are one account, more and less exact. Two spans it lasted are two accounts
    // unless they are the same.
    private static bool Disagree(Edtf one, Edtf other) =>
        one is { Form: EdtfForm.Interval } && other is { Form: EdtfForm.Interval }
            ? one.Earliest != other.Earliest || one.Latest != other.Latest
            : !TrackedMeeting.IsWithin(one, other) && !TrackedMeeting.IsWithin(other, one);
}
