using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>
/// Recognises a pooler that gives each transaction another session (PgBouncer in transaction mode): LISTEN, locks and
/// prepared statements of a session cannot work through it.
/// </summary>
internal static class PoolerCheck
{
    /// <param name="connectionString">As it was given: the connection's own has no password.</param>
    /// <param name="connection">Of it, open and not in a transaction.</param>
    /// <param name="stop">Of the start.</param>
    /// <exception cref="InvalidDataException">There is such a pooler; the message has the remedy.</exception>
    public static async Task RefuseAsync(string connectionString, NpgsqlConnection connection, CancellationToken stop)
    {
        // A pooler greets its clients with numbers of its own, not with those of the sessions behind it.
        var session = await SessionAsync(connection, stop);
        if (session == connection.ProcessID)
            return;

        // In session mode a second client has a second session; between transactions it has the one that is free.
        await using var other = await Connect.OnceAsync(connectionString, stop);
        if (await SessionAsync(other, stop) == session)
            throw new InvalidDataException(
                "The connection string leads to a pooler that gives each transaction another session, such as "
                    + "PgBouncer with pool_mode = transaction, and this program needs sessions of its own (LISTEN, "
                    + "locks). Connect straight to PostgreSQL, or set pool_mode = session for this database."
            );
    }

    private static async Task<int> SessionAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }
}
