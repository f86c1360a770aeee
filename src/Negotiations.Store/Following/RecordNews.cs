using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Following;

/// <summary>
/// The one listener of this node for what is recorded: here, as the recorder says it, and on other nodes, as the
/// database passes it on. News can be lost with a connection, so what follows the record also looks now and then.
/// </summary>
public sealed class RecordNews : Worker
{
    // A connection of which nothing comes is asked whether it still is one.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Database database;
    private readonly Outage outage;
    private NpgsqlConnection? connection;

    public RecordNews(Database database, Outage outage, ILogger<RecordNews> logger)
        : base("listening for what is recorded", logger) => (this.database, this.outage) = (database, outage);

    /// <summary>Something was recorded, or may have been while nothing could be heard. Handlers are short.</summary>
    public event Action? Arrived;

    /// <summary>Something was recorded: said by who knows it before the database passes it on.</summary>
    public void Say() => Arrived?.Invoke();

    public override TimeSpan StepLimit => TimeSpan.FromSeconds(30);

    protected override TimeSpan Rest => TimeSpan.Zero;

    protected override Backoff Backoff => Follower.Soon;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CloseAsync();
    }

    protected override async Task StepAsync(CancellationToken stop)
    {
        try
        {
            connection ??= await ListenAsync(stop);
            if (!await connection.WaitAsync(Silence, stop))
                await AskAsync(connection, stop);

            outage.End();
        }
        catch (Exception fault)
        {
            await CloseAsync();

            // The other connections at rest were lost with it: each would fail once more when it is used.
            if (Faults.IsDatabaseAway(fault))
                database.Source.Clear();

            throw;
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken stop)
    {
        var opened = await database.Source.OpenConnectionAsync(stop);
        try
        {
            opened.Notification += (_, _) => Say();
            await AskAsync(opened, stop);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        // The end of an outage is said after the first step: one connection that came through and is lost again is no
        // end.
        Say();
        return opened;
    }

    // Said again, it changes nothing, and shows whether the connection still is one.
    private static async Task AskAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var listen = new NpgsqlCommand($"listen {Tables.NewsChannel}", connection) { CommandTimeout = 5 };
        await listen.ExecuteNonQueryAsync(stop);
    }

    private async Task CloseAsync()
    {
        if (connection is not { } open)
            return;

        connection = null;
        await open.DisposeAsync();
    }
}
