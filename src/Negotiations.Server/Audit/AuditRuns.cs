using System.Data;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Audits;
using Negotiations.Store.Connections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Server.Audit;

/// <summary>Audits in the background, one at a time; their reports are kept in the database, so that any node can tell them.</summary>
internal sealed class AuditRuns(Database database, DatabaseClock clock, ILogger<AuditRuns> logger) : BackgroundService
{
    private const int MostFindings = 100;

    // Often enough to be watched, seldom enough to cost nothing.
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly System.Threading.Channels.Channel<AuditReport> queue = System.Threading.Channels.Channel.CreateBounded<AuditReport>(16);

    public async Task<AuditReport> StartAsync(string by, CancellationToken stop)
    {
        var report = new AuditReport(Guid.CreateVersion7(), AuditState.Running, by, clock.Now, null, 0, 0, 0, 0, 0, []);
        await KeepAsync(report, stop);
        await queue.Writer.WriteAsync(report, stop);
        return report;
    }

    public async Task<AuditReport?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select report from {Tables.Schema}.audit where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is string json ? JsonSerializer.Deserialize<AuditReport>(json, EventJson.Options) : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var asked in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(asked, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "Audit {Id} failed.", asked.Id);
                await TryKeepFailureAsync(asked, stoppingToken);
            }
        }
    }

    // One snapshot of events and views: appends go on beside it and cannot come between a view and its events.
    private async Task RunAsync(AuditReport report, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var kept = await ReadKeptAsync(connection, stop);
        var total = await CountAsync(connection, stop);
        var today = clock.Today;
        report = report with { Total = total };
        var lastReport = TimeProvider.System.GetTimestamp();
        var unseen = kept.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var (id, finding) in NegotiationScan.MapAsync(connection, negotiation => (negotiation.Id, ViewCheck.Find(negotiation, kept.GetValueOrDefault(negotiation.Id), today)), stop))
        {
            unseen.Remove(id);
            report = Count(report, finding);
            if (TimeProvider.System.GetElapsedTime(lastReport) > ReportEvery)
            {
                await KeepAsync(report, stop);
                lastReport = TimeProvider.System.GetTimestamp();
            }
        }

        foreach (var orphan in unseen)
            report = Count(report, new AuditFinding(orphan, AuditVerdict.Different, null, null, null, null, "It has a view and no events."));

        await KeepAsync(report with { State = AuditState.Done, FinishedAt = clock.Now }, stop);
    }

    private static AuditReport Count(AuditReport report, AuditFinding? finding) => report with
    {
        Checked = report.Checked + 1,
        Equal = report.Equal + (finding is null ? 1 : 0),
        Different = report.Different + (finding?.State == AuditVerdict.Different ? 1 : 0),
        Incomplete = report.Incomplete + (finding?.State == AuditVerdict.Incomplete ? 1 : 0),
        Findings = finding is null || report.Findings.Count >= MostFindings ? report.Findings : [.. report.Findings, finding],
    };

    private static async Task<Dictionary<string, KeptRow>> ReadKeptAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select id, version, data, summary, coalesce(turned_on, (recorded_at at time zone 'UTC')::date), next_turn from {Tables.Schema}.status", connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var kept = new Dictionary<string, KeptRow>(StringComparer.Ordinal);
        while (await rows.ReadAsync(stop))
            kept.Add(rows.GetString(0), new KeptRow(
                rows.GetInt64(1), rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<DateOnly>(4), rows.IsDBNull(5) ? null : rows.GetFieldValue<DateOnly>(5)));

        return kept;
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select count(*)::int from {Tables.Schema}.mt_streams", connection);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private async Task KeepAsync(AuditReport report, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"insert into {Tables.Schema}.audit (id, report) values ($1, $2) on conflict (id) do update set report = excluded.report");
        command.Parameters.AddWithValue(report.Id);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Json, Value = JsonSerializer.Serialize(report, EventJson.Options) });
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task TryKeepFailureAsync(AuditReport report, CancellationToken stop)
    {
        try
        {
            await KeepAsync(report with { State = AuditState.Failed, FinishedAt = clock.Now }, stop);
        }
        catch (NpgsqlException away)
        {
            logger.LogWarning("The failure of audit {Id} could not be kept: {Reason}.", report.Id, away.Message);
        }
    }
}
