using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests;

/// <summary>What the database holds, asked past the application.</summary>
internal static class StoredRecord
{
    public static async Task<long> CountAsync(this TestServer server, string? id = null) =>
        (long)(await server.SqlAsync($"select count(*) from negotiations.mt_events{(id is null ? "" : $" where stream_id = '{id}'")}"))!;

    /// <summary>The first value of the first row.</summary>
    public static async Task<object?> SqlAsync(this TestServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Scratch.Stop);
    }
}
