using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>
/// Milestones, planned and reached. A plan is open until a report of the same milestone says what became of it.
/// </summary>
internal sealed class MilestoneFold(FoldTrace trace)
{
    private readonly List<(MilestoneReported Fact, EffectiveEvent By)> reports = [];
    private readonly List<Guid?> settledBy = [];

    public IReadOnlyList<MilestoneView> View => [.. reports.Select((report, i) => ToView(report, settledBy[i]))];

    public void Add(MilestoneReported fact, EffectiveEvent by)
    {
        reports.Add((fact, by));
        settledBy.Add(null);
    }

    public void Complete()
    {
        OrderedDictionary<Key, List<int>> byKey = [];
        for (var i = 0; i < reports.Count; i++)
        {
            var key = KeyOf(reports[i].Fact, i);
            if (!byKey.TryGetValue(key, out var same))
                byKey.Add(key, same = []);
            same.Add(i);
        }

        foreach (var same in byKey.Values)
            if (same.Exists(IsPlan))
                Settle(same);
    }

    // Plans are taken by their first day: what was over before one of them began was over before all that follow.
    private void Settle(List<int> same)
    {
        var outcomes = same.FindAll(i => reports[i].Fact.Status is MilestoneStatus.Achieved or MilestoneStatus.Missed);
        var plans = same.FindAll(i => reports[i].Fact.PlannedFor is not null);
        var (nextOutcome, nextPlan) = (0, 0);
        foreach (var i in same.Where(IsPlan).OrderBy(i => FirstDay(i)))
        {
            while (nextOutcome < outcomes.Count && IsCertainlyBefore(outcomes[nextOutcome], i))
                nextOutcome++;
            while (nextPlan < plans.Count && IsCertainlyBefore(plans[nextPlan], i))
                nextPlan++;

            var plannedFor = reports[i].Fact.PlannedFor;
            settledBy[i] = First(outcomes, nextOutcome, i, _ => true)
                ?? (
                    plannedFor is null
                        ? null
                        : First(plans, nextPlan, i, other => reports[other].Fact.PlannedFor > plannedFor)
                );
        }

        foreach (var i in same.Where(i => IsPlan(i) && settledBy[i] is null))
            if (reports[i].Fact.PlannedFor is { } day)
            {
                trace.TurnsAfter(day.Latest);
                if (trace.IsOver(day))
                    trace.Anomaly(
                        "date-passed-no-outcome",
                        [reports[i].By.Id],
                        TitleOf(i, same) is { } title ? ("title", title) : ("milestone", reports[i].Fact.Milestone),
                        ("plannedFor", day)
                    );
            }
    }

    // Its own, else the last that another report of the same milestone gives it.
    private string? TitleOf(int plan, List<int> same) =>
        reports[plan].Fact.Title ?? same.Select(i => reports[i].Fact.Title).LastOrDefault(title => title is not null);

    private bool IsPlan(int i) => reports[i].Fact.Status is MilestoneStatus.Planned or MilestoneStatus.Delayed;

    private DateOnly FirstDay(int i) => reports[i].By.Occurred.Earliest ?? DateOnly.MinValue;

    private bool IsCertainlyBefore(int one, int other) =>
        reports[one].By.Occurred.Latest is { } end && end < reports[other].By.Occurred.Earliest;

    private Guid? First(List<int> among, int from, int plan, Func<int, bool> settles)
    {
        for (var place = from; place < among.Count; place++)
            if (among[place] != plan && !IsCertainlyBefore(among[place], plan) && settles(among[place]))
                return reports[among[place]].By.Id;

        return null;
    }

    // By the name that ties them; without names by kind, place and actors, and what is called "other" by its title.
    private static Key KeyOf(MilestoneReported fact, int place)
    {
        if (fact.MilestoneId is { } id)
            return new Key(fact.Milestone) { Id = id };

        if (fact.Milestone == Milestone.Other)
            return fact.Title is { } title
                ? new Key(Milestone.Other) { Title = title.ToUpperInvariant() }
                : new Key(Milestone.Other) { Alone = place };

        var actors = fact.Actors is { Count: > 0 } named
            ? string.Join(' ', named.Select(actor => actor.Id).Distinct().Order(StringComparer.Ordinal))
            : "";
        return new Key(fact.Milestone) { Actors = actors, Place = fact.Place?.Name?.ToUpperInvariant() ?? "" };
    }

    private static MilestoneView ToView((MilestoneReported Fact, EffectiveEvent By) report, Guid? settledBy) =>
        new(
            report.Fact.MilestoneId,
            report.Fact.Title,
            report.Fact.Milestone,
            report.Fact.Status,
            report.By.Occurred,
            report.Fact.PlannedFor,
            QuantityView.Of(report.Fact.Amount),
            report.Fact.Place?.Name,
            report.Fact.Note,
            report.By.Id,
            settledBy,
            ItemSource.ActorsOf(report.By),
            report.By.Claim,
            ItemSource.Of(report.By)
        );

    private readonly record struct Key(Milestone Milestone)
    {
        public string? Id { get; init; }

        public string? Title { get; init; }

        public string? Actors { get; init; }

        public string? Place { get; init; }

        public int? Alone { get; init; }
    }
}
