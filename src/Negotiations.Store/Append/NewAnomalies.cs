using Negotiations.Views;

namespace Negotiations.Store.Append;

/// <summary>What an append made doubtful that was not before.</summary>
public static class NewAnomalies
{
    public static IReadOnlyList<Anomaly> Between(IReadOnlyList<Anomaly> before, IReadOnlyList<Anomaly> after)
    {
        if (after.Count == 0)
            return [];

        var known = before.ToHashSet(SameDoubt.Comparer);
        return [.. after.Where(anomaly => !known.Contains(anomaly))];
    }

    // Of one kind about the same events, whatever the sentence says by now.
    private sealed class SameDoubt : IEqualityComparer<Anomaly>
    {
        public static readonly SameDoubt Comparer = new();

        public bool Equals(Anomaly? one, Anomaly? other) =>
            one is not null && other is not null && one.Code == other.Code && one.Events.SequenceEqual(other.Events);

        public int GetHashCode(Anomaly each) =>
            HashCode.Combine(each.Code, each.Events.Count, each.Events.Count == 0 ? default : each.Events[^1]);
    }
}
