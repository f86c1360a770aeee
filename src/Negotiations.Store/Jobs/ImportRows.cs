using Negotiations.Store.Connections;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Jobs;

/// <summary>An import as its row has it.</summary>
/// <param name="Report">As JSON.</param>
/// <param name="Node">Where its file lies; null: of an import from before that was noted.</param>
/// <param name="AwaySince">The last sign of life of the one who has its file, when that is too long ago; null: it is
/// not, or it has ended.</param>
public sealed record ImportRow(string Report, string? Node, DateTimeOffset? AwaySince);

/// <summary>Imports in the database, so that any node can answer for them.</summary>
public sealed partial class ImportRows(Database database) : JobRows(database, "import")
{
    // Who has the file gives a sign of life every few seconds.
    private const string Columns = """
        report, node, case when state in ('waiting',
            'running') and seen_at < clock_timestamp() - interval '30 seconds' then seen_at end
        """;

    /// <param name="id">Grows with time: the oldest is run first.</param>
    /// <param name="dataset">Of which it is a release.</param>
    /// <param name="release">Its day.</param>
    /// <param name="request">As JSON.</param>
    /// <param name="report">Likewise.</param>
    /// <param name="node">Where the file lies.</param>
    /// <param name="stop">Adds none.</param>
    public async Task AddAsync(
        Guid id,
        string dataset,
        DateOnly release,
        string request,
        string report,
        string node,
        CancellationToken stop
    )
    {
        await using var command = Database.Source.CreateCommand(
            $"""
            insert into {Table} (id, dataset, release, state, recording, request, report, node, seen_at)
            values ($1, $2, $3, 'waiting', false, $4, $5, $6, clock_timestamp())
            """
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(dataset);
        command.Parameters.AddWithValue(release);
        command.Parameters.Add(Json(request));
        command.Parameters.Add(Json(report));
        command.Parameters.AddWithValue(node);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>How far it is, and that it may have recorded something from now on; once it may have, that stays
    /// so.</summary>
    /// <exception cref="JobLostException">Someone else has taken it, and nothing is written.</exception>
    public Task RecordingAsync(JobLease lease, string report, CancellationToken stop) =>
        WriteAsync(lease, "seen_at = clock_timestamp(), recording = true, report = $3", [Json(report)], stop);

    /// <summary>Those that wait here give a sign of life: their file is at hand.</summary>
    public async Task WaitHereAsync(IReadOnlyCollection<Guid> here, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"update {Table} set seen_at = clock_timestamp() where state = 'waiting' and id = any($1)"
        );
        command.Parameters.AddWithValue(here.ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Those that have not ended, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> UnfinishedAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select id from {Table} where state in ('waiting', 'running') order by id"
        );
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>Those whose file lies on a node that is away.</summary>
    public async Task<IReadOnlyList<Guid>> AwayAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"""
            select id from {Table}
            where state in ('waiting', 'running') and seen_at < clock_timestamp() - interval '30 seconds' order by id
            """
        );
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>What was asked for, as JSON.</summary>
    public async Task<string> RequestAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select request from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Whether it may have recorded something.</summary>
    public async Task<bool> IsRecordingAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select recording from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <returns>Null when there is none.</returns>
    public async Task<ImportRow?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select {Columns} from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>The newest first. Ids grow with time.</summary>
    public async Task<IReadOnlyList<ImportRow>> ListAsync(Guid? before, int limit, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select {Columns} from {Table} where $1::uuid is null or id < $1 order by id desc limit $2"
        );
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = before is null ? DBNull.Value : before }
        );
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    /// <summary>Someone asks it to stop.</summary>
    /// <returns>False: it has ended.</returns>
    public async Task<bool> CancelAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"update {Table} set cancelled = true where id = $1 and state in ('waiting', 'running')"
        );
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(stop) > 0;
    }

    /// <summary>Someone asked it to stop.</summary>
    public async Task<bool> IsCancelledAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select cancelled from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    private static async Task<IReadOnlyList<ImportRow>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<ImportRow> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(
                new ImportRow(
                    rows.GetString(0),
                    rows.IsDBNull(1) ? null : rows.GetString(1),
                    rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2)
                )
            );

        return found;
    }
}
