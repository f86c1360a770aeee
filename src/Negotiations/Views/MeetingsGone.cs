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

    /// <summary>The names of meetings that stand in two views under one name and day: one meeting, recorded twice. What
    /// was cancelled stands in neither.</summary>
    public static IReadOnlySet<string> InBoth(IReadOnlyList<MeetingView> one, IReadOnlyList<MeetingView> other)
    {
        var stand = Standing(other).ToHashSet();
        return Standing(one).Where(stand.Contains).Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, Edtf Day)> Standing(IReadOnlyList<MeetingView> meetings) =>
        from each in meetings
        where each.Status != MeetingStatus.Cancelled && each.MeetingId is not null
        let day = each.HeldOn ?? each.PlannedFor
        where day?.Earliest is not null
        select (each.MeetingId!, day);

    /// <summary>Under each name that a calendar may have had, and as it was last reported under it.</summary>
    /// <param name="negotiation">All of it.</param>
    /// <param name="standing">The meetings of its view.</param>
    public static MeetingsKnown Of(Negotiation negotiation, IReadOnlyList<MeetingView> standing)
    {
        if (negotiation.Acts.Count == 0)
            return MeetingsKnown.None;

        var acts = negotiation.Acts.ToLookup(act => Fate.RootOf(negotiation, act)?.EventId);
        var reports = negotiation
            .Events.Where(each => each.Event is Fact fact && MeetingFold.IsOfMeeting(fact))
            .Select(each => (Acts: acts[each.EventId].ToList(), Steps: Steps(each, [.. acts[each.EventId]])))
            .ToList();
        var names = standing.Where(HasDay).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return new MeetingsKnown(
            [
                .. reports
                    .SelectMany(report => LastByName(report.Steps))
                    .Where(said => !names.Contains(said.Key))
                    .GroupBy(said => said.Key, said => said.Value, StringComparer.Ordinal)
                    // What the view leaves out for another reason (it was denied from the first, or is still to be
                    // held) was in no calendar.
                    .Where(said => said.Any(each => acts.Contains(each.Id)))
                    .SelectMany(Fold)
                    .Where(HasDay),
            ],
            // What a report said of a meeting once, and does not any more, changed that meeting.
            reports
                .Where(report => report.Acts.Count > 0)
                .SelectMany(report => report.Steps, (report, said) => (Name: NameOf(said), report.Acts[^1].RecordedAt))
                .GroupBy(change => change.Name, StringComparer.Ordinal)
                .ToDictionary(
                    changes => changes.Key,
                    changes => changes.Max(change => change.RecordedAt),
                    StringComparer.Ordinal
                )
        );
    }

    private static bool HasDay(MeetingView meeting) => DayOf(meeting) is not null;

    private static string NameOf(EffectiveEvent report) => MeetingFold.IdOf(report.Fact) ?? report.Id.ToString();

    private static IReadOnlyList<MeetingView> Fold(IEnumerable<EffectiveEvent> reports)
    {
        var fold = new MeetingFold(FoldTrace.Unheard);
        foreach (var each in reports)
            fold.Evolve(each);

        fold.Complete();
        return fold.Meetings;
    }

    // What a report said after each act on it; where it was taken back it said nothing.
    private static List<EffectiveEvent> Steps(RecordedEvent report, List<RecordedEvent> acts) =>
        [.. Enumerable.Range(0, acts.Count + 1).SelectMany(known => EffectiveSet.Of([report, .. acts.Take(known)]))];

    // What was denied says nothing of a meeting.
    private static Dictionary<string, EffectiveEvent> LastByName(List<EffectiveEvent> steps)
    {
        Dictionary<string, EffectiveEvent> last = new(StringComparer.Ordinal);
        foreach (var said in steps)
            if (!said.IsDenied && SaysDay(said.Fact))
                last[NameOf(said)] = said;

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

/// <summary>What the events of a negotiation know of its meetings that its view does not.</summary>
/// <param name="Gone">As each was last reported.</param>
/// <param name="Changed">By the name of a meeting, when an act last changed what a report says, or once said, of
/// it.</param>
public sealed record MeetingsKnown(IReadOnlyList<MeetingView> Gone, IReadOnlyDictionary<string, DateTimeOffset> Changed)
{
    public static readonly MeetingsKnown None = new([], new Dictionary<string, DateTimeOffset>());

    /// <summary>Null: no act ever was about a report of it.</summary>
    public DateTimeOffset? ChangedAt(MeetingView meeting) =>
        Changed.TryGetValue(MeetingsGone.NameOf(meeting), out var at) ? at : null;
}
