using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>A figure that is a count of some number on some day.</summary>
/// <param name="Derivation">How it comes about.</param>
/// <param name="Day">On which day it stood.</param>
/// <param name="Series">Whose counts it is the last of; null: it is made of several counters' figures.</param>
internal sealed record Counted(Derivation Derivation, DaySpan Day, CountSeries? Series = null)
{
    public Figure Figure => Derivation.Figure;
}

/// <summary>
/// The counts of one counter for one kind of loss, one side and one population: which of them stand, and why the
/// others do not.
/// </summary>
internal sealed class CountSeries
{
    private readonly int loss;
    private readonly Toll first;

    private CountSeries(int loss, Toll first)
    {
        this.loss = loss;
        this.first = first;
    }

    public string Counter => first.Counter;

    /// <summary>The counter as it is compared.</summary>
    public string Key => first.Series;

    /// <summary>Whose losses; null: of all sides.</summary>
    public string? Side => first.Fact.Side;

    public bool CountsAll => first.Population == Events.TollOf.All;

    /// <summary>The counts of the latest day; of several on one day all.</summary>
    public IReadOnlyList<Counted> Standing { get; private set; } = [];

    public List<SetAside> SetAside { get; } = [];

    /// <summary>Counts that fell: the earlier, the later.</summary>
    public List<(Toll Earlier, Toll Later)> Decreases { get; } = [];

    /// <param name="tolls">All of one counter, side and population, and each with a figure of this loss.</param>
    /// <param name="known">Every report of the same loss, by id.</param>
    public static CountSeries Of(IReadOnlyList<Toll> tolls, int loss, IReadOnlyDictionary<Guid, Toll> known)
    {
        var series = new CountSeries(loss, tolls[0]);
        if (tolls is [{ Fact.Repeats: null } only])
        {
            series.Standing = [series.Leaf(only)];
            return series;
        }

        var counted = tolls.Where(toll => !series.IsRepetition(toll, known)).ToList();
        var totals = series.WithoutOutdated([.. counted.Where(toll => toll.IsCumulative)]);
        var last = totals.MaxBy(toll => toll.Day.From);
        var standing = new List<Toll>(totals.Count);
        foreach (var toll in totals)
            if (toll.Day.To < last?.Day.From)
                series.Aside(SetAsideRule.Replaced, toll, last!);
            else
                standing.Add(toll);

        series.FindDecreases(totals);
        series.Standing = series.WithIncrements(standing, [.. counted.Where(toll => !toll.IsCumulative)]);
        return series;
    }

    private Counted Leaf(Toll toll) => new(Derivation.Stated(toll.Of(loss)!, Counter, toll.Id), toll.Day, this);

    private void Aside(SetAsideRule rule, Toll toll, params IEnumerable<Toll> by) =>
        SetAside.Add(new SetAside(rule, Leaf(toll).Derivation, [.. by.Select(each => each.Id)]));

    // A report that repeats one which is not known, or which in the end repeats this one, is all there is of it.
    private bool IsRepetition(Toll toll, IReadOnlyDictionary<Guid, Toll> known)
    {
        if (Repeated(toll, known) is not { } first)
            return false;

        var (original, steps) = (first, 0);
        while (Repeated(original, known) is { } further && further != toll && steps++ < known.Count)
            original = further;

        if (Repeated(original, known) is not null)
            return false;

        Aside(SetAsideRule.Repeats, toll, first);
        return true;
    }

    private Toll? Repeated(Toll toll, IReadOnlyDictionary<Guid, Toll> known) =>
        toll.Fact.Repeats is { } id && known.TryGetValue(id, out var other) && other.Of(loss) is not null
            ? other
            : null;

    // Walks through the counts by day. What has certainly been left behind: an equal figure, after which another
    // certainly followed.
    private List<Toll> WithoutOutdated(List<Toll> totals)
    {
        var byEnd = totals.Where(toll => toll.Day.To is not null).OrderBy(toll => toll.Day.To).ToList();
        HashSet<Toll> outdated = [];
        Dictionary<Figure, Toll> firstWith = [];
        var (next, latest, latestOther) = (0, (Toll?)null, (Toll?)null);
        foreach (var toll in totals.OrderBy(toll => toll.Day.From))
        {
            for (; next < byEnd.Count && byEnd[next].Day.To < toll.Day.From; next++)
                if (!outdated.Contains(byEnd[next]))
                    Settle(byEnd[next]);

            var figure = toll.Of(loss)!;
            var followed = latest is not null && latest.Of(loss) != figure ? latest : latestOther;
            if (
                followed is null
                || !firstWith.TryGetValue(figure, out var first)
                || !first.Day.IsCertainlyBefore(followed.Day)
            )
                continue;

            outdated.Add(toll);
            Aside(SetAsideRule.Outdated, toll, first, followed);
        }

        return outdated.Count == 0 ? totals : [.. totals.Where(toll => !outdated.Contains(toll))];

        void Settle(Toll toll)
        {
            firstWith.TryAdd(toll.Of(loss)!, toll);
            if (latest is null || toll.Day.From >= latest.Day.From)
                (latest, latestOther) = (
                    toll,
                    latest is not null && latest.Of(loss) != toll.Of(loss) ? latest : latestOther
                );
            else if (toll.Of(loss) != latest.Of(loss) && !(toll.Day.From < latestOther?.Day.From))
                latestOther = toll;
        }
    }

    private void FindDecreases(List<Toll> totals)
    {
        var inOrder = totals.OrderBy(toll => toll.Day.From).ToList();
        foreach (var (earlier, later) in inOrder.Zip(inOrder.Skip(1)))
            if (earlier.Day.IsCertainlyBefore(later.Day) && later.Of(loss)!.Ceiling < earlier.Of(loss)!.Floor)
                Decreases.Add((earlier, later));
    }

    // A further loss is in a total that is certainly later, and not in one that is certainly earlier; else it may be
    // in it or not.
    private List<Counted> WithIncrements(List<Toll> standing, List<Toll> increments)
    {
        if (standing.Count == 0)
            return increments.Count == 0 ? [] : [Together([.. increments.Select(Leaf)])];

        var all = new List<Counted>(standing.Count);
        foreach (var total in standing)
        {
            var later = increments.Where(more => !more.Day.IsCertainlyBefore(total.Day)).ToList();
            var certain = later.Where(more => total.Day.IsCertainlyBefore(more.Day)).ToList();
            all.Add(Together([Leaf(total), .. certain.Select(Leaf)]));
            if (certain.Count < later.Count)
                all.Add(Together([Leaf(total), .. later.Select(Leaf)]));
        }

        foreach (
            var before in increments.Where(more => standing.TrueForAll(total => more.Day.IsCertainlyBefore(total.Day)))
        )
            Aside(SetAsideRule.Replaced, before, standing[0]);

        return all;
    }

    private Counted Together(IReadOnlyList<Counted> parts) =>
        parts is [var only]
            ? only
            : new Counted(
                Derivation.Sum([.. parts.Select(part => part.Derivation)], Counter),
                parts.Select(part => part.Day).Aggregate((day, other) => day.LaterOf(other)),
                this
            );
}
