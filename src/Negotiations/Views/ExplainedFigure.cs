using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// How a figure is computed: a tree with events and their sources as leaves, and what was left out by which rule.
/// </summary>
/// <param name="Kind">What is done with the parts.</param>
/// <param name="Figure">What it gives.</param>
/// <param name="Of">What it is a figure of: who counted, a side, a clash; null where the field says it.</param>
/// <param name="Event">On a leaf, the report with its sources.</param>
/// <param name="Parts">What it is made of; null on a leaf.</param>
/// <param name="NotCounted">Parts for which no source gives a figure: because of them there is no limit from above;
/// null: none.</param>
/// <param name="SetAside">What is left out; null: nothing.</param>
public sealed record ExplainedFigure(
    DerivationKind Kind,
    Figure Figure,
    string? Of,
    ExplainingEvent? Event,
    IReadOnlyList<ExplainedFigure>? Parts,
    IReadOnlyList<string>? NotCounted,
    IReadOnlyList<ExplainedSetAside>? SetAside
)
{
    internal static ExplainedFigure From(Derivation derivation, Func<Guid, ExplainingEvent> read) =>
        new(
            derivation.Kind,
            derivation.Figure,
            derivation.Of,
            derivation.EventId is { } id ? read(id) : null,
            derivation.Parts.Count == 0 ? null : [.. derivation.Parts.Select(part => From(part, read))],
            derivation.NotCounted.Count == 0 ? null : derivation.NotCounted,
            derivation.SetAside.Count == 0
                ? null
                :
                [
                    .. derivation.SetAside.Select(aside => new ExplainedSetAside(
                        aside.Rule,
                        From(aside.What, read),
                        aside.By
                    )),
                ]
        );
}

/// <summary>A statement that a rule leaves out of a figure.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="What">What is left out.</param>
/// <param name="By">The events because of which it is.</param>
public sealed record ExplainedSetAside(SetAsideRule Rule, ExplainedFigure What, IReadOnlyList<Guid> By);
