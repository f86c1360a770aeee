using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Meetings that were reported and are not any more: what was said of them was taken back, denied, lost its
/// day, or turned out to be of another meeting. Who put one in a calendar wants to know.</summary>
public static class MeetingsGone
{
    /// <summary>By what a meeting is known to calendars: its id, else that of the one report of it.</summary>
    public static string NameOf(MeetingView meeting) => meeting.MeetingId ?? meeting.Events[0].ToString();

    /// <summary>
    /// The day that a calendar has for it, or had: one with a beginning; null: it has no place in one.
    /// </summary>
    public static Edtf? DayOf(MeetingView meeting) =>
        (meeting.HeldOn ?? meeting.PlannedFor ?? meeting.MovedFrom) is { Earliest: not null } day ? day : null;

    /// <summary>Under each name that a calendar may have had, and as it was last reported under it.</summary>
    /// <param name="negotiation">All of it.</param>
    /// <param name="standing">The meetings of its view.</param>
    public static IReadOnlyList<MeetingView> Of(Negotiation negotiation, IReadOnlyList<MeetingView> standing)
    {
        if (negotiation.Acts.Count == 0)
            return [];

        var acts = negotiation.Acts.ToLookup(act => Fate.RootOf(negotiation, act)?.EventId);
        var names = standing.Where(HasDay).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. negotiation
                .Events.Where(each => each.Event is Fact fact && MeetingFold.IsOfMeeting(fact))
                .SelectMany(each => LastByName(each, [.. acts[each.EventId]]))
                .Where(said => !names.Contains(said.Key))
                .GroupBy(said => said.Key, said => said.Value, StringComparer.Ordinal)
                // What the view leaves out for another reason (it was denied from the first, or is still to be held)
                // was in no calendar.
                .Where(reports => reports.Any(each => acts.Contains(each.Id)))
                .SelectMany(Fold)
                .Where(HasDay),
        ];
    }

    private static bool HasDay(MeetingView meeting) => DayOf(meeting) is not null;

    private static IReadOnlyList<MeetingView> Fold(IEnumerable<EffectiveEvent> reports)
    {
        var fold = new MeetingFold(Findings.Unheard);
        foreach (var each in reports)
            fold.Evolve(each);

        fold.Complete();
        return fold.Meetings;
    }

    // What a report said of a meeting after each act on it; where it was denied or taken back it said nothing.
    private static Dictionary<string, EffectiveEvent> LastByName(RecordedEvent report, List<RecordedEvent> acts)
    {
        Dictionary<string, EffectiveEvent> last = new(StringComparer.Ordinal);
        for (var known = 0; known <= acts.Count; known++)
            if (EffectiveSet.Of([report, .. acts.Take(known)]) is [{ IsDenied: false } said] && SaysDay(said.Fact))
                last[MeetingFold.IdOf(said.Fact) ?? said.Id.ToString()] = said;

        return last;
    }

    private static bool SaysDay(Fact fact) =>
        fact switch
        {
            MeetingScheduled scheduled => scheduled.PlannedFor?.Earliest is not null,
            MeetingChanged changed => changed.NewDate?.Earliest is not null,
            _ => fact.Occurred?.Earliest is not null,
        };
}
