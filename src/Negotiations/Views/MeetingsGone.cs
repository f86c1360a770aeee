using Negotiations.Events;
using Negotiations.Record;

namespace Negotiations.Views;

/// <summary>Meetings that were reported and are not any more: what was said of them was taken back, denied, lost its
/// day, or turned out to be of another meeting. Who put one in a calendar wants to know.</summary>
public static class MeetingsGone
{
    /// <summary>By what a meeting is known to calendars: its id, else that of the one report of it.</summary>
    public static string NameOf(MeetingView meeting) => meeting.MeetingId ?? meeting.Events[0].ToString();

    /// <summary>Whether a calendar has a place for it: it has, or had, a day with a beginning.</summary>
    public static bool HasDay(MeetingView meeting) =>
        (meeting.HeldOn ?? meeting.PlannedFor ?? meeting.MovedFrom) is { Earliest: not null };

    /// <summary>Under each name that a calendar may have had, and as it was last reported under it.</summary>
    /// <param name="negotiation">All of it.</param>
    /// <param name="standing">The meetings of its view.</param>
    public static MeetingsKnown Of(Negotiation negotiation, IReadOnlyList<MeetingView> standing)
    {
        var acts = ActsByFact(negotiation);
        if (acts.Count == 0)
            return MeetingsKnown.None;

        var names = standing.Where(HasDay).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, List<EffectiveEvent>> reported = new(StringComparer.Ordinal);
        Dictionary<string, DateTimeOffset> changed = new(StringComparer.Ordinal);
        foreach (var each in negotiation.Events)
        {
            if (each.Event is not (MeetingScheduled or MeetingChanged or MeetingHeld or RoundHeld))
                continue;

            var about = acts.GetValueOrDefault(each.EventId) ?? [];
            var steps = Steps(each, about);
            foreach (var (name, last) in LastByName(steps))
                if (!names.Contains(name))
                    AddTo(reported, name, last);

            // What a report said of a meeting once, and does not any more, changed that meeting.
            if (about is [.., { RecordedAt: var at }])
                foreach (var name in steps.Select(NameOf))
                    changed[name] = changed.TryGetValue(name, out var other) && other > at ? other : at;
        }

        return new MeetingsKnown(
            [
                .. reported
                    .Values
                    // What the view leaves out for another reason (it was denied from the first, or is still to be
                    // held) was in no calendar.
                    .Where(reports => reports.Exists(each => acts.ContainsKey(each.Id)))
                    .SelectMany(Fold)
                    .Where(HasDay),
            ],
            changed
        );
    }

    private static IReadOnlyList<MeetingView> Fold(List<EffectiveEvent> reports)
    {
        var fold = new MeetingFold(Findings.Unheard);
        foreach (var each in reports)
            fold.Evolve(each);

        fold.Complete();
        return fold.Meetings;
    }

    // Acts on acts are about the fact that is acted on.
    private static Dictionary<Guid, List<RecordedEvent>> ActsByFact(Negotiation negotiation)
    {
        Dictionary<Guid, Guid> facts = [];
        Dictionary<Guid, List<RecordedEvent>> acts = [];
        foreach (var each in negotiation.Acts)
        {
            var target = ((Act)each.Event).Target;
            var fact = facts.GetValueOrDefault(target, target);
            facts[each.EventId] = fact;
            if (!acts.TryGetValue(fact, out var about))
                acts.Add(fact, about = []);

            about.Add(each);
        }

        return acts;
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

    private static string NameOf(EffectiveEvent report) =>
        report.Fact switch
        {
            MeetingScheduled { MeetingId: { } id } => id,
            MeetingChanged { MeetingId: { } id } => id,
            MeetingHeld { MeetingId: { } id } => id,
            RoundHeld { MeetingId: { } id } => id,
            _ => report.Id.ToString(),
        };

    private static void AddTo(Dictionary<string, List<EffectiveEvent>> reported, string name, EffectiveEvent report)
    {
        if (!reported.TryGetValue(name, out var reports))
            reported.Add(name, reports = []);

        reports.Add(report);
    }
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
