using Npgsql;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>
/// A table with one column, to see whether what was acknowledged is still there. No pool: every call is a new
/// connection.
/// </summary>
internal static class Records
{
    public static Task WriteAsync(string connectionString, string record) =>
        AskAsync(
            connectionString,
            $"create table if not exists records (record text); insert into records values ('{record}')"
        );

    public static async Task<string> ReadAsync(string connectionString) =>
        (string)(await AskAsync(connectionString, "select string_agg(record, ', ' order by record) from records"))!;

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(Scratch.Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Scratch.Stop);
    }
}
