using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// One meeting over all placings and readings; where more is open at one time than can be followed, never less than
/// what is possible.
/// </summary>
internal sealed class MeetingProspect
{
    private readonly Moment moment;

    private MeetingProspect(List<PlacedEvent> reports, Moment moment)
    {
        this.moment = moment;
        Alone = reports[0].Event.Id;
        foreach (var each in reports)
            Id ??= MeetingFold.IdOf(each.Event.Fact);

        if (MeetingCourse.All(reports, moment) is { } all)
            Read(all);
        else
            Guess(reports);
    }

    private void Read(IReadOnlySet<MeetingCourse> all)
    {
        List<MeetingCourse> known = [.. all.Where(each => each.IsKnown)];
        Kinds = Each(each => each.Kind);
        Statuses = [.. known.SelectMany(StatusesOf).Distinct()];
        Plans = Each(each => each.PlannedFor);
        Days = Each(each => each.HeldOn);
        Places = Each(each => each.Place);
        MovedFrom = Each(each => each.MovedFrom);
        PlansAhead =
        [
            .. known
                .Where(each => each is { IsPlanned: true, PlannedFor: { } plan } && !IsOver(plan))
                .Select(each => (each.PlannedFor!, each.Kind))
                .Distinct(),
        ];
        MustBeAhead = all.All(each => each is { IsPlanned: true, PlannedFor: { } plan } && !IsOver(plan));

        IReadOnlyList<T> Each<T>(Func<MeetingCourse, T> read) => [.. known.Select(read).Distinct()];
    }

    private IEnumerable<MeetingStatus> StatusesOf(MeetingCourse course)
    {
        var isOpen = course is { IsPlanned: true, PlannedFor: not null };
        if (!isOpen || !IsOver(course.PlannedFor!))
            yield return course.Status;
        if (isOpen && MayBeOver(course.PlannedFor))
            yield return MeetingStatus.OutcomeUnknown;
    }

    private void Guess(List<PlacedEvent> reports)
    {
        // It is of the kind that the first of its reports to name one gives it.
        var kinds = reports
            .Select(each => (Kind: MeetingFold.KindOf(each.Event.Fact), IsFirm: moment.IsFirm(each)))
            .ToList();
        var isNamed = kinds.Exists(each => each is { Kind: not null, IsFirm: true });
        Kinds = [.. kinds.Select(each => each.Kind).Where(kind => kind is not null || !isNamed).Distinct()];

        var holds = reports.FindAll(each => each.Event.Fact is RoundHeld or MeetingHeld);
        var mayBeHeld = holds.Count > 0;
        var mustBeHeld = holds.Exists(moment.IsFirm);
        var plans = reports.SelectMany(each => PlanOf(each.Event.Fact).Select(plan => Write(plan, each))).ToList();
        var openPlans = LastOf(plans);
        IReadOnlyList<MeetingStatus> open = mustBeHeld ? [] : Open(reports);
        Statuses = mayBeHeld ? [MeetingStatus.Held, .. open] : open;

        // Several days, each certain, stand in their order; else any may be the one that is shown.
        Days =
            holds.TrueForAll(each => moment.IsFirm(each) && each.Event.Occurred.IsDay) && mustBeHeld
                ? []
                : [.. holds.Select(each => each.Event.Occurred), .. mustBeHeld ? [] : new Edtf?[] { null }];
        var places = reports.FindAll(each => each.Event.Fact.Place?.Name is not null);
        Places = LastOf(places.ConvertAll(each => Write(each.Event.Fact.Place!.Name, each)));
        MovedFrom =
            AreInOrder(reports, moment) || !reports.Exists(each => each.Event.Fact is MeetingChanged)
                ? []
                : [.. plans.Select(each => each.Value).Append(null).Distinct()];

        // What was held is moved no more: then any of its plans may be the one that it had.
        Plans = mayBeHeld ? [.. plans.Select(each => each.Value).Append(null).Distinct()] : openPlans;
        MustBeAhead =
            !mayBeHeld
            && reports.Exists(moment.IsFirm)
            && Statuses.All(IsOpen)
            && openPlans.TrueForAll(plan => plan is not null && !IsOver(plan));
        PlansAhead =
            mustBeHeld || !open.Any(IsOpen)
                ? []
                : [.. from plan in openPlans.OfType<Edtf>() where !IsOver(plan) from kind in Kinds select (plan, kind)];

        Writer<T> Write<T>(T value, PlacedEvent each) =>
            new(value, each.Event, each.From, moment.Clamp(each.To), moment.IsFirm(each));

        // Before any source says what became of it, a meeting that is spoken of is taken to be planned.
        List<MeetingStatus> Open(List<PlacedEvent> all)
        {
            var writers = all.SelectMany(each => StatusOf(each.Event.Fact).Select(status => Write(status, each)))
                .ToList();
            var last = LastWriter.Of(writers);
            List<MeetingStatus> statuses = [.. last.Last.Select(each => each.Writer.Value).Distinct()];
            if (last.MayBeNone && all.Exists(each => each.Event.Fact is MeetingChanged) && !statuses.Contains(default))
                statuses.Add(default);

            var (isSome, areAll) = (
                openPlans.Exists(MayBeOver),
                openPlans.TrueForAll(plan => plan is not null && IsOver(plan))
            );
            if (isSome && statuses.Exists(IsOpen))
                statuses.Add(MeetingStatus.OutcomeUnknown);

            return areAll ? statuses.FindAll(status => !IsOpen(status)) : statuses;
        }
    }

    /// <param name="reports">All of it that may have been, at least one.</param>
    /// <param name="moment">What is asked about.</param>
    public static MeetingProspect Of(List<PlacedEvent> reports, Moment moment) => new(reports, moment);

    /// <summary>The name that ties its reports together; null: there is one.</summary>
    public string? Id { get; }

    /// <summary>The first of its reports.</summary>
    public Guid Alone { get; }

    /// <summary>Null among them: no source may name one.</summary>
    public IReadOnlyList<MeetingKind?> Kinds { get; private set; } = [];

    public IReadOnlyList<MeetingStatus> Statuses { get; private set; } = [];

    /// <summary>The days that it may be planned for; null among them: it may have no plan.</summary>
    public IReadOnlyList<Edtf?> Plans { get; private set; } = [];

    /// <summary>
    /// The days on which it may have been held, where they are not settled; null among them: on none.
    /// </summary>
    public IReadOnlyList<Edtf?> Days { get; private set; } = [];

    /// <summary>Null among them: no source may name one.</summary>
    public IReadOnlyList<string?> Places { get; private set; } = [];

    /// <summary>
    /// The plans from which it may have been moved, where that is not settled; null among them: from none.
    /// </summary>
    public IReadOnlyList<Edtf?> MovedFrom { get; private set; } = [];

    /// <summary>Those of them on which it may still be to come, with the kind it has then.</summary>
    public IReadOnlyList<(Edtf Plan, MeetingKind? Kind)> PlansAhead { get; private set; } = [];

    /// <summary>It is to come in every placing and reading.</summary>
    public bool MustBeAhead { get; private set; }

    private static IEnumerable<Edtf?> PlanOf(Fact fact) =>
        fact switch
        {
            MeetingScheduled { PlannedFor: { } plan } => [plan],
            MeetingChanged { NewDate: { } plan } => [plan],
            MeetingChanged { Change: MeetingChange.Postponed } => [null],
            _ => [],
        };

    private static IEnumerable<MeetingStatus> StatusOf(Fact fact) =>
        fact switch
        {
            MeetingScheduled => [MeetingStatus.Scheduled],
            MeetingChanged { Change: MeetingChange.Postponed } => [MeetingStatus.Postponed],
            MeetingChanged { Change: MeetingChange.Rescheduled } => [MeetingStatus.Rescheduled],
            MeetingChanged { Change: MeetingChange.Cancelled } => [MeetingStatus.Cancelled],
            _ => [],
        };

    // Each was, and on a day of its own.
    private static bool AreInOrder(List<PlacedEvent> reports, Moment moment) =>
        reports.TrueForAll(each => moment.IsFirm(each) && each.Event.Occurred.IsDay)
        && reports.Select(each => each.Event.Occurred.Earliest).Distinct().Count() == reports.Count;

    private static List<T> LastOf<T>(List<Writer<T>> writers)
    {
        var last = LastWriter.Of(writers);
        var values = last.Last.Select(each => each.Writer.Value);
        return [.. (last.MayBeNone ? values.Append(default!) : values).Distinct()];
    }

    private static bool IsOpen(MeetingStatus status) =>
        status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed;

    // Over everywhere on Earth, or somewhere.
    private bool IsOver(Edtf plan) => plan.Latest < moment.CertainDay;

    private bool MayBeOver(Edtf? plan) => plan?.Latest < moment.PossibleDay;
}
