namespace Negotiations.Views;

/// <summary>Everything the fold says of a negotiation.</summary>
/// <param name="Status">The status view.</param>
/// <param name="Summary">The same, short, as a list shows it.</param>
/// <param name="Actors">What every actor did.</param>
/// <param name="Reasons">Why the fields are as they are.</param>
/// <param name="Derived">As <see cref="Derivations"/>, read when it is asked for.</param>
/// <param name="NextTurn">The first day on which the same events give another answer; null: never.</param>
/// <param name="Search">What it is found by.</param>
public sealed record FoldResult(
    Status Status,
    Summary Summary,
    IReadOnlyList<Involvement> Actors,
    IReadOnlyList<Reason> Reasons,
    Lazy<IReadOnlyDictionary<string, Derivation>> Derived,
    DateOnly? NextTurn,
    SearchText Search
)
{
    /// <summary>That it went on elsewhere and is counted there; null: it is counted itself.</summary>
    public Merge? Merge { get; init; }

    /// <summary>Ids of other negotiations that its events have ever named, whether or not that still stands.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>How many of its events are erased.</summary>
    public int Erasures => Status.Anomalies.Count(anomaly => anomaly.Code == AnomalyCodes.EventErased);

    /// <summary>By field, how its figure comes about.</summary>
    public IReadOnlyDictionary<string, Derivation> Derivations => Derived.Value;
}
