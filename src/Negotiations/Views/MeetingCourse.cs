using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What one meeting has come to after some of its reports, in a placing and a reading.</summary>
/// <param name="IsKnown">A report of it is in.</param>
/// <param name="Kind">Null: no source names one.</param>
/// <param name="Status">Before a plan has passed.</param>
/// <param name="PlannedFor">Null: it has no plan.</param>
/// <param name="MovedFrom">Null: it was never moved.</param>
/// <param name="HeldOn">The day of the first report that it was.</param>
/// <param name="Place">Null: no source names one.</param>
internal readonly record struct MeetingCourse(
    bool IsKnown,
    MeetingKind? Kind,
    MeetingStatus Status,
    Edtf? PlannedFor,
    Edtf? MovedFrom,
    Edtf? HeldOn,
    string? Place
)
{
    /// <summary>It is to come, as far as sources say.</summary>
    public bool IsPlanned =>
        IsKnown && Status is MeetingStatus.Scheduled or MeetingStatus.Rescheduled or MeetingStatus.Postponed;

    /// <param name="reports">All of it that may have been.</param>
    /// <param name="moment">What is asked about.</param>
    /// <returns>Everything it may have come to; null: more is open at one time than can be followed.</returns>
    public static IReadOnlySet<MeetingCourse>? All(List<PlacedEvent> reports, Moment moment) =>
        new Sweep<MeetingCourse, MeetingStep>((course, step) => course.Take(step.Report.Event)).Run(
            default,
            reports.ConvertAll(each => new MeetingStep(each)),
            moment
        );

    private MeetingCourse Take(EffectiveEvent each)
    {
        var named = this with
        {
            IsKnown = true,
            Kind = Kind ?? MeetingFold.KindOf(each.Fact),
            Place = each.Fact.Place?.Name ?? Place,
        };
        return each.Fact switch
        {
            MeetingScheduled e => named with
            {
                Status = Status == MeetingStatus.Held ? Status : MeetingStatus.Scheduled,
                PlannedFor = e.PlannedFor ?? PlannedFor,
            },
            MeetingChanged e when Status != MeetingStatus.Held => named.Change(e),
            RoundHeld or MeetingHeld => named with { Status = MeetingStatus.Held, HeldOn = HeldOn ?? each.Occurred },
            _ => named,
        };
    }

    private MeetingCourse Change(MeetingChanged change)
    {
        var plan = change.NewDate ?? (change.Change == MeetingChange.Postponed ? null : PlannedFor);
        return this with
        {
            PlannedFor = plan,
            MovedFrom = PlannedFor is not null && PlannedFor != plan ? PlannedFor : MovedFrom,
            Status = MeetingFold.StatusAfter(change.Change, Status),
        };
    }

    private sealed record MeetingStep(PlacedEvent Report) : ISweepStep
    {
        public DateTimeOffset From => Report.From;

        public DateTimeOffset To => Report.To;

        public bool IsOptional => Report.Optional;

        public bool IsFree => false;

        public bool MayBe(Moment moment) => moment.MayBe(Report);

        public bool Was(Moment moment) => moment.Was(Report);
    }
}
