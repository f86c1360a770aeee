using Npgsql;

namespace Negotiations.Benchmarks;

/// <summary>Readers of the views while they are rebuilt: all are there at any moment, and none is empty.</summary>
internal sealed class RebuildReaders : IAsyncDisposable
{
    private readonly CancellationTokenSource enough = new();
    private readonly NpgsqlDataSource source;
    private readonly Task reading;
    private long looks;
    private long broken;

    public RebuildReaders(string connectionString)
    {
        source = NpgsqlDataSource.Create(connectionString);
        reading = Task.Run(ReadAsync);
    }

    public async Task<string> StopAsync()
    {
        await enough.CancelAsync();
        await reading;
        return $"of {looks} looks at all views {broken} saw one missing or half made";
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        enough.Dispose();
        await source.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        while (!enough.IsCancellationRequested)
        {
            await using var command = source.CreateCommand(
                "select count(*) = (select count(*) from negotiations.mt_streams) and "
                    + "bool_and(summary like '{%') from negotiations.status"
            );
            looks++;
            broken += await command.ExecuteScalarAsync() is true ? 0 : 1;
            await Task.Delay(20);
        }
    }
}
