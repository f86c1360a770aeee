using Negotiations.Actors;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;

namespace Negotiations.Import.Formats;

/// <summary>
/// A file of a dataset, row by row: what each states, where that belongs, and what had to be said about it. Few rows
/// are in memory at a time.
/// </summary>
public sealed class DatasetReader : IDisposable
{
    // Of the note on a row whose key another has.
    private const string Twice = "key-twice";

    // In bytes: far above what a row of the field states, and low enough that a view can be read.
    private const int LargestEvent = 128 * 1024;

    private readonly DelimitedText text;
    private readonly DatasetFormat format;
    private readonly IRowMapper mapper;
    private readonly Routing routing;
    private readonly DateOnly today;

    // HXL has its tags in the first rows, mostly right under the header.
    private const int LastTagRow = 25;

    // A hash of each key: two rows of one id would overwrite each other.
    private readonly HashSet<Guid> keys = [];

    private DatasetReader(DelimitedText text, DatasetFormat format, IRowMapper mapper, Routing routing, DateOnly today)
    {
        (this.text, this.format, this.routing, this.today) = (text, format, routing, today);
        this.mapper = mapper;
        var known = format.Required.Concat(format.Optional).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Columns = text.Columns;
        MissingColumns = [.. format.Optional.Where(column => text.IndexOf(column) < 0)];
        UnreadColumns = [.. text.Columns.Where(column => !known.Contains(column))];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Columns that releases of this format usually have and this file has not.</summary>
    public IReadOnlyList<string> MissingColumns { get; }

    /// <summary>Columns of the file that nothing is taken from.</summary>
    public IReadOnlyList<string> UnreadColumns { get; }

    /// <inheritdoc cref="DelimitedText.EncodingName"/>
    public string EncodingName => text.EncodingName;

    /// <summary>Bytes of the file before the row that was read last.</summary>
    public long Offset { get; private set; }

    /// <param name="file">Can be put back to its beginning.</param>
    /// <param name="format">As which it is read.</param>
    /// <param name="release">Which release it is.</param>
    /// <param name="routing">Which rows belong to which negotiation.</param>
    /// <param name="today">The latest calendar day anywhere on Earth: what lies wholly after it has not
    /// happened.</param>
    /// <param name="actors">Those that are known: the registry as recorded.</param>
    /// <param name="encoding">As the mapping names it; null: UTF-8, or UTF-16 with its mark.</param>
    /// <exception cref="UnreadableFileException">It is no such file.</exception>
    public static DatasetReader Open(
        Stream file,
        DatasetFormat format,
        Release release,
        Routing routing,
        DateOnly today,
        ActorRegistry actors,
        string? encoding = null
    )
    {
        var text = DelimitedText.Open(file, encoding);
        if (format.Required.Concat(format.Optional).FirstOrDefault(column => text.CountOf(column) > 1) is { } unclear)
        {
            var count = text.CountOf(unclear);
            text.Dispose();
            var names = string.Join(", ", Enumerable.Range(1, count).Select(n => $"'{unclear} ({n})'"));
            throw new UnreadableFileException(
                $"The file has {count} columns named '{unclear}'. "
                    + $"Name the one that is meant, {names}, in a mapping, or rename them."
            );
        }

        if (format.Required.Where(column => text.IndexOf(column) < 0).ToList() is { Count: > 0 } missing)
        {
            text.Dispose();
            throw new UnreadableFileException(
                $"This is no {format.Name} file: it lacks the column{(missing.Count == 1 ? "" : "s")} "
                    + $"{string.Join(", ", missing)}. Its columns are "
                    + $"{Slug.Clip(string.Join(", ", text.Columns))}."
            );
        }

        var mapper = format.Map(release, actors);
        if (mapper is not ILookAhead ahead)
            return new DatasetReader(text, format, mapper, routing, today);

        using (text)
            foreach (var row in text.Read().Where(row => row.Fault is null))
                ahead.Look(row);

        file.Position = 0;
        return new DatasetReader(DelimitedText.Open(file, encoding), format, mapper, routing, today);
    }

    /// <exception cref="UnreadableFileException">From some row on it cannot be read.</exception>
    public IEnumerable<StatedRow> Read()
    {
        foreach (var row in text.Read())
        {
            Offset = row.Offset;
            yield return Read(row);
        }
    }

    public void Dispose() => text.Dispose();

    private StatedRow Read(Row row)
    {
        var reading = new RowReading(row.Number);
        if (row.Number <= LastTagRow && HxlTags.Are(row, text.Columns.Count))
            reading.LeaveOut("tag-row", "A row of HXL tags: it says what the columns mean and states nothing.");
        else if (row.Fault is { } fault)
            reading.Quarantine(fault.Code, null, null, fault.Why);
        else if (row.HasNotText())
            reading.Quarantine("not-text", null, null, "The row holds U+0000, which is no text.");
        else
            mapper.Read(row, reading);

        var stated = reading.Statements;
        var destination = reading.IsTaken ? Route(reading) : null;
        if (reading.IsTaken)
            Check(row, reading);

        var isTaken = reading.IsTaken;
        var isTwice = reading.Notes is [.., { Code: Twice }];
        var report = new RowReport(
            row.Number,
            row.Line,
            reading.Key is { } key ? Slug.Clip(key) : null,
            reading.State,
            isTaken ? destination!.Id : null,
            reading.Statements.Count,
            reading.Notes
        );
        return new StatedRow(report, isTaken ? destination : null, reading.Statements)
        {
            InDoubt = NegotiationInDoubt(reading),
            Locator = reading.Key is { } id ? format.LocatorOf(id) : null,
            Actors = isTaken ? reading.Actors : [],
            Twins = isTwice ? stated : [],
        };
    }

    private Destination? Route(RowReading reading)
    {
        if (reading.Statements.Count == 0)
            reading.LeaveOut("states-nothing", "The row states nothing that this record keeps.");
        else if (!keys.Add(StatementId.Of(reading.Key!)))
            reading.Quarantine(
                Twice,
                null,
                reading.Key,
                $"A row before it has the id '{Slug.Clip(reading.Key!)}' too; the first counts."
            );
        else if (routing.Find(reading.Facts, reading.Destination!) is { } destination)
            return destination;
        else
            reading.LeaveOut("mapped-out", "The mapping leaves this row out.");

        return null;
    }

    // What a row that no one could read was about: its negotiation, or any.
    private string? NegotiationInDoubt(RowReading reading)
    {
        if (reading.State != RowState.Quarantined)
            return null;

        // A rule may depend on the actor that could not be read.
        var isAnywhere = reading.HasUnknownActor && routing.Rules.Count > 0;
        return reading.Destination is { } standard && !isAnywhere
            ? routing.Find(reading.Facts, standard)?.Id
            : StatedRow.AnyNegotiation;
    }

    private void Check(Row row, RowReading reading)
    {
        if (
            row.Length > LargestEvent
            && reading.Statements.Any(statement => EventJson.WriteData(statement.Fact).Length > LargestEvent)
        )
            reading.Quarantine(
                "event-too-large",
                null,
                null,
                $"An event of the row would be larger than {LargestEvent} bytes. Shorten its texts and cite the rest."
            );

        foreach (var statement in reading.Statements)
            if (AppendEvents.Check(statement.Fact, today) is { } refusal)
            {
                reading.Quarantine(refusal.Type, refusal.At?.TrimStart('/'), null, refusal.Detail);
                return;
            }
    }
}

/// <summary>A row as it was read.</summary>
/// <param name="Report">What became of it.</param>
/// <param name="Destination">Where it goes; null when it was not taken.</param>
/// <param name="Statements">What it states; none when it was not taken.</param>
public sealed record StatedRow(RowReport Report, Destination? Destination, IReadOnlyList<Statement> Statements)
{
    /// <summary>In <see cref="InDoubt"/>: it may be about any.</summary>
    public const string AnyNegotiation = "";

    /// <summary>
    /// The negotiation in which something may be missing because this row could not be taken; null when it was, or
    /// goes nowhere.
    /// </summary>
    public string? InDoubt { get; init; }

    /// <summary>What a fact of the row cites of it; null when it has no id that can be read.</summary>
    public string? Locator { get; init; }

    /// <summary>Actors of the dataset's own that it names; none when it was not taken.</summary>
    public IReadOnlyList<DatasetActor> Actors { get; init; } = [];

    /// <summary>What it would state if a row before it did not have its key; none otherwise.</summary>
    public IReadOnlyList<Statement> Twins { get; init; } = [];
}
