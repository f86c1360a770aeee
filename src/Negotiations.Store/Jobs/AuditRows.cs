using Negotiations.Store.Connections;

namespace Negotiations.Store.Jobs;

/// <summary>Audits in the database, so that any node can answer for them.</summary>
public sealed class AuditRows(Database database) : JobRows(database, "audit")
{
    /// <param name="id">Grows with time: the oldest is run first.</param>
    /// <param name="report">As JSON.</param>
    /// <param name="stop">Adds none.</param>
    public async Task AddAsync(Guid id, string report, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"insert into {Table} (id, state, report) values ($1, 'waiting', $2)"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(Json(report));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The report, as JSON; null when there is none.</summary>
    public async Task<string?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select report from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
