using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Jobs;

/// <summary>The report on the rows of an import, a few thousand rows to a page, packed by the one who reads it
/// again.</summary>
public sealed class ImportPages(Database database)
{
    private const string Table = $"{Tables.Schema}.import_rows";

    /// <summary>Takes away what an interrupted start wrote.</summary>
    public async Task ClearAsync(JobLease lease, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"delete from {Table} where import = $1");
        command.Parameters.AddWithValue(lease.Id);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <param name="lease">Of the start that writes.</param>
    /// <param name="page">From 0.</param>
    /// <param name="rows">Packed.</param>
    /// <param name="stop">Writes none.</param>
    /// <exception cref="JobLostException">Someone else has taken the import, and nothing is written.</exception>
    public async Task AddAsync(JobLease lease, int page, byte[] rows, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            insert into {Table} (import, page, rows)
            select id, $2, $3 from {Tables.Schema}.import where id = $1 and fence = $4 and state = 'running' for share
            """
        );
        command.Parameters.AddWithValue(lease.Id);
        command.Parameters.AddWithValue(page);
        command.Parameters.AddWithValue(rows);
        command.Parameters.AddWithValue(lease.Fence);
        if (await command.ExecuteNonQueryAsync(stop) == 0)
            throw new JobLostException(lease.Id);
    }

    /// <returns>Null after the last page.</returns>
    public async Task<byte[]?> FindAsync(Guid import, int page, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select rows from {Table} where import = $1 and page = $2"
        );
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(page);
        return await command.ExecuteScalarAsync(stop) as byte[];
    }
}
