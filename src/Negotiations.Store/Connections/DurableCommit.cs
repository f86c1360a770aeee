using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// A commit that is either on every copy that <c>synchronous_standby_names</c> asks for, or reported as unknown. A
/// cancel is never sent to it: PostgreSQL ends the wait for the copies then, and answers a cancelled COMMIT as a
/// successful one, with nothing but a warning.
/// </summary>
public static class DurableCommit
{
    private const string TookTooLong =
        "The commit was not confirmed in time. A standby that synchronous_standby_names asks for may not confirm.";

    /// <summary>Commits the transaction that is open on the connection.</summary>
    /// <param name="within">
    /// How long it is waited for. Afterwards the commit goes on by itself, and the connection with it: see
    /// <see cref="LetGoAsync"/>.
    /// </param>
    /// <exception cref="UnknownOutcomeException">It may be stored or not, or not on all copies.</exception>
    /// <exception cref="PostgresException">Nothing was stored.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, TimeSpan within)
    {
        string? warning = null;
        connection.Notice += Hear;
        try
        {
            var committing = CommitAsync(connection);
            await committing.WaitAsync(within).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!committing.IsCompleted)
                throw new UnknownOutcomeException(TookTooLong) { Waiting = committing };

            await committing;
        }
        catch (Exception lost) when (IsUnknown(lost))
        {
            throw new UnknownOutcomeException("The connection was lost while a commit waited for its answer.", lost);
        }
        finally
        {
            connection.Notice -= Hear;
        }

        if (warning is not null)
            throw new UnknownOutcomeException($"The database is not sure of a commit: {warning}");

        // 01000, "canceling wait for synchronous replication": committed here, and perhaps nowhere else.
        void Hear(object sender, NpgsqlNoticeEventArgs said)
        {
            if (said.Notice.InvariantSeverity == "WARNING")
                warning ??= said.Notice.MessageText;
        }
    }

    /// <summary>
    /// Closes a connection after a failure; one whose commit still waits only when that has ended, since to close it
    /// would be to cancel.
    /// </summary>
    public static async ValueTask LetGoAsync(NpgsqlConnection connection, Exception? failure)
    {
        if (failure is UnknownOutcomeException { Waiting: { } waiting })
            _ = CloseAfterAsync(connection, waiting);
        else
            await connection.DisposeAsync();
    }

    private static async Task CloseAfterAsync(NpgsqlConnection connection, Task waiting)
    {
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
    }

    // As a command of its own, whose timeout can be switched off: that of the transaction's own commit is the one of
    // the statement before.
    private static async Task CommitAsync(NpgsqlConnection connection)
    {
        await using var commit = new NpgsqlCommand("commit", connection) { CommandTimeout = 0 };
        await commit.ExecuteNonQueryAsync(CancellationToken.None);
    }

    // An error that the database gives in place of a commit is a rollback. Its end (FATAL, PANIC) and a lost connection
    // leave it open.
    private static bool IsUnknown(Exception failure) =>
        failure switch
        {
            UnknownOutcomeException => false,
            PostgresException refused => refused.InvariantSeverity != "ERROR",
            _ => true,
        };
}
