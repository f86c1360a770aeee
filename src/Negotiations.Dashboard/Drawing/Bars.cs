using Negotiations.Values;

namespace Negotiations.Dashboard.Drawing;

/// <summary>Values beside each other as lying bars: a full bar to the floor, a pale one on to the ceiling.</summary>
/// <param name="Rows">From above.</param>
public sealed record Bars(IReadOnlyList<Bar> Rows)
{
    public const double Width = 900;
    public const double Left = 292;
    public const double RowHeight = 24;
    private const double LongestBar = 820;

    // About the width of a bold letter at the size of the values, which stand past the ends of their bars.
    private const double Letter = 7.2;

    // A label longer than this would run into its bar.
    private const int MostLetters = 36;

    public double Height => (Rows.Count * RowHeight) + 26;

    public decimal Most { get; } =
        Math.Max(1, Rows.Count == 0 ? 1 : Rows.Max(row => row.Value.High ?? row.Value.Best ?? row.Value.Low ?? 0));

    /// <summary>Where the longest bar ends: past it the longest value still has room.</summary>
    public double Right { get; } =
        Math.Min(LongestBar, Width - 10 - (Letter * (Rows.Count == 0 ? 0 : Rows.Max(row => row.Text.Length))));

    public double X(decimal value) => Left + ((double)(value / Most) * (Right - Left));

    public static string Clip(string label) => label.Length <= MostLetters ? label : label[..(MostLetters - 1)] + "…";

    /// <summary>Round values along the axis.</summary>
    public IEnumerable<decimal> Marks()
    {
        var step = 1m;
        for (var factor = 0; Most / step > 6; factor++)
            step *= factor % 3 == 1 ? 2.5m : 2;

        for (var mark = 0m; mark <= Most; mark += Math.Max(1, Math.Floor(step)))
            yield return mark;
    }

    /// <summary>The same for the chart to move about in.</summary>
    public ChartData Data(string name, string unit) =>
        new(
            "bars",
            unit,
            [.. Rows.Select(row => row.Label)],
            [
                new ChartSeries(
                    name,
                    Rows.Count == 0 ? "talks" : Rows[0].Tone,
                    [.. Rows.Select(row => row.Value.Low ?? row.Value.Best)],
                    [.. Rows.Select(row => row.Value.High)]
                ),
            ]
        );

    /// <summary>A count that is known exactly.</summary>
    public static Figure Exact(int count) => Figure.Exactly(count, null);
}

/// <param name="Label">Beside the bar.</param>
/// <param name="Value">Its floor and ceiling.</param>
/// <param name="Text">In words, at its end.</param>
/// <param name="Tone">talks, violence, texts or words: the colour.</param>
/// <param name="Address">Where the label leads; null: nowhere.</param>
public sealed record Bar(string Label, Figure Value, string Text, string Tone, string? Address = null);
