using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Brings recorded events into the log, one writer at a time across all nodes: whoever holds the lease. A node that dies or hangs loses it in
/// seconds, and a transaction that outlived its lease does not commit.
/// </summary>
public sealed class LedgerWriter(Database database, LedgerKey key, ILogger<LedgerWriter> logger) : BackgroundService
{
    private const string Schema = Tables.Schema;
    private const int LeaseSeconds = 5;

    // An event is to be in the log within a second of its commit, whether or not the signal reached this node.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Guid holder = Guid.NewGuid();
    private readonly SemaphoreSlim news = new(0, 1);

    /// <summary>Why the log stands still; null while it does not.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>Something was recorded on this node.</summary>
    public void Wake()
    {
        if (news.CurrentCount == 0)
        {
            try
            {
                news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in between: it is awake.
            }
        }
    }

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    /// <summary>Appends whatever is stored and not in the log, until nothing is; used at upgrade and by tests.</summary>
    /// <returns>How many leaves were added.</returns>
    public async Task<int> CatchUpAsync(CancellationToken stop)
    {
        var total = 0;
        int added;
        do
        {
            added = await AppendAsync(stop);
            total += added;
        }
        while (added == LedgerBatch.Most);

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning("The ledger could not be written ({Reason}); another try follows.", e.Message);
            }

            // The first event after a quiet while goes in at once. Those of a busy one share a signature and a commit: one for each of theirs
            // would take from the appends as much as it gives the log.
            var next = Task.Delay(Pause, stoppingToken);
            await news.WaitAsync(Rest, stoppingToken);
            await next;
        }
    }

    private async Task<int> AppendAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (!await HoldsLeaseAsync(connection, stop))
            return 0;

        var batch = new LedgerBatch(key, connection);
        var added = await batch.AppendAsync(stop);
        if (batch.Fault is { } fault && fault != Fault)
            logger.LogError("The ledger stands still: {Detail}", fault.Detail);

        Fault = batch.Fault;
        await transaction.CommitAsync(stop);
        return added;
    }

    // The row stays locked until the commit: a successor waits for it, and finds either the new size or the old one, never both.
    private async Task<bool> HoldsLeaseAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            insert into {Schema}.ledger_lease as lease (id, holder, until) values (1, $1, clock_timestamp() + $2 * interval '1 second')
            on conflict (id) do update set holder = excluded.holder, until = excluded.until
            where lease.holder = excluded.holder or lease.until < clock_timestamp()
            """,
            connection)
        {
            Parameters = { new() { Value = holder }, new() { Value = LeaseSeconds } },
        };
        return await command.ExecuteNonQueryAsync(stop) == 1;
    }
}
