using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Counts of one number by several counters: which of them stand beside each other, and what they allow together.
/// </summary>
internal sealed class Counts(bool grows)
{
    private readonly List<Counted> candidates = [];
    private readonly List<SetAside> setAside = [];

    public void Add(CountSeries series)
    {
        candidates.AddRange(series.Standing);
        if (series.Standing.Count == 0)
            setAside.AddRange(series.SetAside);
    }

    public void Add(Counted count) => candidates.Add(count);

    private void Aside(SetAsideRule rule, Derivation what, params IEnumerable<Guid> by) =>
        setAside.Add(new SetAside(rule, what, [.. by]));

    /// <summary>What stands, together; null when there is no count.</summary>
    /// <param name="of">What it is a figure of.</param>
    public Counted? Together(string? of)
    {
        var standing = grows ? WithoutSuperseded() : candidates;
        if (standing.Count == 0)
            return null;

        var parts = new List<Derivation>(standing.Count);
        foreach (
            var group in standing.Count == 1
                ? [standing]
                : standing.GroupBy(count => (object?)count.Series ?? count).Select(group => group.ToList())
        )
            parts.Add(OfSeries(group));

        var day = standing.Select(count => count.Day).Aggregate((one, other) => one.LaterOf(other));
        return new Counted(Derivation.Union(parts, of, [.. setAside]), day);
    }

    /// <summary>
    /// A count of some of what these count: it joins them only where they cannot hold it, and else says nothing new.
    /// </summary>
    public void AddPart(Counted part)
    {
        var standing = grows ? [.. candidates.Where(count => SuccessorOf(count, ByStart()) is null)] : candidates;
        if (grows && IsHigher(part, standing))
        {
            // What says "at least" less than those who are counted says nothing beside them.
            foreach (var count in standing.Where(count => count.Figure.Floor is not null))
            {
                Aside(SetAsideRule.Superseded, count.Derivation, part.Derivation.Events());
                candidates.Remove(count);
                if (count.Series is { } series && !candidates.Exists(other => other.Series == series))
                    setAside.AddRange(series.SetAside);
            }

            Add(part with { Series = null });
        }
        else if (standing.Count > 0 && standing.TrueForAll(count => !(count.Figure.Ceiling < part.Figure.Floor)))
            Aside(SetAsideRule.PartOfAll, part.Derivation, standing.SelectMany(count => count.Derivation.Events()));
        else
            Add(part with { Series = null });
    }

    // They allow it, and none of them says as much from below.
    private static bool IsHigher(Counted part, List<Counted> standing) =>
        standing.Count > 0
        && standing.TrueForAll(count =>
            !(count.Figure.Ceiling < part.Figure.Floor)
            && (count.Figure.Floor is null || (count.Figure.Ceiling is null && count.Figure.Floor < part.Figure.Floor))
        );

    private static Derivation OfSeries(List<Counted> group)
    {
        if (group[0].Series is not { } series || (series.SetAside.Count == 0 && group.Count == 1))
            return group[0].Derivation;

        var parts = group.Select(count => count.Derivation).ToList();
        return new Derivation(
            DerivationKind.Latest,
            Figure.Union([.. parts.Select(part => part.Figure)])!,
            series.Counter,
            null,
            parts,
            [],
            series.SetAside
        );
    }

    // A count that is certainly later and not lower takes the place of each earlier one, whichever source counted.
    private List<Counted> WithoutSuperseded()
    {
        if (candidates.Count < 2)
            return candidates;

        var byStart = ByStart();
        var standing = new List<Counted>(candidates.Count);
        HashSet<CountSeries> left = [];
        foreach (var count in candidates)
            if (SuccessorOf(count, byStart) is { } later)
                Aside(SetAsideRule.Superseded, count.Derivation, later.Derivation.Events());
            else
                standing.Add(count);

        foreach (var count in standing)
            if (count.Series is { } stands)
                left.Add(stands);

        foreach (
            var gone in candidates
                .Select(count => count.Series)
                .OfType<CountSeries>()
                .Distinct()
                .Where(series => !left.Contains(series))
        )
            setAside.AddRange(gone.SetAside);

        return standing;
    }

    // From the last day back, with the highest floor among the counts that begin no earlier.
    private List<(DateOnly From, Counted Highest)> ByStart()
    {
        var byStart = new List<(DateOnly From, Counted Highest)>(candidates.Count);
        foreach (
            var count in candidates
                .Where(count => count.Day.From is not null)
                .OrderByDescending(count => count.Day.From)
        )
            byStart.Add(
                (
                    count.Day.From!.Value,
                    byStart.Count > 0 && !(count.Figure.Floor > (byStart[^1].Highest.Figure.Floor ?? -1))
                        ? byStart[^1].Highest
                        : count
                )
            );

        return byStart;
    }

    private static Counted? SuccessorOf(Counted count, List<(DateOnly From, Counted Highest)> byStart)
    {
        if (count.Day.To is not { } end)
            return null;

        var (low, high) = (0, byStart.Count);
        while (low < high)
            if (byStart[(low + high) / 2].From > end)
                low = ((low + high) / 2) + 1;
            else
                high = (low + high) / 2;

        return
            low > 0
            && byStart[low - 1].Highest is var later
            && later.Figure.Floor is { } floor
            && !(count.Figure.Low > floor)
            ? later
            : null;
    }
}
