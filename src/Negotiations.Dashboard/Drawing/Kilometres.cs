using System.Globalization;
using Negotiations.Dashboard.Models;
using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Dashboard.Drawing;

/// <summary>
/// How much of a boundary was agreed when: as the status reported it on each day, and what each source stated.
/// </summary>
/// <param name="Steps">As the status reported it, by day.</param>
/// <param name="Stated">What sources stated, in the order of the world.</param>
public sealed record Kilometres(IReadOnlyList<(DateOnly Day, Figure Agreed)> Steps, IReadOnlyList<StatedLength> Stated)
{
    public const double Width = 900;
    public const double Height = 260;
    public const double Left = 52;
    public const double Bottom = 232;

    private static readonly int[] Factors = [1, 2, 5, 10];

    public TimeScale Scale { get; } =
        TimeScale.Around([.. Steps.Select(step => step.Day)], DateOnly.MinValue, Left, Width - 10);

    public decimal Top { get; } =
        Math.Max(
            1,
            Steps.Count == 0 ? 1 : Steps.Max(step => step.Agreed.High ?? step.Agreed.Best ?? step.Agreed.Low ?? 0)
        );

    public static bool IsIn(IReadOnlyList<EffectiveEvent> facts) =>
        facts.Any(each => each.Fact is SectionsAgreed or RoundHeld { Kilometres: not null });

    public static Kilometres Of(IReadOnlyList<PhasePoint> course, IReadOnlyList<EffectiveEvent> facts) =>
        new(
            [.. course.Where(point => point.Agreed is not null).Select(point => (point.Day, point.Agreed!))],
            [.. facts.SelectMany(State)]
        );

    public double Y(decimal value) => Bottom - ((double)(value / Top) * (Bottom - 14));

    /// <summary>Even values to read the height by.</summary>
    public IReadOnlyList<decimal> Marks()
    {
        var rough = (double)Top / 4;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (decimal)(Array.Find(Factors, factor => factor * unit >= rough) * unit);
        return [.. Enumerable.Range(0, 6).Select(i => i * step).TakeWhile(value => value <= Top)];
    }

    /// <summary>The line of steps through one end of each range.</summary>
    public string Path(Func<Figure, decimal?> end)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (day, agreed) in Steps)
        {
            var (x, y) = (Svg.N(Scale.X(day)), Svg.N(Y(end(agreed) ?? 0)));
            path.Append(path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}");
        }

        return path.ToString();
    }

    /// <summary>Between the floors and the ceilings.</summary>
    public string Band()
    {
        var upper = Steps.Select(
            (step, i) =>
                (X: Scale.X(step.Day), From: Y(High(Steps[Math.Max(0, i - 1)].Agreed)), To: Y(High(step.Agreed)))
        );
        var lower = Steps
            .Select(
                (step, i) =>
                    (X: Scale.X(step.Day), From: Y(Low(Steps[Math.Max(0, i - 1)].Agreed)), To: Y(Low(step.Agreed)))
            )
            .Reverse();
        var points = upper
            .SelectMany(each => new[] { (each.X, each.From), (each.X, each.To) })
            .Concat(lower.SelectMany(each => new[] { (each.X, each.To), (each.X, each.From) }));
        return string.Join(' ', points.Select(point => $"{Svg.N(point.Item1)},{Svg.N(point.Item2)}"));
    }

    public ChartData Data(string name) =>
        new(
            "line",
            "km",
            [.. Steps.Select(step => step.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            [
                new ChartSeries(
                    name,
                    "texts",
                    [.. Steps.Select(step => (decimal?)Low(step.Agreed))],
                    [.. Steps.Select(step => (decimal?)High(step.Agreed))]
                ),
            ]
        );

    public static decimal Low(Figure agreed) => agreed.Low ?? agreed.Best ?? 0;

    public static decimal High(Figure agreed) => agreed.High ?? agreed.Best ?? agreed.Low ?? 0;

    private static IEnumerable<StatedLength> State(EffectiveEvent each) =>
        each.Fact switch
        {
            RoundHeld { Kilometres: { } agreed } => [new(each, "fact.agreedKm", agreed, "km")],
            SectionsAgreed stated => new (string Key, Quantity? Length, string Unit)[]
            {
                ("fact.agreedKm", stated.Length, "km"),
                ("fact.cumulativeKm", stated.Cumulative, "km"),
                ("fact.totalKm", stated.Total, "km"),
                ("fact.remainingKm", stated.Remaining, "km"),
                ("fact.share", stated.Share, "percent"),
            }
                .Where(part => part.Length is not null)
                .Select(part => new StatedLength(each, part.Key, part.Length!, part.Unit)),
            _ => [],
        };
}

/// <param name="By">The event.</param>
/// <param name="Key">What is stated: a text of fact.*.</param>
/// <param name="Unit">Where the quantity names none.</param>
public sealed record StatedLength(EffectiveEvent By, string Key, Quantity Length, string Unit);
