using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>Connections to the store.</summary>
internal sealed class Database : IAsyncDisposable
{
    public Database(string connectionString)
    {
        // Plans are kept per connection: planning a statement anew costs more than running it.
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            ApplicationName = "negotiations",
        });
    }

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
