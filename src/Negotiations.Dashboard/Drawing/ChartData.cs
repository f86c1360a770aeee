namespace Negotiations.Dashboard.Drawing;

/// <summary>
/// What a chart to move about in is made of. Every value is a low and a high: a range is never shown as one number.
/// </summary>
/// <param name="Kind">line or bars.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Labels">Along the axis; for lines, days.</param>
/// <param name="Series">Each as long as the labels.</param>
public sealed record ChartData(
    string Kind,
    string Unit,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series
);

/// <param name="Tone">talks, violence, texts or words: the colour.</param>
/// <param name="Low">Null: no value here.</param>
/// <param name="High">Null: no ceiling, or no value.</param>
public sealed record ChartSeries(string Name, string Tone, IReadOnlyList<decimal?> Low, IReadOnlyList<decimal?> High);
