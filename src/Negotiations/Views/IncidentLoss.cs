using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One kind of loss in one incident: by side, and in all.</summary>
internal sealed class IncidentLoss
{
    private readonly int loss;
    private readonly IReadOnlyList<Toll> given;
    private readonly List<CountSeries> series = [];
    private Dictionary<Guid, Toll>? known;

    private IncidentLoss(int loss, IReadOnlyList<Toll> given) => (this.loss, this.given) = (loss, given);

    /// <summary>By side, in the order in which they were first counted.</summary>
    public List<(string Side, Counted Count)> Sides { get; } = new(1);

    /// <summary>All sides together; null when no source gives a figure.</summary>
    public Counted? Total { get; private set; }

    /// <summary>The sum of the sides before it is held against headlines; null when no side is counted.</summary>
    public Counted? SumOfSides { get; private set; }

    /// <summary>Every counter's counts, of sides and of all.</summary>
    public IReadOnlyList<CountSeries> Series => series;

    /// <summary>The reports that bound the figure of a side or of all.</summary>
    public IEnumerable<Toll> Bounding =>
        Sides
            .Select(each => each.Count)
            .Append(Total!)
            .SelectMany(count => count.Derivation.Events())
            .Distinct()
            .Select(id => Known[id]);

    private Dictionary<Guid, Toll> Known => known ??= given.DistinctBy(toll => toll.Id).ToDictionary(toll => toll.Id);

    /// <summary>By place in <see cref="Loss.All"/>; null where no toll gives a figure of it.</summary>
    public static IncidentLoss?[] Each(IReadOnlyList<Toll> tolls, IReadOnlyCollection<string> sides)
    {
        var losses = new IncidentLoss?[Loss.All.Count];
        for (var loss = 0; loss < losses.Length; loss++)
            losses[loss] = Of(tolls, loss, sides);

        return losses;
    }

    /// <summary>Null when no toll gives a figure of this loss.</summary>
    /// <param name="tolls">Those of the incident, in the order of the world.</param>
    /// <param name="loss">Which, by place in <see cref="Loss.All"/>.</param>
    /// <param name="sides">Codes of those who fought, as far as is known.</param>
    public static IncidentLoss? Of(IReadOnlyList<Toll> tolls, int loss, IReadOnlyCollection<string> sides)
    {
        var given = Given(tolls, loss);
        if (given.Count == 0)
            return null;

        var counted = new IncidentLoss(loss, given);
        if (given.Count == 1 && given[0] is { MayBeAlone: true } alone)
        {
            counted.CountAlone(alone, sides);
            return counted;
        }

        foreach (
            var side in given
                .Where(toll => toll.Fact.Side is not null)
                .GroupBy(toll => toll.Fact.Side!, StringComparer.OrdinalIgnoreCase)
        )
            if (counted.Standing([.. side]).Together(null) is { } count)
                counted.Sides.Add((side.Key, count));

        var headlines = counted.Standing([.. given.Where(toll => toll.Fact.Side is null)]);
        counted.SumOfSides = counted.Sum(sides);
        if (counted.SumOfSides is { Figure.Ceiling: null } part)
            headlines.AddPart(part);
        else if (counted.SumOfSides is { } sum)
            headlines.Add(sum);

        counted.Total = headlines.Together(null);
        return counted;
    }

    private static IReadOnlyList<Toll> Given(IReadOnlyList<Toll> tolls, int loss)
    {
        if (tolls.Count == 1)
            return tolls[0].Of(loss) is null ? [] : tolls;

        List<Toll>? given = null;
        for (var i = 0; i < tolls.Count; i++)
            if (tolls[i].Of(loss) is not null)
                (given ??= new(tolls.Count)).Add(tolls[i]);

        return (IReadOnlyList<Toll>?)given ?? [];
    }

    // Nothing replaces the one report there is, and nothing stands beside it.
    private void CountAlone(Toll toll, IReadOnlyCollection<string> sides)
    {
        var count = new Counted(Derivation.Stated(toll.Of(loss)!, toll.Counter, toll.Id), toll.Day);
        if (toll.Fact.Side is { } side)
        {
            Sides.Add((side, count));
            SumOfSides = Sum(sides);
        }

        Total = SumOfSides ?? count;
    }

    // Fewer than two sides are no clash: who else was there is not known, and not counted.
    private Counted? Sum(IReadOnlyCollection<string> sides)
    {
        if (Sides.Count == 0)
            return null;

        List<string> notCounted = new(2);
        foreach (var side in sides)
            if (OfSide(side) is null)
                notCounted.Add(side);

        if (Sides.Count + notCounted.Count < 2)
            notCounted.Add("unknown");

        var parts = new Derivation[Sides.Count];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Sides[i].Count.Derivation with { Of = Sides[i].Side };

        var day = Sides[0].Count.Day;
        foreach (var (_, count) in Sides)
            day = day.LaterOf(count.Day);
        return new Counted(Derivation.Sum(parts, "sides", notCounted), day);
    }

    /// <summary>Null: no source counts this side.</summary>
    public Figure? OfSide(string side)
    {
        foreach (var (counted, count) in Sides)
            if (string.Equals(counted, side, StringComparison.OrdinalIgnoreCase))
                return count.Figure;

        return null;
    }

    // Civilians and combatants are all; either alone is a floor of it, and says no more where a count of all allows it.
    private Counts Standing(IReadOnlyList<Toll> tolls)
    {
        var all = Population(tolls, TollOf.All);
        if (tolls.All(toll => toll.Population == TollOf.All))
            return all;

        var civilians = Population(tolls, TollOf.Civilians).Together(Json.WireName.Of(TollOf.Civilians));
        var combatants = Population(tolls, TollOf.Combatants).Together(Json.WireName.Of(TollOf.Combatants));
        if (civilians is not null && combatants is not null)
        {
            all.Add(
                new Counted(
                    Derivation.Sum([civilians.Derivation, combatants.Derivation], "populations"),
                    civilians.Day.LaterOf(combatants.Day)
                )
            );
            return all;
        }

        if ((civilians ?? combatants) is not { } part)
            return all;

        var uncounted = Json.WireName.Of(civilians is null ? TollOf.Civilians : TollOf.Combatants);
        var floor = Derivation.Sum([part.Derivation], "populations", uncounted);
        all.AddPart(part with { Derivation = floor });
        return all;
    }

    private Counts Population(IReadOnlyList<Toll> tolls, TollOf population)
    {
        var counts = new Counts(Loss.All[loss].Grows);
        if (tolls is [var only] && only.Population == population)
        {
            var single = CountSeries.Of(tolls, loss, Known);
            series.Add(single);
            counts.Add(single);
            return counts;
        }

        foreach (var group in tolls.Where(toll => toll.Population == population).GroupBy(toll => toll.Series))
        {
            var counter = CountSeries.Of([.. group], loss, Known);
            series.Add(counter);
            counts.Add(counter);
        }

        return counts;
    }
}
