using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>
/// In place of <see cref="SchemaSetup"/> where a node only reads: looks whether it can, and changes nothing.
/// </summary>
public static class ReaderSetup
{
    // Where the role could do more, or the standby is promoted, a statement that writes is refused all the same.
    private const string ReadOnly = "-c default_transaction_read_only=on";

    /// <summary>Settles the connections, as read-only ones.</summary>
    /// <returns>What is to be known and hinders nothing, in a sentence; null: nothing is.</returns>
    /// <exception cref="InvalidDataException">This program cannot read what is there; the message has the
    /// remedy.</exception>
    public static async Task<string?> OpenAsync(StoreConnections connections, CancellationToken stop)
    {
        var given = new NpgsqlConnectionStringBuilder(connections.Given);
        given.Options = $"{given.Options} {ReadOnly}".TrimStart();
        await using var connection = await Connect.OnceAsync(given.ConnectionString, stop);
        await PoolerCheck.RefuseAsync(given.ConnectionString, connection, stop);
        await SchemaVersion.RequireAsync(connection, stop);
        await RequireRightsAsync(connection, stop);
        connections.Settle(given.ConnectionString, shortfall: null);
        return await OlderFoldAsync(connection, stop);
    }

    private static async Task RequireRightsAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(each, ', ' order by each) from unnest($1) as each
            where to_regclass(each) is not null and not has_table_privilege(each, 'select')
            """,
            connection
        )
        {
            Parameters =
            {
                new()
                {
                    Value = ServerRights
                        .Readable.Where(each => !each.Contains(' ', StringComparison.Ordinal))
                        .ToArray(),
                },
            },
        };
        if (await command.ExecuteScalarAsync(stop) is string tables)
            throw new InvalidDataException(
                $"The role of the connection string may not read {tables}. As the owner, on the primary: grant select "
                    + $"on all tables in schema {Tables.Schema} to it."
            );
    }

    // Rows of lists are read as they are stored; who writes them folds them again.
    private static async Task<string?> OlderFoldAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select version from {Tables.Schema}.fold_version", connection);
        return await command.ExecuteScalarAsync(stop) is int stored && stored < StatusFold.Version
            ? $"The stored views were folded by version {stored} of the fold, and this program has version "
                + $"{StatusFold.Version}: lists show the older until a node of this program records."
            : null;
    }
}
