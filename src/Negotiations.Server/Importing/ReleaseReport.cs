using Negotiations.Import.Statements;

namespace Negotiations.Server.Importing;

/// <summary>What a release of a dataset changed in the record, value by value.</summary>
/// <param name="Citation">How to cite it.</param>
/// <param name="Import">That took the release in.</param>
/// <param name="Dataset">Of which dataset.</param>
/// <param name="Release">The day of the release.</param>
/// <param name="Sha256">Of its file.</param>
/// <param name="State">Of the import.</param>
/// <param name="DryRun">True: nothing was recorded, and this is what would have changed.</param>
/// <param name="Events">Counts of facts.</param>
/// <param name="Questions">What was left to a person.</param>
/// <param name="Items">A page of the changes.</param>
/// <param name="Next">Of the next page; null: this is the last.</param>
public sealed record ReleaseReport(
    string Citation,
    Guid Import,
    string Dataset,
    DateOnly Release,
    string Sha256,
    ImportState State,
    bool DryRun,
    ImportedEvents Events,
    IReadOnlyList<ImportQuestion> Questions,
    IReadOnlyList<ReleaseChange> Items,
    string? Next
);
