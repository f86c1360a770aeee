namespace Negotiations.Server.Importing;

/// <summary>How far an import is, and what it came to.</summary>
/// <param name="Id">Of the import; every event it recorded bears it.</param>
/// <param name="State">Waiting, running, done or failed.</param>
/// <param name="Stage">What it is at while it runs; null otherwise.</param>
/// <param name="Format">As which the file was read.</param>
/// <param name="Dataset">Of which dataset it is a release.</param>
/// <param name="Release">The day of the release: the published clock of all it states.</param>
/// <param name="DryRun">True: nothing was recorded, and the figures say what would have been.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="BytesRead">So far.</param>
/// <param name="StartedBy">The monitor; also the author of the events.</param>
/// <param name="StartedAt">By the database's clock.</param>
/// <param name="FinishedAt">Likewise; null before it is done or failed.</param>
/// <param name="Rows">What became of the rows. The report row by row is at /rows.</param>
/// <param name="Events">What was recorded.</param>
/// <param name="Negotiations">Where the rows went: the first two hundred, by id.</param>
/// <param name="NegotiationsTotal">How many negotiations that is.</param>
/// <param name="NegotiationsDone">How many of them have been recorded.</param>
/// <param name="Notes">How often each kind of note was made on a row.</param>
/// <param name="MissingColumns">Columns that the format usually has and the file has not.</param>
/// <param name="UnreadColumns">Columns of the file that nothing is taken from.</param>
/// <param name="Encoding">What the file was taken to be written in.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
public sealed record ImportReport(
    Guid Id,
    ImportState State,
    ImportStage? Stage,
    string Format,
    string Dataset,
    DateOnly Release,
    bool DryRun,
    string Sha256,
    long Bytes,
    long BytesRead,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    ImportedRows Rows,
    ImportedEvents Events,
    IReadOnlyList<ImportedNegotiation> Negotiations,
    int NegotiationsTotal,
    int NegotiationsDone,
    IReadOnlyDictionary<string, long> Notes,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyList<string> UnreadColumns,
    string? Encoding,
    string? Problem
);

public enum ImportState
{
    Waiting,
    Running,
    Done,
    Failed,
}

public enum ImportStage
{
    /// <summary>Every row is read and judged before the first event is recorded.</summary>
    Reading,
    Recording,
}

/// <param name="Read">All of them.</param>
/// <param name="Accepted">Taken as they stand.</param>
/// <param name="Normalised">Taken with something read otherwise than it is written.</param>
/// <param name="Quarantined">Not taken: someone has to look.</param>
/// <param name="LeftOut">Not taken, because they state nothing this record keeps or the mapping leaves them
/// out.</param>
/// <param name="Refused">Of those taken, the ones the record then refused.</param>
public sealed record ImportedRows(
    long Read,
    long Accepted,
    long Normalised,
    long Quarantined,
    long LeftOut,
    long Refused
);

/// <param name="Opened">Negotiations.</param>
/// <param name="Recorded">Facts.</param>
/// <param name="Corrected">Facts of an earlier release that this one states otherwise.</param>
/// <param name="Retracted">Facts of an earlier release that this one no longer has.</param>
/// <param name="Restored">Facts retracted by an earlier release that this one has again.</param>
/// <param name="Unchanged">Facts an earlier release stated in the same words.</param>
/// <param name="Withheld">Facts that seem to be gone and were not retracted, because a row in quarantine may be
/// theirs.</param>
/// <param name="Erased">Facts not compared, because their text was erased.</param>
public sealed record ImportedEvents(
    int Opened,
    int Recorded,
    int Corrected,
    int Retracted,
    int Restored,
    int Unchanged,
    int Withheld,
    int Erased
)
{
    internal static ImportedEvents None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);
}

/// <param name="Id">Of the negotiation.</param>
/// <param name="Title">As the dataset has it.</param>
/// <param name="Exists">Whether it was open before.</param>
/// <param name="Facts">What the file states of it; 0 where the release no longer mentions it.</param>
public sealed record ImportedNegotiation(string Id, string Title, bool Exists, int Facts);

/// <summary>A page of imports, the newest first.</summary>
public sealed record ImportList(IReadOnlyList<ImportReport> Items, string? Next);
