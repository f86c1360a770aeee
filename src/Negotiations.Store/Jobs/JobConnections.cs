using Negotiations.Store.Connections;
using Npgsql;

namespace Negotiations.Store.Jobs;

/// <summary>Wolverine's connections: in the server's role, and few.</summary>
public sealed class JobConnections(StoreConnections connections) : IAsyncDisposable
{
    private const int MostConnections = 12;

    // The role is known only once the schema has been set up.
    private readonly Lazy<NpgsqlDataSource> source = new(() => Create(connections.Server));

    public NpgsqlDataSource Source => source.Value;

    /// <summary>
    /// A node that is frozen keeps its session, and with it the lock of the leader: the database ends the session after
    /// ten seconds without a word. The pool lets go of what it doesn't use long before that.
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString) =>
        ConnectionSettings.Create(
            connectionString,
            new NpgsqlConnectionStringBuilder
            {
                MaxPoolSize = MostConnections,
                ConnectionIdleLifetime = 3,
                ConnectionPruningInterval = 1,
            },
            "negotiations-jobs",
            "-c idle_session_timeout=10s"
        );

    public ValueTask DisposeAsync() => source.IsValueCreated ? source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
