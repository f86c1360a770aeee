using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>One publication of a dataset: all that it says, it says on this day.</summary>
/// <param name="Dataset">Its short name, the same for all its releases: pax, ucdp-ged.</param>
/// <param name="Published">The day of the release: the published clock of everything in it.</param>
/// <param name="Title">As it calls itself.</param>
/// <param name="Publisher">Who publishes it: one voice, whatever the release.</param>
/// <param name="Url">Where it can be had; null: no one said.</param>
public sealed record Release(string Dataset, DateOnly Published, string Title, string Publisher, string? Url = null)
{
    /// <summary>The release as the source of a row.</summary>
    /// <param name="locator">The row, by the dataset's own id; null: the release as a whole.</param>
    public Source ToSource(string? locator) =>
        new()
        {
            Title = Title,
            Publisher = Publisher,
            Url = Url,
            Published = Edtf.Day(Published),
            Locator = locator,
        };
}
