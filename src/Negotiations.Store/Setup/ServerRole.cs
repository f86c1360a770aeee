using System.Security.Cryptography;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Setup;

/// <summary>
/// The role the server works in. Every node of a database shares one, and its password is stored where only the owner
/// can read it: a fresh one at each start would lock out the nodes that run, and one role a node would leave a role
/// behind for every node that was killed.
/// </summary>
public static class ServerRole
{
    public const string Prefix = "negotiations_server_";

    /// <summary>
    /// Makes the role where that is wanted and allowed, gives it its rights, and settles who the server is.
    /// </summary>
    /// <param name="owner">Of the schema.</param>
    /// <param name="connections">To be settled.</param>
    /// <param name="grants">False where a newer program has given it rights that this one does not know.</param>
    /// <param name="stop">Of the start.</param>
    public static async Task EstablishAsync(
        NpgsqlConnection owner,
        StoreConnections connections,
        bool grants,
        CancellationToken stop
    )
    {
        var (server, obstacle) = connections.IsServerGiven
            ? (connections.Given, null)
            : await MakeAsync(owner, connections.Owner, stop);
        if (grants && server is not null && await OwnsSchemaAsync(owner, stop))
            await ServerRights.GrantAsync(owner, new NpgsqlConnectionStringBuilder(server).Username!, stop);

        var chosen = server ?? connections.Owner;
        connections.Settle(
            chosen,
            await CanRewriteAsync(chosen, stop)
                ? obstacle ?? "its role owns the events or has rights on them that it should not have"
                : null
        );
    }

    public static async Task<bool> OwnsSchemaAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce((select pg_has_role(nspowner, 'usage') from pg_namespace where nspname = $1), true)",
            connection
        )
        {
            Parameters = { new() { Value = Tables.Schema } },
        };
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<(string? Server, string? Obstacle)> MakeAsync(
        NpgsqlConnection owner,
        string ownerString,
        CancellationToken stop
    )
    {
        if (!await OwnsSchemaAsync(owner, stop))
            return (ownerString, null);

        await using var me = new NpgsqlCommand(
            "select (rolsuper or rolcreaterole), (select oid from pg_database where datname = "
                + "current_database())::bigint from pg_roles where rolname = current_user",
            owner
        );
        await using var row = await me.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var (mayMake, database) = (row.GetBoolean(0), row.GetInt64(1));
        await row.DisposeAsync();
        if (!mayMake)
            return (
                null,
                "the role that is given may not make another; give ConnectionStrings__negotiations-owner "
                    + "beside ConnectionStrings__negotiations, each with a role of its own"
            );

        // Roles belong to the whole cluster: each database in it has its own.
        var name = Prefix + database.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var password = await PasswordAsync(owner, name, stop);
        var server = new NpgsqlConnectionStringBuilder(ownerString)
        {
            Username = name,
            Password = password,
        }.ConnectionString;
        var exists = await ExistsAsync(owner, name, stop);
        if (exists && await TryOpenAsync(server, stop) is null)
            return (server, null);

        await using var make = new NpgsqlCommand(
            $"{(exists ? "alter" : "create")} role {name} login noinherit nosuperuser nocreatedb "
                + $"nocreaterole noreplication password '{ScramVerifier.Of(password)}'",
            owner
        );
        await make.ExecuteNonQueryAsync(stop);
        return await TryOpenAsync(server, stop) is { } refused
            ? (null, $"its own role could not log in ({refused})")
            : (server, null);
    }

    private static async Task<string> PasswordAsync(NpgsqlConnection owner, string role, CancellationToken stop)
    {
        await using var keep = new NpgsqlCommand(
            // A copy of a database brings the row of the original along.
            $"with foreigners as (delete from {Tables.Schema}.server_login where role <> $1) "
                + $"insert into {Tables.Schema}.server_login (role, password) values ($1, $2) on conflict "
                + "(role) do update set role = excluded.role returning password",
            owner
        )
        {
            Parameters =
            {
                new() { Value = role },
                new() { Value = RandomNumberGenerator.GetHexString(64, lowercase: true) },
            },
        };
        return (string)(await keep.ExecuteScalarAsync(stop))!;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection owner, string role, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_roles where rolname = $1)", owner)
        {
            Parameters = { new() { Value = role } },
        };
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<string?> TryOpenAsync(string connectionString, CancellationToken stop)
    {
        try
        {
            await using var connection = await Connect.OnceAsync(connectionString, stop);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.MessageText;
        }
    }

    // Asked of the database, not concluded: anyone who set the roles up may have given more than was meant.
    private static async Task<bool> CanRewriteAsync(string connectionString, CancellationToken stop)
    {
        await using var connection = await Connect.OnceAsync(connectionString, stop);
        await using var command = new NpgsqlCommand(
            $"""
            select (select rolsuper from pg_roles where rolname = current_user)
                or pg_has_role(relowner, 'usage') or has_table_privilege(oid, 'update, delete, truncate')
                or has_any_column_privilege(oid, 'update')
            from pg_class where oid = '{Tables.Schema}.mt_events'::regclass
            """,
            connection
        );
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }
}

/// <summary>A connection outside every pool, for work that is done once.</summary>
public static class Connect
{
    public static async Task<NpgsqlConnection> OnceAsync(string connectionString, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                ApplicationName = "negotiations-setup",
            }.ConnectionString
        );
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
