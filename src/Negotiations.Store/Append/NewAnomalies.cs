using Negotiations.Views;

namespace Negotiations.Store.Append;

/// <summary>What an append made doubtful that was not before.</summary>
public static class NewAnomalies
{
    public static IReadOnlyList<Anomaly> Between(IReadOnlyList<Anomaly> before, IReadOnlyList<Anomaly> after)
    {
        if (after.Count == 0)
            return [];

        var known = before.Select(Key).ToHashSet(StringComparer.Ordinal);
        return [.. after.Where(anomaly => !known.Contains(Key(anomaly)))];
    }

    private static string Key(Anomaly anomaly) => $"{anomaly.Code} {string.Join(' ', anomaly.Events)}";
}
