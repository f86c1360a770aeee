using Negotiations.Store.Connections;
using Negotiations.Store.Following;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Brings recorded events into the log. Its place is the last sequence of the newest checkpoint; one node at a time
/// writes, the one that holds the lease, and a checkpoint's size is its unique key.
/// </summary>
public sealed class LedgerWriter(Database database, LedgerKey key, RecordNews news, ILogger<LedgerWriter> logger)
    : Follower("the ledger's writer", news, logger)
{
    private readonly LedgerLease lease = new(database);

    /// <summary>Why the log stands still; null while it does not.</summary>
    public LedgerFault? Fault { get; private set; }

    // An event is to be in the log within a second of its commit, whether or not the news reached this node.
    protected override TimeSpan Rest => TimeSpan.FromMilliseconds(250);

    // The first event after a quiet while goes in at once. Those of a busy one share a signature and a commit: one for
    // each of theirs would take from the appends as much as it gives the log.
    protected override TimeSpan Gather => TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Appends whatever is stored and not in the log, until nothing is; used at upgrade and by tests.
    /// </summary>
    /// <returns>How many leaves were added.</returns>
    public async Task<int> CatchUpAsync(CancellationToken stop)
    {
        var total = 0;
        int added;
        do
        {
            added = await AppendAsync(stop);
            total += added;
        } while (added == LedgerBatch.Most);

        return total;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await GiveUpAsync();
    }

    protected override async Task<bool> FollowAsync(CancellationToken stop)
    {
        try
        {
            return await AppendAsync(stop) == LedgerBatch.Most;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && !Faults.IsDatabaseAway(fault))
        {
            await GiveUpAsync();
            throw;
        }
    }

    private async Task<int> AppendAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (!await lease.TakeAsync(connection, stop))
            return 0;

        var batch = new LedgerBatch(key, connection);
        var added = await batch.AppendAsync(stop);
        if (batch.Fault is { } fault && fault != Fault)
            Logger.LogError("The ledger stands still: {Detail}", fault.Detail);

        Fault = batch.Fault;

        // However long it takes: until the copies have it no one can read it here, and a cancel would show it.
        await DurableCommit.RunAsync(connection, Timeout.InfiniteTimeSpan);

        // Another node may have the key that this one lacks.
        if (Fault is not null)
            await GiveUpAsync();

        return added;
    }

    private async Task GiveUpAsync()
    {
        try
        {
            await lease.GiveUpAsync(CancellationToken.None);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            // It ends by itself within seconds.
        }
    }
}
