using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>Meetings as small state machines, tied together by their slug; a report without one is a meeting of its own.</summary>
internal sealed class MeetingFold(Findings findings)
{
    private readonly Dictionary<string, Meeting> byId = [];
    private readonly List<Meeting> meetings = [];
    private readonly List<RoundView> rounds = [];

    // Of each round held, in the order of the world.
    private readonly List<EffectiveEvent> firstReports = [];

    public RoundsView Rounds => new(
        meetings.Count(meeting => meeting.IsRoundHeld),
        HappeningWindow.LeastCount(firstReports),
        meetings.Count(meeting => meeting.IsUnenumerated),
        rounds.LastOrDefault(),
        meetings.Where(meeting => meeting.Kind == MeetingKind.Round && IsAhead(meeting)).Min(meeting => meeting.PlannedFor));

    /// <summary>The next meeting of any kind that is still planned; null when none is.</summary>
    public MeetingView? Next => meetings.Where(IsAhead).MinBy(meeting => meeting.PlannedFor)?.ToView();

    public IReadOnlyList<MeetingView> Meetings => [.. meetings.Select(meeting => meeting.ToView())];

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
                Change(Find(e.MeetingId, each, null), e, each);
                break;
            case RoundHeld e:
                var round = Find(e.MeetingId, each, MeetingKind.Round);
                if (!round.IsRoundHeld)
                    firstReports.Add(each);
                round.IsRoundHeld = true;
                round.IsUnenumerated |= each.Fact.Unenumerated == true;
                if (e.RoundNumber is { } number)
                    round.Numbers.Add(number);
                Hold(round, each);
                rounds.Add(new RoundView(each.Id, each.Occurred, e.MeetingId, e.RoundNumber, e.Level, e.Outcome, each.Fact.Place?.Name));
                findings.Decided("rounds", "A round was held.", each);
                break;
            case MeetingHeld e:
                Hold(Find(e.MeetingId, each, e.Kind), each);
                break;
            default:
                break;
        }
    }

    public void Complete()
    {
        foreach (var meeting in meetings.Where(meeting => meeting.Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed))
        {
            if (meeting.PlannedFor is not { } planned)
                continue;

            findings.TurnsAfter(planned.Latest);
            if (findings.IsOver(planned))
            {
                meeting.Status = MeetingStatus.OutcomeUnknown;
                findings.Anomaly("date-passed-no-outcome", meeting.Events, ("meeting", meeting.Name), ("plannedFor", planned));
            }
        }

        var byNumber = meetings.SelectMany(meeting => meeting.Numbers, (meeting, number) => (Number: number, Meeting: meeting)).ToLookup(each => each.Number, each => each.Meeting);
        var numbers = byNumber.Select(each => each.Key).Order().ToList();
        foreach (var (before, after) in numbers.Zip(numbers.Skip(1)).Where(pair => pair.Second > pair.First + 1))
        {
            (string, object)[] missing = after == before + 2 ? [("missing", before + 1)] : [("first", before + 1), ("last", after - 1)];
            findings.Anomaly(
                "round-number-gap", byNumber[before].Concat(byNumber[after]).Distinct().OrderBy(meeting => meeting.Index).SelectMany(meeting => meeting.Events),
                [("before", before), ("after", after), .. missing]);
        }
    }

    private static void Change(Meeting meeting, MeetingChanged change, EffectiveEvent each)
    {
        meeting.Place = each.Fact.Place?.Name ?? meeting.Place;
        if (meeting.Status == MeetingStatus.Held)
            return;

        var planned = meeting.PlannedFor;
        meeting.PlannedFor = change.NewDate ?? (change.Change == MeetingChange.Postponed ? null : planned);
        if (planned is not null && planned != meeting.PlannedFor)
            meeting.MovedFrom = planned;

        meeting.Status = change.Change switch
        {
            MeetingChange.Postponed => MeetingStatus.Postponed,
            MeetingChange.Rescheduled => MeetingStatus.Rescheduled,
            MeetingChange.Cancelled => MeetingStatus.Cancelled,
            _ => meeting.Status,
        };
    }

    private void Hold(Meeting meeting, EffectiveEvent each)
    {
        if (meeting.Status == MeetingStatus.Cancelled)
            findings.Anomaly("held-after-cancelled", meeting.Events, ("meeting", meeting.Name), ("on", each.Occurred));

        if (meeting.HeldOn is { } before && Disagree(before, each.Occurred))
            findings.Anomaly("dates-disagree", meeting.Events, ("meeting", meeting.Name), ("on", before), ("other", each.Occurred));

        meeting.Status = MeetingStatus.Held;
        meeting.HeldOn = meeting.HeldOn is { } told && !IsWithin(each.Occurred, told) ? told : each.Occurred;
    }

    // "September" and "14 September" are one account, more and less exact. Two spans it lasted are two accounts unless they are the same.
    private static bool Disagree(Edtf one, Edtf other) =>
        one is { Form: EdtfForm.Interval } && other is { Form: EdtfForm.Interval }
            ? one.Earliest != other.Earliest || one.Latest != other.Latest
            : !IsWithin(one, other) && !IsWithin(other, one);

    private static bool IsWithin(Edtf inner, Edtf outer)
    {
        var isSpan = (outer.Earliest is null || inner.Earliest >= outer.Earliest) && (outer.Latest is null || inner.Latest <= outer.Latest);
        return isSpan && inner.Form != EdtfForm.Interval && outer.Form != EdtfForm.Interval;
    }

    private bool IsAhead(Meeting meeting) =>
        meeting.Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed && meeting.PlannedFor is { } planned && !findings.IsOver(planned);

    private Meeting Find(string? id, EffectiveEvent each, MeetingKind? kind)
    {
        if (id is null || !byId.TryGetValue(id, out var meeting))
        {
            meeting = new Meeting(id, meetings.Count);
            meetings.Add(meeting);
            if (id is not null)
                byId.Add(id, meeting);
        }

        meeting.Kind ??= kind;
        meeting.Place = each.Fact.Place?.Name ?? meeting.Place;
        meeting.Reports.Add(each);
        findings.Decided("meetings", "A source reports on this meeting.", each);
        return meeting;
    }

    private sealed class Meeting(string? id, int index)
    {
        /// <summary>Which it is in the order in which meetings were first reported on.</summary>
        public int Index => index;

        /// <summary>The name that ties its reports together, else its kind.</summary>
        public string Name => id ?? (Kind is { } kind ? Json.WireName.Of(kind) : "meeting");

        public MeetingKind? Kind { get; set; }

        public MeetingStatus Status { get; set; }

        public Edtf? PlannedFor { get; set; }

        public Edtf? MovedFrom { get; set; }

        public Edtf? HeldOn { get; set; }

        public string? Place { get; set; }

        public bool IsRoundHeld { get; set; }

        public bool IsUnenumerated { get; set; }

        public List<int> Numbers { get; } = [];

        public List<EffectiveEvent> Reports { get; } = [];

        public IEnumerable<Guid> Events => Reports.Select(report => report.Id);

        public MeetingView ToView() => new(
            id, Kind, Status, PlannedFor, HeldOn, Place, [.. Events], MovedFrom,
            ItemSource.ActorsOf(Reports), Reports[^1].Fact.Claim, ItemSource.Of(Reports));
    }
}
