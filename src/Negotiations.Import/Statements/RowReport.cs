using System.Text.Json.Serialization;

namespace Negotiations.Import.Statements;

/// <summary>What became of a row.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Line">The line it begins on, from 1; the header's is 1.</param>
/// <param name="Key">Its id in the dataset; null when it could not be read.</param>
/// <param name="State">Whether it was taken.</param>
/// <param name="Negotiation">Where it went; null when nowhere.</param>
/// <param name="Events">How many events it states.</param>
/// <param name="Notes">What was changed on the way in and why, or why it was not taken.</param>
public sealed record RowReport(
    long Row,
    long Line,
    string? Key,
    RowState State,
    string? Negotiation,
    int Events,
    IReadOnlyList<RowNote> Notes
);

public enum RowState
{
    /// <summary>Taken as it stands.</summary>
    Accepted,

    /// <summary>Taken, with something read otherwise than it is written; the notes say what and why.</summary>
    Normalised,

    /// <summary>Not taken: someone has to look.</summary>
    Quarantined,

    /// <summary>Not taken, because it states nothing this record keeps, or the mapping leaves it out.</summary>
    LeftOut,
}

/// <param name="Code">A stable name for counting: date-normalised, date-unclear, row-cut-off.</param>
/// <param name="Column">The column; null: the whole row.</param>
/// <param name="Was">As it is in the file, cut to what can be shown; null where it is the whole row or too
/// long.</param>
/// <param name="Now">As it was taken; null when it was not.</param>
/// <param name="Why">One sentence.</param>
public sealed record RowNote(
    string Code,
    string? Column,
    string? Was,
    string? Now,
    [property: JsonPropertyOrder(1)] string Why
);
