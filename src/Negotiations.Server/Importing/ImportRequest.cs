using Negotiations.Import.Formats;
using Negotiations.Import.Statements;

namespace Negotiations.Server.Importing;

/// <summary>
/// What was asked: stored with the import, so that it can be gone on with after the program was killed.
/// </summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Release">The day of the release.</param>
/// <param name="DryRun">Whether nothing is to be recorded.</param>
/// <param name="Mapping">Which rows belong to which negotiation, and what columns mean; null: none was sent.</param>
internal sealed record ImportRequest(
    string Format,
    string Dataset,
    DateOnly Release,
    bool DryRun,
    Mapping? Mapping = null
)
{
    /// <summary>The format of a whole record: no dataset, but the events of another store.</summary>
    public const string Restoring = "events";

    public static IReadOnlyList<string> Formats { get; } = [.. DatasetFormats.Names, Restoring];

    public DatasetFormat ToFormat() =>
        DatasetFormats.Find(Format, Mapping?.Table)
        ?? throw new InvalidOperationException($"The format '{Format}' of a stored import is unknown.");

    public Release ToRelease(DatasetFormat format) =>
        new(Dataset, Release, $"{format.Title}, release of {Release:yyyy-MM-dd}", format.Publisher);
}
