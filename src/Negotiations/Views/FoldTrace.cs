using System.Text.Json;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>
/// What a fold finds beside its values: which events decided what, what does not fit together, and when time alone
/// will change the answer.
/// </summary>
internal sealed class FoldTrace(DateOnly asOf, DateOnly? certainly = null, int events = 0)
{
    private readonly List<UncertainField> uncertain = [];

    private readonly List<Anomaly> anomalies = [];

    // Most events decide one field or two.
    private readonly List<Reason> reasons = new(2 * events);

    /// <summary>For a fold beside the view: what it finds is of no use.</summary>
    public static FoldTrace Unheard => new(DateOnly.MaxValue) { isUnheard = true };

    private bool isUnheard;

    /// <summary>What ends before it may be over.</summary>
    public DateOnly AsOf { get; } = asOf;

    /// <summary>What ends before it is over. Earlier than <see cref="AsOf"/> only in the view of now.</summary>
    public DateOnly Certainly { get; } = certainly ?? asOf;

    /// <summary>Fields whose values in all placings and readings a fold has decided.</summary>
    public IReadOnlyList<UncertainField> Uncertain => uncertain;

    public IReadOnlyList<Anomaly> Anomalies => anomalies;

    /// <summary>In the order found.</summary>
    public IReadOnlyList<Reason> Reasons => reasons;

    /// <summary>
    /// The first day after <see cref="Certainly"/> on which the same events give another answer; null: never.
    /// </summary>
    public DateOnly? NextTurn { get; private set; }

    private readonly List<Func<IEnumerable<(string Field, Derivation Derivation)>>> derived = [];

    /// <summary>
    /// By field, how its figure comes about. Put together when it is asked for: a view that is only stored needs none
    /// of it.
    /// </summary>
    public Dictionary<string, Derivation> Derivations()
    {
        Dictionary<string, Derivation> byField = new(StringComparer.Ordinal);
        foreach (var (field, derivation) in derived.SelectMany(read => read()))
            byField[field] = derivation;
        return byField;
    }

    public void Derived(string field, Derivation derivation) => Derived(() => [(field, derivation)]);

    /// <param name="read">Several, later ones in place of earlier ones of the same field.</param>
    public void Derived(Func<IEnumerable<(string Field, Derivation Derivation)>> read) => derived.Add(read);

    public void Decided(string field, string rule, EffectiveEvent by) => reasons.Add(new Reason(field, rule, by.Id));

    /// <summary>The phase moved.</summary>
    public void Decided(PhaseRule rule, EffectiveEvent by) =>
        reasons.Add(new Reason("phase", rule.English, by.Id, rule.Code));

    /// <summary>Something does not fit together: its sentence follows from code and values by the catalogue.</summary>
    public void Anomaly(string code, IEnumerable<Guid> events, params (string Name, object Value)[] values)
    {
        if (!isUnheard)
            anomalies.Add(AnomalyCatalogue.Find(code, [.. events.Distinct()], values));
    }

    /// <summary>As above, for a sentence that the catalogue does not have yet.</summary>
    public void Anomaly(string code, string text, params IEnumerable<Guid> events) =>
        anomalies.Add(
            new Anomaly(code, new Dictionary<string, System.Text.Json.Nodes.JsonNode?>(), [.. events.Distinct()], text)
        );

    /// <summary>The values a field has in all placings and readings: with more than one it is uncertain.</summary>
    /// <param name="field">Dotted path in the status.</param>
    /// <param name="possible">Each value once; null among them: it may have none.</param>
    public void MayBe<T>(string field, IReadOnlyCollection<T> possible)
    {
        if (possible.Count > 1)
            uncertain.Add(
                new UncertainField(
                    field,
                    null,
                    [.. possible.Select(each => JsonSerializer.SerializeToNode(each, EventJson.Options))]
                )
            );
    }

    /// <summary>A planned day is over everywhere on Earth.</summary>
    public bool IsOver(Edtf planned) => planned.Latest < Certainly;

    /// <summary>A planned day is over somewhere on Earth.</summary>
    public bool MayBeOver(Edtf planned) => planned.Latest < AsOf;

    /// <summary>On this day the answer changes by itself.</summary>
    public void TurnsOn(DateOnly? day)
    {
        if (day > Certainly && !(NextTurn <= day))
            NextTurn = day;
    }

    /// <summary>After this day the answer changes by itself.</summary>
    public void TurnsAfter(DateOnly? day)
    {
        if (day < DateOnly.MaxValue)
            TurnsOn(day?.PlusDays(1));
    }
}

/// <summary>Why a field of a status has its value.</summary>
/// <param name="Field">Dotted path in the status.</param>
/// <param name="Rule">The rule that fired, in words.</param>
/// <param name="EventId">The event that fired it.</param>
/// <param name="RuleCode">The rule's code; null: it has none. The rules of the phase have one.</param>
public readonly record struct Reason(string Field, string Rule, Guid EventId, string? RuleCode = null);
