using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>What matters of a negotiation, as one sentence: what it says, free of any language.</summary>
/// <remarks>
/// It is said of the reference placing and reading, as single values are; its dates are those of the events, as wide as
/// the sources leave them, and what a source disputes or denies says so.
/// </remarks>
public sealed record Headline
{
    /// <summary>In the order in which they are said. Empty in lists, which say the sentence alone.</summary>
    public IReadOnlyList<HeadlineClause> Clauses { get; init; } = [];

    /// <summary>Those it rests on; none where nothing is on record but the opening.</summary>
    public required IReadOnlyList<Guid> Events { get; init; }

    /// <summary>The sentence in the reader's language, in answers; null as the fold has it.</summary>
    public string? Text { get; init; }

    /// <summary>The sentence of one event alone; null: an act on the record, or one this program cannot read.</summary>
    public static Headline? Of(Record.RecordedEvent recorded) =>
        recorded.Event switch
        {
            Fact { Occurred: not null } fact => HeadlineFold.Single(new EffectiveEvent(recorded, fact, [], [], [])),
            NegotiationTurned notice => Of(notice),
            _ => null,
        };

    private static Headline Of(NegotiationTurned notice)
    {
        var value = notice.After is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return new Headline
        {
            Clauses =
            [
                new HeadlineClause
                {
                    Code = value is null ? "turned" : "turned.to",
                    Kind = notice.Field,
                    What = value,
                    On = notice.Occurred,
                },
            ],
            Events = notice.Events,
        };
    }
}

/// <summary>One thing that a headline says.</summary>
public sealed record HeadlineClause
{
    /// <summary>Which sentence: <c>signed</c>, <c>force</c>, <c>met.summit</c>.</summary>
    public required string Code { get; init; }

    /// <summary>When it happened; null where it has no day.</summary>
    public Edtf? On { get; init; }

    /// <summary>Codes of those who did it or took part.</summary>
    public IReadOnlyList<string>? Who { get; init; }

    /// <summary>Codes of those who called it together.</summary>
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Codes of those it was done to or with: hosts, the sender of an envoy.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Who stood for them.</summary>
    public string? Person { get; init; }

    /// <summary>What it is called or about, as the source has it.</summary>
    public string? What { get; init; }

    /// <summary>A name of the catalogue that stands where nothing has a title: a type of instrument or of
    /// event.</summary>
    public string? Kind { get; init; }

    public string? Place { get; init; }

    /// <summary>Code of the country, where that is all that is said of the place.</summary>
    public string? Country { get; init; }

    /// <summary>Of a round or an edition.</summary>
    public int? Number { get; init; }

    /// <summary>How much: money, kilometres, a share.</summary>
    public QuantityView? Amount { get; init; }

    /// <summary>The day it aims at or takes effect on, or the time it covers.</summary>
    public Edtf? For { get; init; }

    /// <summary>Whom the source credits.</summary>
    public string? Said { get; init; }

    /// <summary>Codes of those whom it credits, where the statement of theirs that is on record names them.</summary>
    public IReadOnlyList<string>? SaidBy { get; init; }

    /// <summary>When they said so, where a statement of theirs is on record.</summary>
    public Edtf? SaidOn { get; init; }

    /// <summary>The word of the source that holds back.</summary>
    public string? Hedge { get; init; }

    /// <summary>Disputed or denied, where it is.</summary>
    public ClaimStatus? Claim { get; init; }

    /// <summary>Who disputes or denies it: as the report says, else the sources attached that do.</summary>
    public string? DeniedBy { get; init; }

    /// <summary>Codes of those who dispute or deny it, where the sources attached that do so name them.</summary>
    public IReadOnlyList<string>? Deniers { get; init; }

    /// <summary>Who published it.</summary>
    public string? Source { get; init; }

    /// <summary>Whether another clause is the same sentence, whatever lists they have it from.</summary>
    internal bool SaysAs(HeadlineClause other) =>
        Code == other.Code
        && On?.Text == other.On?.Text
        && JsonSerializer.Serialize(this, EventJson.Options) == JsonSerializer.Serialize(other, EventJson.Options);
}
