using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Ledger;

/// <summary>
/// Which node writes the ledger. It ends by itself, by the database's clock, when its holder no longer renews it; one
/// that cannot use it gives it up, so that another node need not wait.
/// </summary>
internal sealed class LedgerLease(Database database)
{
    private const string Lease = $"{Tables.Schema}.ledger_lease";
    private const int Seconds = 5;

    // A node that hangs with the row in hand must not keep the others from it: the database ends its transaction then.
    private const string Leash = "set local idle_in_transaction_session_timeout = '10s'";

    private readonly Guid holder = Guid.NewGuid();

    /// <summary>
    /// Takes or renews it in the transaction of what it is needed for. The row stays locked until the commit: a
    /// successor waits for it, and finds either the new place or the old one, never both. A lease for longer than any
    /// node takes it is none: it would hold the log back for as long as it says.
    /// </summary>
    /// <returns>Whether this node has it.</returns>
    public async Task<bool> TakeAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Leash),
                new NpgsqlBatchCommand(
                    $"""
                    insert into {Lease} as lease (id, holder, until)
                    values (1, $1, clock_timestamp() + $2 * interval '1 second')
                    on conflict (id) do update set holder = excluded.holder, until = excluded.until
                    where lease.holder = excluded.holder or lease.until < clock_timestamp()
                       or lease.until > clock_timestamp() + 2 * $2 * interval '1 second'
                    returning id
                    """
                )
                {
                    Parameters =
                    {
                        new() { Value = holder },
                        new() { Value = Seconds },
                    },
                },
            },
        };
        return await batch.ExecuteScalarAsync(stop) is not null;
    }

    /// <summary>Ends it now, if this node has it.</summary>
    public async Task GiveUpAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"update {Lease} set until = '-infinity' where holder = $1"
        );
        command.Parameters.AddWithValue(holder);
        command.CommandTimeout = 3;
        await command.ExecuteNonQueryAsync(stop);
    }
}
