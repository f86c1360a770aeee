using Negotiations.Store.Connections;
using Negotiations.Store.Following;
using Negotiations.Store.Workers;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Brings recorded events into the log. Its place is the last sequence of the newest checkpoint; one node at a time
/// writes, the one that holds the lease, and a checkpoint's size is its unique key.
/// </summary>
public sealed class LedgerWriter(
    Database database,
    LedgerKey key,
    LedgerRules rules,
    SealDuty duty,
    LedgerMemory memory,
    RecordNews news,
    ILogger<LedgerWriter> logger
) : Follower("the ledger's writer", news, logger)
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
        var hasMore = true;
        while (hasMore)
        {
            (var added, hasMore) = await AppendAsync(stop);
            total += added;
        }

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
            return (await AppendAsync(stop)).HasMore;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && !Faults.IsDatabaseAway(fault))
        {
            await GiveUpAsync();
            throw;
        }
    }

    private async Task<(int Added, bool HasMore)> AppendAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var head = await LedgerReader.HeadAsync(connection, stop);
        if (LedgerHandover.WhyNotOurs(key, head) is { } refusal)
        {
            // Another node may have the key that this one lacks.
            await GiveUpAsync();
            StandStill(new LedgerFault(head!.LastSequence, refusal));
            return (0, false);
        }

        if (!await lease.TakeAsync(connection, stop))
        {
            await FollowOtherAsync(head, connection, stop);
            return (0, false);
        }

        var batch = new LedgerBatch(key, rules, duty, memory, connection);
        var added = await batch.AppendAsync(stop);
        StandStill(batch.Fault);

        // However long it takes: until the copies have it no one can read it here, and a cancel would show it. Where
        // nothing can be signed nothing is committed either, not even the lease.
        if (Fault is null || batch.HasWritten)
            await DurableCommit.RunAsync(connection, Timeout.InfiniteTimeSpan);
        else
            await transaction.RollbackAsync(stop);

        batch.AfterCommit?.Invoke();
        if (Fault is not null)
            await GiveUpAsync();

        return (added, batch.HasMore);
    }

    // What another node signs is remembered here too: whichever takes over then knows it.
    private async Task FollowOtherAsync(LedgerHead? head, NpgsqlConnection connection, CancellationToken stop)
    {
        if (await memory.FollowAsync(head, connection, stop) is { } contradiction)
            StandStill(new LedgerFault(head!.LastSequence, contradiction));
        else if (!memory.IsAheadOf(head))
            Fault = null;
    }

    private void StandStill(LedgerFault? fault)
    {
        if (fault is not null && fault != Fault)
            Logger.LogError("The ledger stands still: {Detail}", fault.Detail);

        Fault = fault;
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
