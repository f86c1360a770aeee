using Npgsql;

namespace Negotiations.Postgres;

/// <summary>The first connection to a server: is it ours, and does it have our database?</summary>
internal static class Greeting
{
    public enum Answer
    {
        NotYet,
        Ours,
        AnotherServer,
    }

    const int TimeoutSeconds = 5;

    public static async Task<(Answer Answer, string Why)> TryAsync(
        Endpoint endpoint,
        DataFolder folder,
        CancellationToken stop
    )
    {
        // Without a pool: a connection stored open would be in the way of a database made from a template.
        var connect = new NpgsqlConnectionStringBuilder(endpoint.ConnectionString(Password.Read(folder), "postgres"))
        {
            Pooling = false,
            Timeout = TimeoutSeconds,
        };
        try
        {
            await using var connection = new NpgsqlConnection(connect.ConnectionString);
            await connection.OpenAsync(stop);
            if (CanonicalPath.Of((string)(await AskAsync(connection, "show data_directory", stop))!) != folder.Data)
                return (Answer.AnotherServer, "");

            if (
                await AskAsync(connection, $"select 1 from pg_database where datname = '{Server.Database}'", stop)
                is null
            )
                await AskAsync(connection, $"create database {Server.Database}", stop);

            return (Answer.Ours, "");
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            throw new PostgresUnavailableException(
                $"The database in {folder.Data} does not take the password in {folder.Password}. Put back "
                    + "the password file that belongs to it.",
                exception
            );
        }
        catch (PostgresException exception)
            when (exception.SqlState is not (PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown))
        {
            throw new PostgresUnavailableException(
                $"The PostgreSQL of {folder.Data} runs, but refuses: {exception.MessageText}",
                exception
            );
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return (Answer.NotYet, exception.Message);
        }
    }

    static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop);
    }
}
