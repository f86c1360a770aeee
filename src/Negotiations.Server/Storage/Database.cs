using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>Connections to the store, in the server's role.</summary>
internal sealed class Database(StoreConnections connections) : IAsyncDisposable
{
    // The role is known only once the schema has been set up.
    private readonly Lazy<NpgsqlDataSource> source = new(() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connections.Server)
    {
        // Plans are kept per connection: planning a statement anew costs more than running it.
        MaxAutoPrepare = 60,
        AutoPrepareMinUsages = 2,
        ApplicationName = "negotiations",
    }));

    public NpgsqlDataSource Source => source.Value;

    public ValueTask DisposeAsync() => source.IsValueCreated ? source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
