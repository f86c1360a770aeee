using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>Meetings that were reported and are not any more: what was said of them was taken back, or turned out to be
/// of another meeting. Who put one in a calendar wants to know.</summary>
public static class MeetingsGone
{
    /// <summary>By what a meeting is known to calendars: its id, else that of the one report of it.</summary>
    public static string NameOf(MeetingView meeting) => meeting.MeetingId ?? meeting.Events[0].ToString();

    /// <summary>As they were reported, before any correction.</summary>
    /// <param name="negotiation">All of it.</param>
    /// <param name="standing">The meetings of its view.</param>
    public static IReadOnlyList<MeetingView> Of(Negotiation negotiation, IReadOnlyList<MeetingView> standing)
    {
        var changed = negotiation
            .Acts.Where(act => act.Event is EventRetracted or EventCorrected)
            .Select(act => ((Act)act.Event).Target)
            .ToHashSet();
        if (changed.Count == 0)
            return [];

        var reported = new MeetingFold(Findings.Unheard);
        foreach (var each in EffectiveSet.Of([.. negotiation.Events.Where(each => each.Event is Fact)]))
            reported.Evolve(each);

        reported.Complete();

        var names = standing.Select(NameOf).ToHashSet(StringComparer.Ordinal);

        // What the view leaves out for another reason (it is denied, or still to be held) was not taken back.
        return
        [
            .. reported.Meetings.Where(meeting =>
                !names.Contains(NameOf(meeting)) && meeting.Events.All(changed.Contains)
            ),
        ];
    }
}
