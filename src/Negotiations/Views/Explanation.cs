using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// Why a status is as it is: for every field, the rules that fired and the events and sources that fired them.
/// </summary>
/// <param name="Id">Of the negotiation.</param>
/// <param name="Clocks">Those the status was folded on; null: now.</param>
/// <param name="Fields">Every field of the status.</param>
public sealed record Explanation(string Id, AnsweredClocks? Clocks, IReadOnlyList<ExplainedField> Fields)
{
    // A field that several parts of the fold give, and what else decided it.
    private static readonly (string Field, string[] Reasons)[] Combined =
    [
        ("title", []),
        ("kind", []),
        ("subject", []),
        ("headline", []),
        ("parties", []),
        ("phase", []),
        ("boundaryStage", []),
        ("security", []),
        ("health", []),
        ("draftingInstructed", []),
        ("finalDocumentsDrafted", []),
        ("rounds", []),
        ("sections.agreed", []),
        ("sections.total", []),
        ("sections.remaining", []),
        ("sections.share", []),
        ("sections.allAgreed", []),
        ("clashes.count", ["clashes"]),
        ("clashes.countLow", ["clashes"]),
        ("clashes.unenumerated", ["clashes"]),
        ("clashes.last", ["clashes"]),
        ("clashes.tolls", []),
        ("clashes.incidents", ["clashes", "clashes.tolls"]),
        ("clashes.killed", []),
        ("clashes.injured", []),
        ("instruments", []),
        ("meetings", []),
        ("milestones", []),
        ("commitments", []),
        ("statements", []),
        ("agreements", []),
        ("proposals", []),
        ("measures", []),
        ("rulings", []),
        ("breaches", []),
        ("related", []),
        ("mergedInto", []),
        ("nextMeeting", ["meetings"]),
        ("lastEvent", []),
        ("lastHeard", []),
        ("anomalies", []),
        ("uncertain", []),
        ("version", []),
        ("recordedAt", []),
    ];

    /// <summary>Null when nothing was known of it on these clocks.</summary>
    public static Explanation? Of(Negotiation negotiation, Clocks clocks, AnsweredClocks? answered)
    {
        if (StatusFold.Of(negotiation, clocks) is not { } standing)
            return null;

        var (opening, effective) = Effective(negotiation, clocks);
        var recorded = negotiation.Events.ToDictionary(each => each.EventId);
        var status = JsonSerializer.SerializeToNode(standing.Status.On(clocks.AsOf), EventJson.Options)!;
        var reasons = standing
            .Reasons.Concat(Implied(standing.Status, opening, effective.Values, clocks.AsOf))
            .ToLookup(reason => reason.Field);
        var without = ExplainedWithout.Of(negotiation, clocks, standing, effective, field => !IsOfIncident(field));
        var others = standing.Derivations.Keys.Where(IsOfIncident).Select(field => Explain(field, []));
        return new Explanation(
            negotiation.Id,
            answered,
            [
                .. Combined.Select(each => Explain(each.Field, each.Reasons)),
                .. others,
                .. InstrumentExplanation.Of(standing.Status.Instruments, effective, Fired),
            ]
        );

        ExplainedField Explain(string field, string[] alsoBy)
        {
            if (standing.Derivations.GetValueOrDefault(field) is { } derivation)
                return Derived(field, derivation);

            var why = reasons[field]
                .Concat(alsoBy.SelectMany(other => reasons[other]))
                .DistinctBy(reason => (reason.EventId, reason.Rule))
                .ToList();
            return new ExplainedField(
                field,
                Shown(field),
                why.Count > 0
                    ? [.. why.Select(reason => reason.Rule).Distinct()]
                    : ["No event decides it: it has the value it begins with."],
                [.. why.Select(Fired)]
            );
        }

        ExplainingEvent Fired(Reason reason) =>
            ExplainingEvent.Of(reason, recorded[reason.EventId], effective.GetValueOrDefault(reason.EventId));

        // For a figure the events are those that bound it, and the tree says how.
        ExplainedField Derived(string field, Derivation derivation)
        {
            return new ExplainedField(
                field,
                Shown(field) ?? JsonSerializer.SerializeToNode(derivation.Figure, EventJson.Options),
                [.. derivation.Kinds().Distinct().Order().Select(SaidOf)],
                [.. derivation.Events().Distinct().Select(Leaf)],
                ExplainedFigure.From(derivation, Leaf),
                without[field].ToList() is { Count: > 0 } otherwise ? otherwise : null
            );
        }

        JsonNode? Shown(string field) =>
            field.Split('.').Aggregate((JsonNode?)status, (node, name) => node?[name])?.DeepClone();

        ExplainingEvent Leaf(Guid id) =>
            ExplainingEvent.Of(
                new Reason("", SaidOf(DerivationKind.Stated), id),
                recorded[id],
                effective.GetValueOrDefault(id)
            );
    }

    private static (EffectiveEvent? Opening, Dictionary<Guid, EffectiveEvent> All) Effective(
        Negotiation negotiation,
        Clocks clocks
    )
    {
        var known = KnownEvents.Of(negotiation.Events, clocks);
        var all = EffectiveSet.Of(known);
        return (KnownEvents.Opening(negotiation.Events, clocks, known, all), all.ToDictionary(each => each.Id));
    }

    // Who was killed or injured in one clash is in the tree of all of them.
    private static bool IsOfIncident(string field) =>
        field.StartsWith("clashes.incidents[", StringComparison.Ordinal)
        && !field.EndsWith(".killed", StringComparison.Ordinal)
        && !field.EndsWith(".injured", StringComparison.Ordinal);

    private static string SaidOf(DerivationKind kind) =>
        kind switch
        {
            DerivationKind.Sum => "The parts are added up.",
            DerivationKind.Union => "Every statement that stands is covered.",
            DerivationKind.Latest => "The last statement of a source replaces its earlier ones.",
            _ => "A source states it.",
        };

    // What is read straight off one event needs no rule of the fold to say so.
    private static IEnumerable<Reason> Implied(
        Status status,
        EffectiveEvent? opening,
        IEnumerable<EffectiveEvent> effective,
        DateOnly asOf
    )
    {
        if (opening is not null)
        {
            foreach (var field in new[] { "title", "kind", "subject" })
                yield return new Reason(field, "The opening says so.", opening.Id);

            if (status.Related.Count > 0)
                yield return new Reason("related", "The opening names them.", opening.Id);
        }

        if (status.LastEvent is { } last)
            yield return new Reason("lastEvent", "Nothing known occurred later.", last.EventId);

        foreach (var id in status.Headline.Events)
            yield return new Reason("headline", "It is said of this event.", id);

        foreach (var anomaly in status.Anomalies)
        foreach (var id in anomaly.Events)
            yield return new Reason("anomalies", anomaly.Text, id);

        foreach (
            var open in effective.Where(each => each.Occurred.IsPossiblyBy(asOf) && !each.Occurred.IsCertainlyBy(asOf))
        )
            yield return new Reason("uncertain", "By this day it may have happened, and had not certainly.", open.Id);

        if (effective.FirstOrDefault(each => each.Recorded.Version == status.Version) is { } latest)
            foreach (var field in new[] { "version", "recordedAt" })
                yield return new Reason(field, "The last event that was known.", latest.Id);
    }
}

/// <param name="Field">Dotted path in the status.</param>
/// <param name="Value">As the status shows it; absent where it shows none.</param>
/// <param name="Rules">In words, each once. Where several events fired in turn, the last one stands.</param>
/// <param name="Events">In the order of the world; for a figure, those that bound it.</param>
/// <param name="Derivation">For a figure, how it is computed.</param>
/// <param name="Without">
/// The publishers without whom it is another figure, with that figure; null: it stands without any one of them.
/// </param>
public sealed record ExplainedField(
    string Field,
    JsonNode? Value,
    IReadOnlyList<string> Rules,
    IReadOnlyList<ExplainingEvent> Events,
    ExplainedFigure? Derivation = null,
    IReadOnlyList<ExplainedWithout>? Without = null
);

/// <summary>An event that decided a field, with who says so.</summary>
/// <param name="Rule">That it fired.</param>
/// <param name="RuleCode">The code of the rule, for the rules of the phase.</param>
/// <param name="Corrections">Corrections without which it would say something else.</param>
/// <param name="Sources">Its own and those attached later.</param>
public sealed record ExplainingEvent(
    Guid EventId,
    long Version,
    string Type,
    Edtf? Occurred,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    string Rule,
    IReadOnlyList<Guid> Corrections,
    IReadOnlyList<Source> Sources,
    string? RuleCode = null
)
{
    internal static ExplainingEvent Of(Reason reason, RecordedEvent recorded, EffectiveEvent? effective) =>
        new(
            recorded.EventId,
            recorded.Version,
            EventJson.NameOf(recorded.Event),
            effective?.Occurred ?? recorded.Event.Occurred,
            recorded.RecordedAt,
            recorded.RecordedBy,
            reason.Rule,
            [.. (effective?.Corrections ?? []).Select(correction => correction.EventId)],
            [.. effective?.Sources ?? recorded.Event.Sources],
            reason.RuleCode
        );
}
