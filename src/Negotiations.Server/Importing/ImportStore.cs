using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>Imports as the database has them, as requests and reports.</summary>
internal sealed class ImportStore(ImportRows rows)
{
    /// <param name="request">What was asked for.</param>
    /// <param name="report">As it begins.</param>
    /// <param name="stop">Adds none.</param>
    public Task AddAsync(ImportRequest request, ImportReport report, CancellationToken stop) =>
        rows.AddAsync(
            report.Id,
            report.Dataset,
            report.Release,
            Write(request),
            Write(report),
            Environment.MachineName,
            stop
        );

    /// <summary>How far it is.</summary>
    /// <exception cref="JobLostException">Someone else has taken it.</exception>
    public Task ReportAsync(JobLease lease, ImportReport report, CancellationToken stop) =>
        rows.ReportAsync(lease, Write(report), stop);

    /// <summary>How far it is, and that it may have recorded something from now on.</summary>
    /// <exception cref="JobLostException">Someone else has taken it.</exception>
    public Task RecordingAsync(JobLease lease, ImportReport report, CancellationToken stop) =>
        rows.RecordingAsync(lease, Write(report), stop);

    /// <summary>What it came to.</summary>
    /// <exception cref="JobLostException">Someone else has taken it.</exception>
    public Task EndAsync(JobLease lease, ImportReport report, CancellationToken stop) =>
        rows.EndAsync(lease, WireName.Of(report.State), Write(report), stop);

    /// <summary>What became of an import that has ended.</summary>
    public Task AmendAsync(ImportReport report, CancellationToken stop) =>
        rows.AmendReportAsync(report.Id, Write(report), stop);

    public async Task<ImportRequest> RequestAsync(JobLease lease, CancellationToken stop) =>
        JsonSerializer.Deserialize<ImportRequest>(await rows.RequestAsync(lease.Id, stop), EventJson.Options)!;

    public async Task<ImportReport?> FindAsync(Guid id, CancellationToken stop) =>
        await rows.FindAsync(id, stop) is { } row ? Read(row) : null;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ImportReport>> ListAsync(Guid? before, int limit, CancellationToken stop) =>
        [.. (await rows.ListAsync(before, limit, stop)).Select(Read)];

    /// <summary>As it stood when the job was taken.</summary>
    public static ImportReport Read(JobLease lease) => Read(lease.Report);

    // The one who has the file is away: it waits, whatever it was at.
    private static ImportReport Read(ImportRow row) =>
        row.AwaySince is { } since ? Waiting(Read(row.Report), row.Node ?? "that took it in", since) : Read(row.Report);

    private static ImportReport Waiting(ImportReport report, string node, DateTimeOffset since) =>
        report with
        {
            State = ImportState.Waiting,
            Stage = null,
            Problem =
                $"Its file lies on the node {node}, which has given no sign of life since "
                + $"{InstantConverter.Print(since)}. The import goes on when that node is back.",
        };

    private static ImportReport Read(string json) => JsonSerializer.Deserialize<ImportReport>(json, EventJson.Options)!;

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);
}
