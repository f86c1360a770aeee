using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>Milestones, planned and reached. A plan is open until a report of the same milestone says what became of it.</summary>
internal sealed class MilestoneFold(Findings findings)
{
    private readonly List<(MilestoneReported Fact, EffectiveEvent By)> reports = [];
    private readonly List<Guid?> settledBy = [];

    public IReadOnlyList<MilestoneView> View => [.. reports.Zip(settledBy, ToView)];

    public void Add(MilestoneReported fact, EffectiveEvent by)
    {
        reports.Add((fact, by));
        settledBy.Add(null);
    }

    public void Complete()
    {
        // Those of one kind: a plan is never settled by a milestone of another.
        foreach (var kind in Enumerable.Range(0, reports.Count).GroupBy(i => reports[i].Fact.Milestone))
            Settle([.. kind]);
    }

    private void Settle(IReadOnlyList<int> places)
    {
        foreach (var i in places)
        {
            var (plan, by) = reports[i];
            if (plan.Status is not (MilestoneStatus.Planned or MilestoneStatus.Delayed))
                continue;

            var same = places.Where(other => other != i && IsSame(reports[other].Fact, plan) && !IsCertainlyBefore(reports[other].By, by)).ToList();
            var settling = same.Where(other => reports[other].Fact.Status is MilestoneStatus.Achieved or MilestoneStatus.Missed)
                .Concat(same.Where(other => plan.PlannedFor is not null && reports[other].Fact.PlannedFor > plan.PlannedFor))
                .ToList();
            settledBy[i] = settling.Count > 0 ? reports[settling[0]].By.Id : null;
            if (settling.Count > 0 || plan.PlannedFor is null)
                continue;

            findings.TurnsAfter(plan.PlannedFor.Latest);
            if (plan.PlannedFor.Latest < findings.AsOf)
                findings.Anomaly("date-passed-no-outcome", [by.Id], ("milestone", plan.Milestone), ("plannedFor", plan.PlannedFor));
        }
    }

    private static bool IsCertainlyBefore(EffectiveEvent one, EffectiveEvent other) =>
        DaySpan.Of(one.Occurred).IsCertainlyBefore(DaySpan.Of(other.Occurred));

    // By the name that ties them; without names by place and actors, and what is called "other" by its title.
    private static bool IsSame(MilestoneReported one, MilestoneReported other)
    {
        if (one.MilestoneId is not null && other.MilestoneId is not null)
            return one.MilestoneId == other.MilestoneId;

        if (one.MilestoneId is not null || other.MilestoneId is not null)
            return false;

        if (one.Milestone == Milestone.Other)
            return one.Title is not null && string.Equals(one.Title, other.Title, StringComparison.OrdinalIgnoreCase);

        return string.Equals(one.Place?.Name, other.Place?.Name, StringComparison.OrdinalIgnoreCase) && ActorsOf(one).SetEquals(ActorsOf(other));
    }

    private static HashSet<string> ActorsOf(MilestoneReported fact) => [.. (fact.Actors ?? []).Select(actor => actor.Id)];

    private static MilestoneView ToView((MilestoneReported Fact, EffectiveEvent By) report, Guid? settledBy) => new(
        report.Fact.MilestoneId, report.Fact.Title, report.Fact.Milestone, report.Fact.Status, report.By.Occurred, report.Fact.PlannedFor,
        QuantityView.Of(report.Fact.Amount), report.Fact.Place?.Name, report.Fact.Note, report.By.Id, settledBy,
        ItemSource.ActorsOf(report.By), report.Fact.Claim, ItemSource.Of(report.By));
}
