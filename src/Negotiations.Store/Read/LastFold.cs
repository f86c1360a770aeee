using Negotiations.Views;

namespace Negotiations.Store.Read;

/// <summary>What the next append needs of the fold of the last one.</summary>
/// <param name="Anomalies">Those of the view.</param>
/// <param name="NextTurn">The first day on which time alone changes the view, and its row with it; null: never.</param>
/// <param name="Words">Keys of the words it is found by, which the commit stored.</param>
public sealed record LastFold(IReadOnlyList<Anomaly> Anomalies, DateOnly? NextTurn, IReadOnlySet<Guid> Words);
