using System.Text.Json;
using Negotiations.Json;
using Negotiations.Server.Jobs;
using Negotiations.Store.Audits;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Seeing;

namespace Negotiations.Server.Audit;

/// <summary>
/// Audits in the background, one at a time on all nodes; their reports are in the database, so that any node can
/// answer for them.
/// </summary>
internal sealed class AuditRuns(
    AuditRows rows,
    Database database,
    DatabaseClock clock,
    JobQueue queue,
    IHostApplicationLifetime life,
    ILogger<AuditRuns> logger
) : JobRunner(rows, life, logger), IJob<RunAudits>
{
    private const int MostFindings = 100;

    // Who starts audits has a pseudonym of their own there.
    private const string AuditStream = "audits/";

    // Often enough to be watched, seldom enough to cost nothing.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    protected override string Kind => "Audit";

    public async Task<AuditReport> StartAsync(string by, CancellationToken stop)
    {
        var report = new AuditReport(
            MinuteId.Next(clock.Now),
            AuditState.Running,
            by,
            clock.Now,
            null,
            0,
            0,
            0,
            0,
            0,
            []
        );
        await rows.AddAsync(report.Id, Write(report), stop);
        await queue.SendAsync(new RunAudits());
        return report;
    }

    public async Task<AuditReport?> FindAsync(Guid id, CancellationToken stop) =>
        await rows.FindAsync(id, stop) is { } json ? Seen(Read(json)) : null;

    public async Task HandleAsync(RunAudits message, CancellationToken stop)
    {
        while (await RunNextAsync(stop))
        {
            // There may be more.
        }
    }

    protected override async Task WorkAsync(JobLease lease, CancellationToken stop)
    {
        await using var snapshot = await AuditSnapshot.TakeAsync(database, null, stop);
        var today = clock.EarliestToday;
        var report = Begun(lease) with { Total = snapshot.Negotiations };
        var lastReport = TimeProvider.System.GetTimestamp();
        var unseen = snapshot.Views.Keys.Concat(snapshot.Stray).ToHashSet(StringComparer.Ordinal);
        var findings = snapshot.MapAsync(
            negotiation =>
                (
                    negotiation.Id,
                    NoticeCheck.Unannounced(negotiation, snapshot.Notices[negotiation.Id])
                        ?? ViewCheck.Find(negotiation, snapshot.Views.GetValueOrDefault(negotiation.Id), today)
                        ?? NoticeCheck.Find(negotiation, [.. snapshot.Notices[negotiation.Id]], snapshot.Noticed)
                ),
            stop
        );
        await foreach (var (id, finding) in findings)
        {
            unseen.Remove(id);
            report = Count(report, finding);
            if (TimeProvider.System.GetElapsedTime(lastReport) > ReportEvery)
            {
                await rows.ReportAsync(lease, Write(report), stop);
                lastReport = TimeProvider.System.GetTimestamp();
            }
        }

        foreach (var orphan in unseen)
            report = Count(report, WithoutEvents(orphan));

        await rows.EndAsync(
            lease,
            "done",
            Write(report with { State = AuditState.Done, FinishedAt = clock.Now }),
            stop
        );
    }

    /// <summary>A view that nothing follows from.</summary>
    public static AuditFinding WithoutEvents(string id) =>
        new(id, AuditVerdict.Different, null, null, null, null, "It has a view and no events.");

    protected override async Task FailAsync(JobLease lease, Exception? failure, CancellationToken stop)
    {
        if (failure is not null)
            logger.LogError(failure, "Audit {Id} failed.", lease.Id);

        await rows.EndAsync(
            lease,
            "failed",
            Write(Begun(lease) with { State = AuditState.Failed, FinishedAt = clock.Now }),
            stop
        );
    }

    // What an earlier start counted is counted again.
    private static AuditReport Begun(JobLease lease) =>
        Read(lease.Report) with
        {
            Total = 0,
            Checked = 0,
            Equal = 0,
            Different = 0,
            Incomplete = 0,
            Findings = [],
        };

    private static AuditReport Count(AuditReport report, AuditFinding? finding) =>
        report with
        {
            Checked = report.Checked + 1,
            Equal = report.Equal + (finding is null ? 1 : 0),
            Different = report.Different + (finding?.State == AuditVerdict.Different ? 1 : 0),
            Incomplete = report.Incomplete + (finding?.State == AuditVerdict.Incomplete ? 1 : 0),
            Findings =
                finding is null || report.Findings.Count >= MostFindings
                    ? report.Findings
                    : [.. report.Findings, finding],
        };

    // What it found may be a time or a name in the record: that is for those who may see them.
    private static AuditReport Seen(AuditReport report) =>
        !Sight.IsClosed
            ? report
            : report with
            {
                StartedBy = Sight.By(AuditStream, report.StartedBy),
                StartedAt = Sight.At(report.StartedAt),
                FinishedAt = report.FinishedAt is { } finished ? Sight.At(finished) : null,
                Findings = [.. report.Findings.Select(Seen)],
            };

    private static AuditFinding Seen(AuditFinding finding) =>
        finding with
        {
            Expected = IsTime(finding) ? null : finding.Expected,
            Actual = IsTime(finding) ? null : finding.Actual,
            Detail = Sight.InText(finding.Detail),
        };

    private static bool IsTime(AuditFinding finding) =>
        finding.Field is { } field
        && (
            field.EndsWith("recordedAt", StringComparison.Ordinal)
            || field.EndsWith("recorded_at", StringComparison.Ordinal)
        );

    private static string Write(AuditReport report) => JsonSerializer.Serialize(report, EventJson.Options);

    private static AuditReport Read(string json) => JsonSerializer.Deserialize<AuditReport>(json, EventJson.Options)!;
}
