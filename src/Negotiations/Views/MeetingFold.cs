using System.Runtime.InteropServices;
using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Meetings as small state machines, tied together by their slug; a report without one is a meeting of its own.
/// </summary>
/// <param name="findings">Takes what does not fit together.</param>
internal sealed class MeetingFold(Findings findings)
{
    private readonly Dictionary<string, Meeting> byId = [];
    private readonly List<Meeting> meetings = [];
    private readonly List<(int Number, Meeting Meeting)> numbered = [];

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
                    numbered.Add((number, round));
                Hold(round, each);
                lastRound = each;
                if (SeveralView.Of(each) is { } rounds)
                    (several ??= []).Add(rounds);
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
        foreach (var meeting in meetings)
            if (meeting.IsHeld && meeting.Reports.Count > 1)
                FindInHeld(meeting);
        FindPassed();
        FindGaps();
        var unenumerated = 0;
        Edtf? nextRound = null;
        Meeting? next = null;
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

            findings.TurnsAfter(planned.Latest);
            if (findings.IsOver(planned))
            {
                meeting.Status = MeetingStatus.OutcomeUnknown;
                findings.Anomaly(
                    "date-passed-no-outcome",
                    meeting.Events,
                    ("meeting", meeting.Name),
                    ("plannedFor", planned)
                );
            }
        }
    }

    private void FindGaps()
    {
        var numbers = new int[numbered.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = numbered[i].Number;
        Array.Sort(numbers);
        ILookup<int, Meeting>? byNumber = null;
        for (var i = 1; i < numbers.Length; i++)
        {
            var (before, after) = (numbers[i - 1], numbers[i]);
            if (after <= before + 1)
                continue;

            byNumber ??= numbered.ToLookup(each => each.Number, each => each.Meeting);
            (string, object)[] missing =
                after == before + 2 ? [("missing", before + 1)] : [("first", before + 1), ("last", after - 1)];
            findings.Anomaly(
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

    private static void Change(Meeting meeting, MeetingChanged change, EffectiveEvent each)
    {
        meeting.Place = each.Fact.Place?.Name ?? meeting.Place;
        meeting.Cancellation = change.Change == MeetingChange.Cancelled ? each : meeting.Cancellation;
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

    private static void Hold(Meeting meeting, EffectiveEvent each)
    {
        meeting.IsHeld = true;
        meeting.Status = MeetingStatus.Held;
        meeting.HeldOn = meeting.HeldOn is { } known && !IsWithin(each.Occurred, known) ? known : each.Occurred;
    }

    // A meeting that one source says was cancelled and another that it was held, and no source that it was called again
    // in between; and a meeting on two days.
    private void FindInHeld(Meeting meeting)
    {
        if (meeting.Cancellation is { } cancelled && !IsCalledAgain(meeting, cancelled))
            findings.Anomaly(
                "held-after-cancelled",
                meeting.Events,
                ("meeting", meeting.Name),
                ("on", meeting.HeldOn!)
            );

        if (AreOfOneDate(meeting))
            return;

        var days = meeting.Reports.Where(IsHold).Select(each => each.Occurred).Distinct().ToList();
        for (var i = 1; i < days.Count; i++)
            if (days.Take(i).FirstOrDefault(day => Disagree(day, days[i])) is { } other)
                findings.Anomaly(
                    "dates-disagree",
                    meeting
                        .Reports.Where(each => IsHold(each) && (each.Occurred == other || each.Occurred == days[i]))
                        .Select(each => each.Id),
                    ("meeting", meeting.Name),
                    ("on", other),
                    ("other", days[i])
                );
    }

    // Most often one report says that it was held, or all name one date.
    private static bool AreOfOneDate(Meeting meeting)
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

    private static bool IsCalledAgain(Meeting meeting, EffectiveEvent cancelled)
    {
        foreach (var other in meeting.Reports)
            if (IsCalledAgain(other, cancelled))
                return true;

        return false;
    }

    private static bool IsHold(EffectiveEvent each) => each.Fact is RoundHeld or MeetingHeld;

    private static bool IsCalledAgain(EffectiveEvent each, EffectiveEvent cancelled) =>
        each.Fact is MeetingScheduled or MeetingChanged { Change: not MeetingChange.Cancelled }
        && !DaySpan.Of(each.Occurred).IsCertainlyBefore(DaySpan.Of(cancelled.Occurred));

    // "September" and "14 September" are one account, more and less exact. Two spans it lasted are two accounts
    // unless they are the same.
    private static bool Disagree(Edtf one, Edtf other) =>
        one is { Form: EdtfForm.Interval } && other is { Form: EdtfForm.Interval }
            ? one.Earliest != other.Earliest || one.Latest != other.Latest
            : !IsWithin(one, other) && !IsWithin(other, one);

    private static bool IsWithin(Edtf inner, Edtf outer)
    {
        var isSpan =
            (outer.Earliest is null || inner.Earliest >= outer.Earliest)
            && (outer.Latest is null || inner.Latest <= outer.Latest);
        return isSpan && inner.Form != EdtfForm.Interval && outer.Form != EdtfForm.Interval;
    }

    private bool IsAhead(Meeting meeting) =>
        meeting.IsPlanned && meeting.PlannedFor is { } planned && !findings.IsOver(planned);

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

        public bool IsHeld { get; set; }

        /// <summary>The last report that it was cancelled.</summary>
        public EffectiveEvent? Cancellation { get; set; }

        public bool IsRoundHeld { get; set; }

        public bool IsUnenumerated { get; set; }

        /// <summary>It is to come, as far as sources say.</summary>
        public bool IsPlanned =>
            Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed;

        public List<EffectiveEvent> Reports { get; } = new(1);

        public IReadOnlyList<Guid> Events
        {
            get
            {
                var ids = new Guid[Reports.Count];
                for (var i = 0; i < ids.Length; i++)
                    ids[i] = Reports[i].Id;
                return ids;
            }
        }

        // A meeting of which there is one report, that it was held, is what that report says.
        public MeetingView ToView()
        {
            if (!IsHeld || Reports.Count > 1)
                return Make();

            if (Reports[0].Item is MeetingView made)
                return made;

            var view = Make();
            Reports[0].Item = view;
            return view;
        }

        private MeetingView Make()
        {
            var reports = CollectionsMarshal.AsSpan(Reports);
            return new MeetingView(
                id,
                Kind,
                Status,
                PlannedFor,
                HeldOn,
                Place,
                Events,
                MovedFrom,
                ItemSource.ActorsOf(reports),
                reports[^1].Fact.Claim,
                reports.Length == 1 ? ItemSource.Of(reports[0]) : ItemSource.Of(reports)
            );
        }
    }
}
