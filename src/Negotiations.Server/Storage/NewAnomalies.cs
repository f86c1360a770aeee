using Negotiations.Views;

namespace Negotiations.Server.Storage;

/// <summary>What an append made doubtful that was not before.</summary>
internal static class NewAnomalies
{
    public static IReadOnlyList<Anomaly> Between(Standing? before, Standing after)
    {
        if (after.Status.Anomalies.Count == 0)
            return [];

        var known = (before?.Status.Anomalies ?? []).Select(Key).ToHashSet(StringComparer.Ordinal);
        return [.. after.Status.Anomalies.Where(anomaly => !known.Contains(Key(anomaly)))];
    }

    private static string Key(Anomaly anomaly) => $"{anomaly.Code} {string.Join(' ', anomaly.Events)}";
}
