using Negotiations.Events;

namespace Negotiations.Import.Statements;

/// <summary>One fact that a row states.</summary>
/// <param name="Row">The row's own id in the dataset.</param>
/// <param name="Part">Which of the facts of the row: agreement, toll-civilians.</param>
/// <param name="Fact">With its sources, still without an id.</param>
/// <param name="Number">Of the row in the file, for the report; 0 when it comes from no row in particular.</param>
public sealed record Statement(string Row, string Part, Fact Fact, long Number = 0)
{
    /// <summary>Of the event that it is, or becomes.</summary>
    public Guid Id { get; init; }

    /// <summary>The id that it would have under the key that the release gives it; null: its key is known.</summary>
    public Guid? NewKey { get; init; }

    /// <summary>Where it lay before, when the release files the row elsewhere; null: it is new, or here already.
    /// </summary>
    public EventPlace? MovedFrom { get; init; }

    /// <summary>
    /// The fact as <see cref="Json.EventJson.WriteData"/> gives it, where it was written before; null: it was not.
    /// </summary>
    public byte[]? Data { get; init; }
}

/// <summary>What a dataset knows of the negotiation its rows belong to, gathered over all of them.</summary>
/// <param name="Id">Where they go.</param>
/// <param name="Title">If no one has opened it.</param>
/// <param name="Kind">Likewise.</param>
/// <param name="Subject">Likewise.</param>
/// <param name="Actors">Codes of those it is between.</param>
/// <param name="ExternalIds">Under which the dataset has it.</param>
public sealed record Destination(
    string Id,
    string Title,
    NegotiationKind Kind,
    Subject Subject,
    IReadOnlyList<string> Actors,
    IReadOnlyList<Values.ExternalId>? ExternalIds = null
)
{
    /// <summary>A rule of the mapping names it: it is no process of the dataset's own.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The release says what it is called; otherwise the title is made up for a new one.</summary>
    public bool HasTitle { get; init; } = true;
}
