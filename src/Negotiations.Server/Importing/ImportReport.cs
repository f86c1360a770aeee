namespace Negotiations.Server.Importing;

/// <summary>How far an import is, and what it came to.</summary>
/// <param name="Id">Of the import; every event it recorded bears it.</param>
/// <param name="State">Waiting, running, done, failed, refused, cancelled or undone.</param>
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
)
{
    internal static ImportReport Begin(Guid id, ImportRequest request, string subject, DateTimeOffset now) =>
        new(
            id,
            ImportState.Waiting,
            null,
            request.Format,
            request.Dataset,
            request.Release,
            request.DryRun,
            "",
            0,
            0,
            subject,
            now,
            null,
            new ImportedRows(0, 0, 0, 0, 0, 0),
            ImportedEvents.None,
            [],
            0,
            0,
            new Dictionary<string, long>(),
            [],
            [],
            null,
            null
        )
        {
            Undoes = request.Undoes,
        };

    /// <summary>What a person has to say yes to before the release is believed; none where nothing is in doubt.
    /// </summary>
    public IReadOnlyList<ImportQuestion> Questions { get; init; } = [];

    /// <summary>What the file was before it was taken as text: gzip, xlsx, json; null: text.</summary>
    public string? Form { get; init; }

    /// <summary>The import that this one takes back; null: it is none that does.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>The import that took this one back, or is about to; null: it stands.</summary>
    public Guid? UndoneBy { get; init; }

    /// <summary>What others recorded and what leans on facts that were taken back: the first thousand. It
    /// stands.</summary>
    public IReadOnlyList<LeaningEvent> Leaning { get; init; } = [];

    /// <summary>Of a whole record: what proves it; null before it was read, and of a dataset.</summary>
    public ImportProof? Proof { get; init; }

    /// <summary>Of a whole record that was refused: the first place at which it is not what its log signed; null
    /// otherwise.</summary>
    public ImportAlteration? Altered { get; init; }

    /// <summary>Processes that the release has under another number: the id it would have, and the negotiation they
    /// are in.</summary>
    public IReadOnlyDictionary<string, string> Renumbered { get; init; } = new Dictionary<string, string>();
}

/// <param name="Negotiation">In which it is.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="Type">Its wire name.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Why">How it leans on what was taken back.</param>
public sealed record LeaningEvent(string Negotiation, Guid EventId, string Type, string RecordedBy, string Why);

/// <param name="Code">What to confirm it by.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Detail">What it is about, and what to do.</param>
public sealed record ImportQuestion(string Code, long Count, long Of, string Detail);

public enum ImportState
{
    Waiting,
    Running,
    Done,
    Failed,

    /// <summary>It was asked to stop; what it had recorded is taken back.</summary>
    Cancelled,

    /// <summary>What it recorded was taken back, and its release counts no more.</summary>
    Undone,

    /// <summary>Nothing was recorded: a person has to answer its questions first.</summary>
    Refused,
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
/// <param name="Moved">Facts that lay in another negotiation before; neither recorded nor retracted counts
/// them.</param>
/// <param name="Renumbered">Openings that got another number of the publisher's, and nothing else.</param>
/// <param name="Contested">Facts that a monitor had corrected and that the release states otherwise: both
/// stand.</param>
/// <param name="NotCovered">Facts of which the release says nothing, because it would not have them.</param>
/// <param name="Rekeyed">Facts that the release has under another key of their row; they keep their ids.</param>
public sealed record ImportedEvents(
    int Opened,
    int Recorded,
    int Corrected,
    int Retracted,
    int Restored,
    int Unchanged,
    int Withheld,
    int Erased,
    int Moved = 0,
    int Renumbered = 0,
    int Contested = 0,
    int NotCovered = 0,
    int Rekeyed = 0
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
