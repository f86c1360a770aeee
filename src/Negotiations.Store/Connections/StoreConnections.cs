using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// The two ways into the database: the owner's makes the schema and is then let go, the server's does everything else
/// and can change nothing that is recorded.
/// </summary>
public sealed class StoreConnections
{
    private string? server;

    /// <param name="given">The owner's or the server's connection string; the owner's when it is the only one.</param>
    /// <param name="owner">The owner's, where there are two.</param>
    public StoreConnections(string given, string? owner)
    {
        Owner = string.IsNullOrEmpty(owner) ? given : owner;
        Given = given;
        IsServerGiven =
            new NpgsqlConnectionStringBuilder(Owner).Username != new NpgsqlConnectionStringBuilder(given).Username;
    }

    public string Owner { get; }

    /// <summary>As it was given; for the setup of the schema only.</summary>
    public string Given { get; }

    /// <summary>The server's, with all rights it needs and no more.</summary>
    /// <exception cref="InvalidOperationException">
    /// The setup of the schema has not settled it yet: what is built on the owner's connection would keep the owner's
    /// rights.
    /// </exception>
    public string Server =>
        server
        ?? throw new InvalidOperationException(
            "The server's role is settled by the setup of the schema, and nothing that connects is built before."
        );

    /// <summary>
    /// Someone chose the server's role: it is given its rights, and neither made nor given a password.
    /// </summary>
    public bool IsServerGiven { get; }

    /// <summary>
    /// Why the server could change what is recorded, were it not for the trigger; null: its role cannot.
    /// </summary>
    public string? Shortfall { get; private set; }

    /// <summary>One connection string for both, settled.</summary>
    public static StoreConnections Of(string connectionString)
    {
        var connections = new StoreConnections(connectionString, owner: null);
        connections.Settle(connectionString, shortfall: null);
        return connections;
    }

    public void Settle(string chosen, string? shortfall) => (server, Shortfall) = (chosen, shortfall);
}
