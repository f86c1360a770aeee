using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Meetings as small state machines, tied together by their slug; a report without one is a meeting of its own.
/// </summary>
/// <param name="trace">Takes what does not fit together.</param>
internal sealed class MeetingFold(FoldTrace trace)
{
    private readonly Dictionary<string, TrackedMeeting> byId = [];
    private readonly List<TrackedMeeting> meetings = [];
    private readonly List<(int Number, TrackedMeeting Meeting)> numbered = [];

    // Of each round held, in the order of the world.
    private readonly List<EffectiveEvent> firstReports = [];
    private EffectiveEvent? lastRound;
    private List<SeveralView>? several;

    public RoundsView Rounds { get; private set; } = null!;

    /// <summary>The next meeting of any kind that is still planned; null when none is.</summary>
    public MeetingView? Next { get; private set; }

    public IReadOnlyList<MeetingView> Meetings { get; private set; } = [];

    internal static bool IsOfMeeting(Fact fact) =>
        fact is MeetingScheduled or MeetingChanged or RoundHeld or MeetingHeld;

    /// <summary>The name that ties reports of one meeting together; null: it names none, or is of no meeting.</summary>
    internal static string? IdOf(Fact fact) =>
        fact switch
        {
            MeetingScheduled e => e.MeetingId,
            MeetingChanged e => e.MeetingId,
            RoundHeld e => e.MeetingId,
            MeetingHeld e => e.MeetingId,
            _ => null,
        };

    /// <summary>That the fact gives it; null: it names none, or is of no meeting.</summary>
    internal static MeetingKind? KindOf(Fact fact) =>
        fact switch
        {
            MeetingScheduled e => e.Kind,
            RoundHeld => MeetingKind.Round,
            MeetingHeld e => e.Kind,
            _ => null,
        };

    /// <summary>Of a meeting that was not held.</summary>
    internal static MeetingStatus StatusAfter(MeetingChange change, MeetingStatus before) =>
        change switch
        {
            MeetingChange.Postponed => MeetingStatus.Postponed,
            MeetingChange.Rescheduled => MeetingStatus.Rescheduled,
            MeetingChange.Cancelled => MeetingStatus.Cancelled,
            _ => before,
        };

    public void Evolve(EffectiveEvent each)
    {
        switch (each.Fact)
        {
            case MeetingScheduled e:
                var scheduled = Find(e.MeetingId, each, e.Kind);
                if (scheduled.Status != MeetingStatus.Held)
                    scheduled.Status = MeetingStatus.Scheduled;
                scheduled.PlannedFor = e.PlannedFor ?? scheduled.PlannedFor;
                break;
            case MeetingChanged e:
                Find(e.MeetingId, each, null).Change(e, each);
                break;
            case RoundHeld e:
                var round = Find(e.MeetingId, each, MeetingKind.Round);
                if (!round.IsRoundHeld)
                    firstReports.Add(each);
                round.IsRoundHeld = true;
                round.IsUnenumerated |= each.Fact.Unenumerated == true;
                if (e.RoundNumber is { } number)
                    numbered.Add((number, round));
                round.Hold(each);
                lastRound = each;
                if (SeveralView.Of(each) is { } rounds)
                    (several ??= []).Add(rounds);
                trace.Decided("rounds", "A round was held.", each);
                break;
            case MeetingHeld e:
                Find(e.MeetingId, each, e.Kind).Hold(each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        foreach (var meeting in meetings)
            if (meeting.IsHeld && meeting.Reports.Count > 1)
                MeetingAnomalies.FindInHeld(meeting, trace);
        FindPassed();
        MeetingAnomalies.FindGaps(numbered, trace);
        var unenumerated = 0;
        Edtf? nextRound = null;
        TrackedMeeting? next = null;
        foreach (var meeting in meetings)
        {
            unenumerated += meeting.IsUnenumerated ? 1 : 0;
            if (!IsAhead(meeting))
                continue;

            var planned = meeting.PlannedFor!;
            if (meeting.Kind == MeetingKind.Round && (nextRound is null || planned < nextRound))
                nextRound = planned;
            if (next is null || planned < next.PlannedFor!)
                next = meeting;
        }

        Rounds = new RoundsView(
            firstReports.Count,
            HappeningWindow.LeastCount(firstReports),
            unenumerated,
            lastRound is null ? null : ToView(lastRound, (RoundHeld)lastRound.Fact),
            nextRound,
            several
        );
        Next = next?.ToView();
        var views = new MeetingView[meetings.Count];
        for (var i = 0; i < views.Length; i++)
            views[i] = meetings[i].ToView();
        Meetings = views;
    }

    private static RoundView ToView(EffectiveEvent each, RoundHeld round) =>
        new(
            each.Id,
            each.Occurred,
            round.MeetingId,
            round.RoundNumber,
            round.Level,
            round.Outcome,
            each.Fact.Place?.Name
        );

    private void FindPassed()
    {
        foreach (var meeting in meetings)
        {
            if (!meeting.IsPlanned || meeting.PlannedFor is not { } planned)
                continue;

            trace.TurnsAfter(planned.Latest);
            if (trace.IsOver(planned))
            {
                meeting.Status = MeetingStatus.OutcomeUnknown;
                trace.Anomaly(
                    "date-passed-no-outcome",
                    meeting.Events,
                    ("meeting", meeting.Name),
                    ("plannedFor", planned)
                );
            }
        }
    }

    private bool IsAhead(TrackedMeeting meeting) =>
        meeting.IsPlanned && meeting.PlannedFor is { } planned && !trace.IsOver(planned);

    private TrackedMeeting Find(string? id, EffectiveEvent each, MeetingKind? kind)
    {
        if (id is null || !byId.TryGetValue(id, out var meeting))
        {
            meeting = new TrackedMeeting(id, meetings.Count);
            meetings.Add(meeting);
            if (id is not null)
                byId.Add(id, meeting);
        }

        meeting.Kind ??= kind;
        meeting.Place = each.Fact.Place?.Name ?? meeting.Place;
        meeting.Reports.Add(each);
        trace.Decided("meetings", "A source reports on this meeting.", each);
        return meeting;
    }
}
