using Spectre.Console;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>
/// A table with all its columns where they fit, and in a narrow window with those that matter most: no one reads
/// words cut into syllables.
/// </summary>
internal sealed class Fitting : Renderable
{
    private const int WidthForAll = 130;

    private readonly IRenderable wide;
    private readonly IRenderable narrow;

    /// <param name="columns">Their names.</param>
    /// <param name="essential">Places of the columns that stay.</param>
    /// <param name="rows">One cell a column.</param>
    public Fitting(string[] columns, int[] essential, IReadOnlyList<string?[]> rows)
    {
        var all = Tables.Of(columns);
        var few = Tables.Of([.. essential.Select(place => columns[place])]);
        foreach (var row in rows)
        {
            all.Line(row);
            few.Line(essential.Select(place => row[place]));
        }

        // The first column names the line; broken over two, it could not be copied.
        all.Columns[0].NoWrap = few.Columns[0].NoWrap = true;
        (wide, narrow) = (all, few);
    }

    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        Choose(maxWidth).Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Choose(maxWidth).Render(options, maxWidth);

    private IRenderable Choose(int maxWidth) => maxWidth < WidthForAll ? narrow : wide;
}
