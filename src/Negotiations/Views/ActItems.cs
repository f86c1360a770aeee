using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>One proposal: all reports of one id, or one report that has none.</summary>
/// <param name="ProposalId">The name that ties its reports together; null: the report stands alone.</param>
/// <param name="Title">The last known.</param>
/// <param name="By">Codes of those who made it.</param>
/// <param name="Summary">The last known.</param>
/// <param name="Made">When it was first reported as made; null: only answers are on record.</param>
/// <param name="Answers">In the order of the world.</param>
/// <param name="Events">The reports of it and of its answers.</param>
/// <param name="Actors">Codes of those whom its reports name.</param>
/// <param name="Claim">In what voice its last report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record ProposalView(
    string? ProposalId,
    string? Title,
    IReadOnlyList<string> By,
    string? Summary,
    Edtf? Made,
    IReadOnlyList<AnswerView> Answers,
    IReadOnlyList<Guid> Events,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <summary>An answer to a proposal.</summary>
/// <param name="By">Codes of those who answered.</param>
/// <param name="Conditions">Under which, where it was accepted with some.</param>
public sealed record AnswerView(
    IReadOnlyList<string> By,
    ProposalAnswer Answer,
    string? Conditions,
    Edtf On,
    Guid EventId,
    Claim? Claim
);

/// <param name="Title">What it is called.</param>
/// <param name="By">Codes of those who took it.</param>
/// <param name="Against">Codes of those it is directed at.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="InstrumentId">The instrument that it carries out.</param>
/// <param name="Reverses">The measure that it undoes.</param>
/// <param name="ReversedBy">The measure that undid it; null: none is on record.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record MeasureView(
    Measure Measure,
    string? Title,
    IReadOnlyList<string> By,
    IReadOnlyList<string> Against,
    QuantityView? Amount,
    string? InstrumentId,
    Guid? Reverses,
    Guid? ReversedBy,
    string? Place,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <param name="Body">Who decided.</param>
/// <param name="Matter">On what.</param>
/// <param name="Symbol">Of the document.</param>
/// <param name="Binding">Whether it binds the parties, where a source says so.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record RulingView(
    Ruling Ruling,
    string? Body,
    string? Matter,
    string? Symbol,
    bool? Binding,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);

/// <summary>What a source says was breached.</summary>
/// <param name="InstrumentId">The instrument.</param>
/// <param name="CeasefireId">The ceasefire.</param>
/// <param name="By">Codes of those who say so.</param>
/// <param name="Against">Codes of those who are said to have done it.</param>
/// <param name="Provision">Which provision.</param>
/// <param name="Actors">Codes of those whom the report names.</param>
/// <param name="Claim">In what voice the report says it; null: as plain fact.</param>
/// <param name="Sources">Who says so.</param>
public sealed record BreachView(
    string? InstrumentId,
    string? CeasefireId,
    IReadOnlyList<string> By,
    IReadOnlyList<string> Against,
    string? Provision,
    Edtf Occurred,
    Guid EventId,
    IReadOnlyList<string> Actors,
    Claim? Claim,
    IReadOnlyList<ItemSource> Sources
);
