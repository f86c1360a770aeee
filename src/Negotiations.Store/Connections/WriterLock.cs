using System.Globalization;
using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// The one lock of all who write the record, on every node. While it is held no other commit is recorded: so sequence,
/// recorded time and visibility agree, every decision sees the latest version, and nothing has to be retried.
/// </summary>
public static class WriterLock
{
    // Any fixed number will do; this one spells "negotiat".
    public const long Key = 0x6e65676f74696174;

    /// <summary>
    /// How long a holder may do nothing before the database ends its connection: a node that hangs must not stop the
    /// others.
    /// </summary>
    public static readonly TimeSpan MostIdle = TimeSpan.FromSeconds(7);

    /// <summary>How long a request waits for the lock: longer than a hanging holder can keep it.</summary>
    public static readonly TimeSpan MostWaited = TimeSpan.FromSeconds(8);

    /// <summary>Start-up options of a connection whose every transaction takes the lock.</summary>
    /// <param name="timeout">How long it may wait for the lock.</param>
    public static string OptionsOf(TimeSpan timeout) =>
        $"-c idle_in_transaction_session_timeout={Milliseconds(MostIdle)} -c lock_timeout={Milliseconds(timeout)}";

    /// <summary>The statement that takes it, on a connection with <see cref="OptionsOf"/>.</summary>
    public static NpgsqlBatchCommand Take() => new($"select pg_advisory_xact_lock({Key})");

    /// <summary>Takes the lock until the end of the transaction that is open on the connection.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="timeout">
    /// How long it may wait for the lock, at least a millisecond; null: as long as the command may run.
    /// </param>
    /// <param name="stop">Leaves the transaction open and failed.</param>
    /// <exception cref="PostgresException">55P03: others had the lock all that time.</exception>
    public static async Task TakeAsync(NpgsqlConnection connection, TimeSpan? timeout, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            Sql.Command(
                "select set_config('idle_in_transaction_session_timeout', $1, true), "
                    + "set_config('lock_timeout', $2, true)",
                Milliseconds(MostIdle),
                Milliseconds(timeout ?? TimeSpan.Zero)
            )
        );
        batch.BatchCommands.Add(Take());

        // The wait for the lock ends by its own timeout.
        batch.Timeout = 0;
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static string Milliseconds(TimeSpan time) =>
        ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
