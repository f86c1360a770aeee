using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Places each event in time: between its earliest instant and the lesser of its latest and the first report of it.
/// </summary>
internal static class Placing
{
    /// <param name="effective">The facts that count.</param>
    /// <param name="offset">Where bare days are days.</param>
    /// <returns>In the order of the reference placing: first possible instants, then last ones, then as
    /// recorded.</returns>
    public static List<PlacedEvent> Of(IReadOnlyList<EffectiveEvent> effective, TimeSpan offset)
    {
        var placed = new List<PlacedEvent>(effective.Count);
        foreach (var each in effective)
            placed.Add(each.Placed(offset));

        // Most often they are in this order already: then a look along them is all it takes.
        for (var i = 1; i < placed.Count; i++)
        {
            if (InOrder(placed[i - 1], placed[i]) <= 0)
                continue;

            placed.Sort(InOrder);
            break;
        }

        return placed;
    }

    public static TimeSpan OffsetOf(NegotiationOpened opened) =>
        opened.UtcOffset is { } text && UtcOffset.TryRead(text) is { } offset ? offset : TimeSpan.Zero;

    /// <summary>
    /// The end of the first day on which a source that bears a date reported it as done; null: none did, or it may
    /// speak of what is to come.
    /// </summary>
    public static DateTimeOffset? ReportedBy(EffectiveEvent each, TimeSpan offset)
    {
        if (!IsReportedAsDone(each.Fact))
            return null;

        DateTimeOffset? first = null;
        var own = each.Fact.Sources;
        for (var i = 0; i < own.Count; i++)
            if (own[i].Published?.Ends(offset) is { } end && !(first <= end))
                first = end;

        if (each.Attachments.Count > 0)
            foreach (var source in each.ConfirmingSources)
                if (source.Published?.Ends(offset) is { } end && !(first <= end))
                    first = end;

        return first;
    }

    /// <summary>One, made whenever it is asked for: <see cref="EffectiveEvent.Placed"/> has it made once.</summary>
    public static PlacedEvent Place(EffectiveEvent each, TimeSpan offset)
    {
        var occurred = each.Occurred;
        var begins = occurred.Begins(offset) ?? DateTimeOffset.MinValue;
        var lasts = occurred.Form == EdtfForm.Interval && each.Fact is not ClashReported;
        var from = lasts ? occurred.EndsFrom(offset) ?? DateTimeOffset.MinValue : begins;
        var to = occurred.Ends(offset) ?? DateTimeOffset.MaxValue;
        var done = ReportedBy(each, offset);
        if (done is { } reported && reported < to && reported >= begins)
        {
            // What lasted until after it was reported had taken effect when it was reported.
            from = from > reported ? reported : from;
            to = reported;
        }

        // What is to take effect on a day was agreed by then, unless it was agreed after it.
        if (
            each.Fact is CeasefireAgreed { EffectiveFrom: { } effective }
            && effective.Ends(offset) is { } effect
            && effect < to
            && effect >= begins
        )
            (from, to) = (from > effect ? effect : from, effect);

        // Fighting that lasts is there from its first day on.
        var begun = each.Fact is ClashReported ? occurred.BeginsBy(offset) ?? to : to;
        return new PlacedEvent(each, from, to, each.IsDisputed || each.IsDenied)
        {
            HasBegunBy = begun < to ? begun : to,
            Reported = done,
            Offset = offset,
        };
    }

    // An entry into force, an end or a departure may be reported before it comes; so may whatever is announced.
    internal static bool IsReportedAsDone(Fact fact) =>
        fact.Claim?.Status != ClaimStatus.Announced
        && fact
            is not (
                EnteredIntoForce
                or InstrumentEnded
                or InstrumentResumed
                or ParticipationChanged
                or NegotiationClosed
            );

    private static int InOrder(PlacedEvent one, PlacedEvent other)
    {
        var byFrom = one.From.CompareTo(other.From);
        if (byFrom != 0)
            return byFrom;

        var byTo = one.To.CompareTo(other.To);
        if (byTo != 0)
            return byTo;

        // What lasted longer began earlier.
        var byText = one.Event.Occurred.CompareTo(other.Event.Occurred);
        return byText != 0 ? byText : one.Event.Recorded.Version.CompareTo(other.Event.Recorded.Version);
    }
}
