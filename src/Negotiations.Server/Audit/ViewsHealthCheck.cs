using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Server.Workers;
using Negotiations.Store.Projections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;

namespace Negotiations.Server.Audit;

/// <summary>
/// Health of the views: one that is behind its events, or cannot show all of them, is named within seconds of the
/// question.
/// </summary>
internal sealed class ViewsHealthCheck(StoreProbe probe, FoldFailures failures, StoreSessions sessions)
    : StoreCheck(sessions)
{
    private const int MostNamed = 5;

    private long lastSequence;
    private long unreadable;

    protected override async Task<HealthCheckResult> AskAsync()
    {
        var behind = await probe.ViewsBehindAsync(MostNamed + 1, CancellationToken.None);
        await CountUnreadableAsync(CancellationToken.None);
        var problems = Problems(behind, await probe.UnreadableAsync(CancellationToken.None));
        return problems.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(' ', problems));
    }

    // All of them: one problem that stays must not hide the next.
    private List<string> Problems(IReadOnlyList<string> behind, IReadOnlyList<UnreadablePlace> places)
    {
        List<string> problems = [];
        if (behind.Count > 0)
            problems.Add($"Views behind their events: {Named(behind)}. An audit (POST /api/audits) says more.");

        if (failures.Negotiations is { Count: > 0 } failed)
            problems.Add(
                $"Views that cannot be folded from their events: {Named(failed)}. They stay as they were, and are left "
                    + "out of answers on other clocks; the log has why."
            );

        if (Interlocked.Read(ref unreadable) is var count and > 0)
            problems.Add(
                $"{count} stored events have a type this program does not know: the views that leave them out say so."
            );

        if (places.Count > 0)
            problems.Add(
                $"Stored events that cannot be read: {Named([.. places.Select(Place)])}. The views that leave them out "
                    + "say so, and all others go on."
            );

        return problems;
    }

    private static string Place(UnreadablePlace place) =>
        $"event {place.Version} of {place.Stream} (sequence {place.Sequence}, {place.Type})";

    private static string Named(IReadOnlyCollection<string> all) =>
        $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? " and others" : "")}";

    // Stored events do not change: each is looked at once.
    private async Task CountUnreadableAsync(CancellationToken stop)
    {
        var (count, last) = await probe.UnreadableAfterAsync(Interlocked.Read(ref lastSequence), stop);
        Interlocked.Add(ref unreadable, count);
        Interlocked.Exchange(ref lastSequence, last);
    }
}
