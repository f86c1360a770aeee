using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Dashboard.Hosting;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>What releases changed, as reports and as a page.</summary>
internal sealed class ReleaseReports(ImportStore store, ImportPages pages)
{
    private const int MostOnPage = 500;

    /// <param name="id">Of the import.</param>
    /// <param name="after">How many changes come before those that are asked for.</param>
    /// <param name="limit">How many.</param>
    /// <param name="stop">Reads no further.</param>
    /// <returns>With one change more than asked for, where there are more; null: there is no such import.</returns>
    public async Task<(ImportReport Report, IReadOnlyList<ReleaseChange> Changes)?> FindAsync(
        Guid id,
        int after,
        int limit,
        CancellationToken stop
    )
    {
        if (await store.FindAsync(id, stop) is not { } report)
            return null;

        List<ReleaseChange> changes = [];
        await foreach (var change in ChangePages.ReadAsync(pages, id, stop).Skip(after).Take(limit + 1))
            changes.Add(change);

        return (report, changes);
    }

    public async Task<ReleaseModel?> ForPageAsync(Guid id, HttpContext context, CancellationToken stop)
    {
        if (await FindAsync(id, 0, MostOnPage, stop) is not var (report, changes))
            return null;

        var isOwn = ImportSight.IsOwn(context, report);
        if (!isOwn && ImportSight.Of(context, report) is null)
            return null;

        return new ReleaseModel(
            id,
            report.Dataset,
            report.Release,
            report.DryRun,
            CitationOf(report),
            CountsOf(report.Events),
            isOwn ? [.. report.Questions.Select(question => question.Detail)] : [],
            [
                .. changes
                    .Take(MostOnPage)
                    .Select(change => new ReleaseModel.Change(
                        WireName.Of(change.Kind),
                        change.Negotiation,
                        change.Row,
                        change.Member,
                        NodeOf(change.Was),
                        NodeOf(change.Now)
                    )),
            ],
            changes.Count > MostOnPage
        );
    }

    public static string CitationOf(ImportReport report) =>
        $"{report.Dataset}, release of {report.Release:yyyy-MM-dd}: changes against the release before, "
        + $"import {report.Id} "
        + $"of {report.StartedAt:yyyy-MM-dd}, file sha256:{report.Sha256}.";

    private static KeyValuePair<string, int>[] CountsOf(ImportedEvents events) =>
        [
            new("recorded", events.Recorded),
            new("corrected", events.Corrected),
            new("retracted", events.Retracted),
            new("restored", events.Restored),
            new("moved", events.Moved),
            new("contested", events.Contested),
            new("unchanged", events.Unchanged),
            new("withheld", events.Withheld),
            new("renumbered", events.Renumbered),
            new("rekeyed", events.Rekeyed),
            new("notCovered", events.NotCovered),
        ];

    private static JsonNode? NodeOf(JsonElement? value) =>
        value is { } given ? JsonSerializer.SerializeToNode(given) : null;
}
