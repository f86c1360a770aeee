using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Record;

namespace Negotiations.Server.Importing;

/// <summary>The figures of an import under way.</summary>
internal sealed class Progress(ImportReport begun)
{
    private readonly Dictionary<string, long> notes = new(StringComparer.Ordinal);
    private readonly long[] states = new long[Enum.GetValues<RowState>().Length];
    private IReadOnlyList<ImportedNegotiation> negotiations = [];
    private IReadOnlyList<string> missingColumns = [];
    private IReadOnlyList<string> unreadColumns = [];
    private string? encoding;
    private string? form;
    private ImportedEvents events = ImportedEvents.None;
    private long bytesRead;
    private long refused;
    private IReadOnlyList<ImportQuestion> questions = [];
    private IReadOnlyDictionary<string, string> renumbered = new Dictionary<string, string>();
    private int total;
    private int done;

    public Guid Id => begun.Id;

    public string StartedBy => begun.StartedBy;

    public void Begin(DatasetReader dataset, string? unfolded)
    {
        form = unfolded;
        (missingColumns, unreadColumns) = (dataset.MissingColumns, dataset.UnreadColumns);
        encoding = dataset.EncodingName;
    }

    /// <summary>Columns that the format usually has and the file has not.</summary>
    public IReadOnlyList<string> MissingColumns => missingColumns;

    public void Take(RowReport row, long offset)
    {
        bytesRead = Math.Min(offset, begun.Bytes);
        states[(int)row.State]++;
        foreach (var note in row.Notes)
            notes[note.Code] = notes.GetValueOrDefault(note.Code) + 1;
    }

    /// <summary>Something that was said of so many rows beside those of the file.</summary>
    public void Note(string code, int count)
    {
        if (count > 0)
            notes[code] = notes.GetValueOrDefault(code) + count;
    }

    public void EndReading() => bytesRead = begun.Bytes;

    public void Goes(IReadOnlyList<ImportedNegotiation> listed, int negotiationsTotal) =>
        (negotiations, total) = (listed, negotiationsTotal);

    /// <summary>What a person has to look at.</summary>
    public void Asks(IReadOnlyList<ImportQuestion> all) => questions = all;

    /// <summary>Rows that were taken.</summary>
    public long RowsTaken => states[(int)RowState.Accepted] + states[(int)RowState.Normalised];

    /// <summary>Processes under another number than their negotiation's.</summary>
    public void Renumbers(IReadOnlyDictionary<string, string> processes) =>
        renumbered = new SortedDictionary<string, string>(
            processes.ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    /// <summary>A negotiation is done.</summary>
    /// <returns>The rows the record refused.</returns>
    public IEnumerable<RowReport> Take(ApplyRelease request, ImportCounts tally, Refusal? refusal)
    {
        done++;
        if (refusal is not null)
            return
            [
                .. request
                    .Statements.Select(each => Refused(request, each, refusal.Type, refusal.Detail))
                    .DistinctBy(row => row.Row),
            ];

        events = new ImportedEvents(
            events.Opened + (tally.Opened ? 1 : 0),
            events.Recorded + tally.Recorded,
            events.Corrected + tally.Corrected,
            events.Retracted + tally.Retracted,
            events.Restored + tally.Restored,
            events.Unchanged + tally.Unchanged,
            events.Withheld + tally.Withheld,
            events.Erased + tally.Erased,
            events.Moved + tally.Moved,
            events.Renumbered + tally.Renumbered,
            events.Contested + tally.Contested,
            events.NotCovered + tally.NotCovered,
            events.Rekeyed + tally.Rekeyed
        );
        return [.. tally.Refusals.Select(each => Refused(request, each.Statement, each.Type, each.Detail))];
    }

    /// <summary>An actor of the dataset is not registered: a line of the report that is no row's.</summary>
    public RowReport Refuse(string actor, Refusal refusal)
    {
        notes[refusal.Type] = notes.GetValueOrDefault(refusal.Type) + 1;
        return new RowReport(
            0,
            0,
            null,
            RowState.Quarantined,
            null,
            0,
            [new RowNote(refusal.Type, null, null, actor, $"{actor} is not registered: {refusal.Detail}")]
        );
    }

    public ImportReport Report(ImportState state, ImportStage? stage) =>
        begun with
        {
            State = state,
            Stage = stage,
            BytesRead = bytesRead,
            Rows = new ImportedRows(
                states.Sum(),
                states[(int)RowState.Accepted],
                states[(int)RowState.Normalised],
                states[(int)RowState.Quarantined],
                states[(int)RowState.LeftOut],
                refused
            ),
            Events = events,
            Negotiations = negotiations,
            NegotiationsTotal = total,
            NegotiationsDone = done,
            Notes = new SortedDictionary<string, long>(notes, StringComparer.Ordinal),
            MissingColumns = missingColumns,
            UnreadColumns = unreadColumns,
            Encoding = encoding,
            Form = form,
            Questions = questions,
            Renumbered = renumbered,
        };

    private RowReport Refused(ApplyRelease request, Statement? statement, string type, string detail)
    {
        refused++;
        notes[type] = notes.GetValueOrDefault(type) + 1;
        return new RowReport(
            statement?.Number ?? 0,
            0,
            statement?.Row,
            RowState.Quarantined,
            request.Destination.Id,
            0,
            [new RowNote(type, null, null, null, detail)]
        );
    }
}
