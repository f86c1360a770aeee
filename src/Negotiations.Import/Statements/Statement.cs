using Negotiations.Events;

namespace Negotiations.Import.Statements;

/// <summary>One fact that a row states.</summary>
/// <param name="Row">The row's own id in the dataset.</param>
/// <param name="Part">Which of the facts of the row: agreement, toll-civilians.</param>
/// <param name="Fact">With its sources, still without an id.</param>
/// <param name="Number">Of the row in the file, for the report; 0 when it comes from no row in particular.</param>
public sealed record Statement(string Row, string Part, Fact Fact, long Number = 0)
{
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
);
