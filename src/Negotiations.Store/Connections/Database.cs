using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>Connections to the store, in the server's role.</summary>
/// <param name="connections">Of the node.</param>
/// <param name="reader">Null: the node records.</param>
public sealed class Database(StoreConnections connections, ReaderMode? reader = null) : IAsyncDisposable
{
    // The role is known only once the schema has been set up.
    private readonly Lazy<NpgsqlDataSource> source = new(() =>
        ConnectionSettings.Create(
            connections.Server,
            new NpgsqlConnectionStringBuilder
            {
                // Plans are stored per connection: planning a statement again costs more than running it.
                MaxAutoPrepare = 60,
                AutoPrepareMinUsages = 2,

                // A reset on every return to the pool costs as much as a small query. Nothing here leaves anything
                // behind on a session: settings are local to a transaction, locks too, and the one temporary table is
                // dropped by who made it.
                NoResetOnClose = true,

                // What follows the record (the log, the feed, exports) reads megabytes: in pieces of 8 kB each would
                // be a wake-up.
                ReadBufferSize = 64 * 1024,
            },
            "negotiations"
        )
    );

    public NpgsqlDataSource Source => source.Value;

    /// <summary>The node only reads: what is noted beside an answer, such as the day a key was used, is noted where it
    /// records.</summary>
    public bool IsReadOnly => reader is { IsOn: true };

    public ValueTask DisposeAsync() => source.IsValueCreated ? source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
