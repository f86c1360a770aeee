using Negotiations.Actors;
using Negotiations.Import.Dates;
using Negotiations.Import.Reading;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>A row on its way to statements: what it states so far, and what had to be said about it.</summary>
public sealed class RowReading(long number)
{
    private readonly List<RowNote> notes = [];
    private readonly List<Statement> statements = [];
    private readonly List<DatasetActor> actors = [];
    private RowState? setAside;

    /// <summary>The row's id in the dataset, as text: blanks and the form of Unicode are the programs' that saved the
    /// file.</summary>
    public string? Key
    {
        get;
        set => field = value is null ? null : StatedDifference.Plain(value);
    }

    /// <summary>Where the dataset itself would have it go.</summary>
    public Destination? Destination { get; set; }

    /// <summary>What a mapping may decide by.</summary>
    public RowFacts Facts { get; set; } = RowFacts.None;

    /// <summary>Actors of the dataset's own that the row names.</summary>
    public IReadOnlyList<DatasetActor> Actors => setAside is null ? actors : [];

    public IReadOnlyList<RowNote> Notes => notes;

    public IReadOnlyList<Statement> Statements => setAside is null ? statements : [];

    public RowState State => setAside ?? (notes.Count == 0 ? RowState.Accepted : RowState.Normalised);

    public bool IsTaken => setAside is null;

    /// <summary>A text of the row names no known actor, or several: which rules fit the row is not known.</summary>
    public bool HasUnknownActor { get; private set; }

    public void Names(DatasetActor actor) => actors.Add(actor);

    public void Add(string part, Events.Fact fact) => statements.Add(new Statement(Key!, part, fact, number));

    /// <summary>A fact that several rows state together, under an id of its own.</summary>
    public void AddShared(string key, string part, Events.Fact fact) =>
        statements.Add(new Statement(key, part, fact, number));

    public void Normalise(string code, string? column, string? was, string? now, string why) =>
        notes.Add(new RowNote(code, column, Shown(was), Shown(now), why));

    public void Quarantine(string code, string? column, string? was, string why)
    {
        notes.Add(new RowNote(code, column, Shown(was), null, why));
        setAside = RowState.Quarantined;
    }

    /// <summary>Sets the row aside because a text names no known actor, or several.</summary>
    /// <param name="column">Where the text stands; null: in the mapping.</param>
    /// <param name="was">The whole cell.</param>
    /// <param name="why">With those that may have been meant.</param>
    public void QuarantineActor(string? column, string? was, string why)
    {
        HasUnknownActor = true;
        if (!notes.Exists(note => note.Code == UnknownActor.Type && note.Why == why))
            Quarantine(UnknownActor.Type, column, was, why);
    }

    public void LeaveOut(string code, string why)
    {
        notes.Add(new RowNote(code, null, null, null, why));
        setAside ??= RowState.LeftOut;
    }

    /// <summary>
    /// The date of a column; null when it gives none. One that cannot be read puts the row in quarantine.
    /// </summary>
    public Edtf? Date(Row row, string column, DayOrder order = DayOrder.Unsaid)
    {
        return Date(row[column], column, order);
    }

    /// <summary>As <see cref="Date(Row, string, DayOrder)"/>, of a text made of several columns.</summary>
    public Edtf? Date(string? text, string column, DayOrder order)
    {
        var reading = DateText.Read(text, order);
        if (!reading.IsUnderstood)
            Quarantine("date-unclear", column, text, reading.Why!);
        else if (reading.Why is not null)
            Normalise(
                reading.Date is null ? "date-open" : "date-normalised",
                column,
                text,
                reading.Date?.Text,
                reading.Why
            );

        return reading.Date;
    }

    /// <summary>A date without which the row says nothing.</summary>
    public Edtf? RequiredDate(Row row, string column)
    {
        var date = Date(row, column);
        if (date is null && IsTaken)
            Quarantine("date-missing", column, row[column], $"'{column}' gives no date, and a fact needs one.");

        return date;
    }

    /// <summary>A text as long as can be stored.</summary>
    public string? Clipped(string? text, string column, int most)
    {
        if (text is null || text.Length <= most)
            return text;

        // Cut at the same letter, whichever program saved the file.
        text = text.ReplaceLineEndings("\n");
        if (text.Length <= most)
            return text;

        // Not through the middle of a letter outside the basic plane.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        Normalise(
            "text-cut",
            column,
            null,
            null,
            $"The text of {text.Length} characters is longer than is recorded; its first {end} are."
        );
        return text[..end];
    }

    /// <summary>A whole number of people not below zero; null when the dataset has none. Anything else puts the row in
    /// quarantine.</summary>
    public decimal? Count(Row row, string column)
    {
        if (row[column] is not { } text || CellText.IsAbsent(text))
            return null;

        if (
            (row.Held(column) ?? NumberText.Read(text).Value) is { } number
            && number >= 0
            && number == decimal.Truncate(number)
        )
            return number;

        Quarantine("number-unclear", column, text, $"'{Slug.Clip(text)}' is no whole number from 0 on.");
        return null;
    }

    private static string? Shown(string? text) => text is null ? null : Slug.Clip(text);
}

/// <summary>What a row is about, as far as a mapping asks.</summary>
/// <param name="Countries">ISO 3166-1 alpha-3.</param>
/// <param name="Ids">By scheme: dyad 735, process 131.</param>
/// <param name="Point">Longitude and latitude; null when it gives none.</param>
public sealed record RowFacts(
    IReadOnlyList<string> Countries,
    IReadOnlyDictionary<string, string> Ids,
    (double Longitude, double Latitude)? Point
)
{
    public static readonly RowFacts None = new([], new Dictionary<string, string>(), null);
}
