using System.Diagnostics;
using Negotiations.Store.Connections;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Following;

/// <summary>
/// In place of <see cref="RecordNews"/>'s own listening on a node that only reads: a standby passes no notifications
/// on, so it is asked four times a second how far it is.
/// </summary>
public sealed class CopyWatch(
    Database database,
    RecordNews news,
    DatabaseClock clock,
    Outage outage,
    ILogger<CopyWatch> logger
) : Worker("the watch over the copy", logger)
{
    // Below this the time since the last look says nothing of the copy.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private NpgsqlConnection? connection;
    private volatile Look? look;

    /// <summary>As it was at the last look; null: none has succeeded yet.</summary>
    public CopyState? Copy => look?.Copy;

    /// <summary>It was a standby when this node began, and is a primary now.</summary>
    public bool IsPromoted { get; private set; }

    /// <summary>How old what is answered may be; null: no one can say. What cannot be asked grows older.</summary>
    public TimeSpan? Lag =>
        look is not { Copy.Lag: { } lag, At: var at } ? null
        : Stopwatch.GetElapsedTime(at) is var since && since > Usual ? lag + since
        : lag;

    public override TimeSpan StepLimit => TimeSpan.FromSeconds(30);

    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(250);

    protected override Backoff Backoff => Follower.Soon;

    /// <summary>Asks before the first request is answered.</summary>
    public Task BeginAsync(CancellationToken stop) => StepAsync(stop);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CloseAsync();
    }

    protected override async Task StepAsync(CancellationToken stop)
    {
        try
        {
            connection ??= await database.Source.OpenConnectionAsync(stop);
            var asked = Stopwatch.GetTimestamp();
            Take(await CopyState.ReadAsync(connection, stop), asked);
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

    private void Take(CopyState read, long asked)
    {
        var before = look?.Copy;
        look = new Look(read, asked);
        clock.Set(read.Now);
        if (before is { IsStandby: true } && !read.IsStandby)
        {
            IsPromoted = true;
            Logger.LogWarning(
                "The standby that is read here was promoted. This node stays a reader; start it without --reader to "
                    + "record here."
            );
        }

        if (before is null || (before.Sequence, before.Erasures) != (read.Sequence, read.Erasures))
            news.Say();
    }

    private async Task CloseAsync()
    {
        if (connection is not { } open)
            return;

        connection = null;
        await open.DisposeAsync();
    }

    private sealed record Look(CopyState Copy, long At);
}
