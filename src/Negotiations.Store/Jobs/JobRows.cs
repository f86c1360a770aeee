using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Jobs;

/// <summary>
/// The jobs of one kind. The row is the truth, and a message only wakes the one who looks at it: taking a job counts
/// its start and raises its fence, and nothing is written by a start whose fence has passed. One job of a kind runs at
/// one time, on all nodes.
/// </summary>
/// <param name="database">In the server's role.</param>
/// <param name="name">Of the table, which has the columns of a job.</param>
public abstract class JobRows(Database database, string name)
{
    private const string IsOpen =
        "(state = 'waiting' or (state = 'running' and (seen_at is null or seen_at < clock_timestamp() - "
        + "$1::interval)))";

    private readonly string isFree =
        $"not exists (select from {Tables.Schema}.{name} where state = 'running' and seen_at >= "
        + "clock_timestamp() - $1::interval)";

    /// <summary>With its schema.</summary>
    protected string Table { get; } = $"{Tables.Schema}.{name}";

    protected Database Database { get; } = database;

    /// <summary>Those that someone may take now, the oldest first; none while one runs.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select id from {Table} where {IsOpen} and {isFree} order by id"
        );
        command.Parameters.AddWithValue(JobLease.Term);
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>Those that were begun too often, and none of their kind has been done since.</summary>
    public async Task<IReadOnlyList<Guid>> DeadAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            // By when they ended: ids that everyone sees name the minute, and not which of two in one was first.
            $"""
            select id from {Table} where state = 'dead' and coalesce(seen_at, 'infinity')
              > all (select coalesce(seen_at, '-infinity') from {Table} where state = 'done') order by id
            """
        );
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>Takes the oldest that is due.</summary>
    /// <param name="among">Those that can be worked on here.</param>
    /// <param name="stop">Takes none.</param>
    /// <returns>Null when there is none, or another one runs.</returns>
    public async Task<JobLease?> TakeAsync(IReadOnlyCollection<Guid> among, CancellationToken stop)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);

        // One after another: anyone who comes second sees what the first has taken.
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand($"select pg_advisory_xact_lock(hashtextextended('{Table}', 0))")
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                $"""
                update {Table}
                set state = 'running', starts = starts + 1, fence = fence + 1, seen_at = clock_timestamp()
                where id = (select id from {Table} where {IsOpen} and {isFree} and id = any($2) order by id limit 1)
                returning id, starts, fence, report
                """
            )
            {
                Parameters =
                {
                    new() { Value = JobLease.Term },
                    new() { Value = among.ToArray() },
                },
            }
        );
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.NextResultAsync(stop);
        return await row.ReadAsync(stop)
            ? new JobLease(row.GetGuid(0), row.GetInt32(1), row.GetInt64(2), row.GetString(3))
            : null;
    }

    /// <summary>A sign of life.</summary>
    /// <exception cref="JobLostException">Someone else has taken it.</exception>
    public Task RenewAsync(JobLease lease, CancellationToken stop) =>
        WriteAsync(lease, "seen_at = clock_timestamp()", [], stop);

    /// <summary>Gives it back: this start counts as none.</summary>
    /// <exception cref="JobLostException">Someone else has taken it.</exception>
    public Task ReleaseAsync(JobLease lease, CancellationToken stop) =>
        WriteAsync(lease, "state = 'waiting', starts = starts - 1, seen_at = clock_timestamp()", [], stop);

    /// <summary>How far it is.</summary>
    /// <exception cref="JobLostException">Someone else has taken it, and nothing is written.</exception>
    public Task ReportAsync(JobLease lease, string report, CancellationToken stop) =>
        WriteAsync(lease, "seen_at = clock_timestamp(), report = $3", [Json(report)], stop);

    /// <summary>What it came to.</summary>
    /// <param name="lease">Of this start.</param>
    /// <param name="state">Done or failed; an exhausted job is dead, whatever it came to.</param>
    /// <param name="report">As JSON.</param>
    /// <param name="stop">Leaves it running.</param>
    /// <exception cref="JobLostException">Someone else has taken it, and nothing is written.</exception>
    public Task EndAsync(JobLease lease, string state, string report, CancellationToken stop) =>
        WriteAsync(
            lease,
            "state = $4, report = $3, seen_at = clock_timestamp()",
            [Json(report), Text(lease.IsExhausted ? "dead" : state)],
            stop
        );

    protected static NpgsqlParameter Json(string value) => new() { NpgsqlDbType = NpgsqlDbType.Json, Value = value };

    protected static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = value };

    /// <summary>Changes the row, if it is still that of this start.</summary>
    /// <param name="lease">Its id and fence are $1 and $2.</param>
    /// <param name="changes">Of SQL.</param>
    /// <param name="values">From $3 on.</param>
    /// <param name="stop">Changes nothing.</param>
    /// <exception cref="JobLostException">It is not.</exception>
    protected async Task WriteAsync(
        JobLease lease,
        string changes,
        IEnumerable<NpgsqlParameter> values,
        CancellationToken stop
    )
    {
        await using var command = Database.Source.CreateCommand(
            $"update {Table} set {changes} where id = $1 and fence = $2 and state = 'running'"
        );
        command.Parameters.AddWithValue(lease.Id);
        command.Parameters.AddWithValue(lease.Fence);
        foreach (var value in values)
            command.Parameters.Add(value);

        if (await command.ExecuteNonQueryAsync(stop) == 0)
            throw new JobLostException(lease.Id);
    }

    protected static async Task<IReadOnlyList<Guid>> ReadIdsAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<Guid> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetGuid(0));

        return ids;
    }
}
