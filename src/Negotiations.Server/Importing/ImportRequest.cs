using System.Text.Json;
using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Values;

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
    /// <summary>Within which its silence says that a fact is gone, in EDTF; null: everywhere.</summary>
    public Edtf? Covers { get; init; }

    /// <summary>Its silence says nothing.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Ids of rows that are deleted; null: none were sent.</summary>
    public IReadOnlyList<string>? Deleted { get; init; }

    /// <summary>What a person has said yes to, by the codes of <see cref="ImportQuestion"/>.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Fewer rows are no release of the dataset; null: as for the release before.</summary>
    public long? LeastRows { get; init; }

    /// <summary>More rows are no release of the dataset; null: as for the release before.</summary>
    public long? MostRows { get; init; }

    /// <summary>The format of a whole record: no dataset, but the events of another store.</summary>
    public const string Restoring = "events";

    /// <summary>No file: what an import recorded is taken back. Asked for by DELETE.</summary>
    public const string Undoing = "undo";

    /// <summary>The import that is taken back; null: it is no undoing.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>Verifier keys that a whole record is to be signed by; none: the one that it has itself.</summary>
    public IReadOnlyList<string> Vkeys { get; init; } = [];

    /// <summary>A whole record is taken as it is, whatever proves it or does not.</summary>
    public bool IsUnproven { get; init; }

    public static IReadOnlyList<string> Formats { get; } = [.. DatasetFormats.Names, Restoring];

    /// <summary>With the bounds of its dataset, where it gives none itself.</summary>
    /// <param name="last">The request of the last import that counts, as JSON; null: there is none.</param>
    public ImportRequest Remembering(string? last)
    {
        var before = last is null ? null : JsonSerializer.Deserialize<ImportRequest>(last, EventJson.Options);
        return this with { LeastRows = LeastRows ?? before?.LeastRows, MostRows = MostRows ?? before?.MostRows };
    }

    /// <summary>Of <see cref="Vkeys"/>, which were read when it was asked for.</summary>
    public IReadOnlyList<VerifierKey> Keys() =>
        [.. Vkeys.Select(text => VerifierKey.TryParse(text, out var key, out _) ? key : null).OfType<VerifierKey>()];

    public DatasetFormat ToFormat() =>
        DatasetFormats.Find(Format, Mapping?.Table)
        ?? throw new InvalidOperationException($"The format '{Format}' of a stored import is unknown.");

    public Release ToRelease(DatasetFormat format) =>
        new(Dataset, Release, $"{format.Title}, release of {Release:yyyy-MM-dd}", format.Publisher);
}
