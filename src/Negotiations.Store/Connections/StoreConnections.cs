using Npgsql;

namespace Negotiations.Store.Connections;

/// <summary>
/// The two ways into the database: the owner's makes the schema and is then let go, the server's does everything else and can change nothing
/// that is recorded.
/// </summary>
public sealed class StoreConnections
{
    /// <param name="given">The owner's or the server's connection string; the owner's when it is the only one.</param>
    /// <param name="owner">The owner's, where there are two.</param>
    public StoreConnections(string given, string? owner)
    {
        Owner = string.IsNullOrEmpty(owner) ? given : owner;
        Server = given;
        IsServerGiven = new NpgsqlConnectionStringBuilder(Owner).Username != new NpgsqlConnectionStringBuilder(given).Username;
    }

    public string Owner { get; }

    /// <summary>As given until the setup of the schema has made a role for it.</summary>
    public string Server { get; private set; }

    /// <summary>Somebody chose the server's role: it is given its rights, and neither made nor given a password.</summary>
    public bool IsServerGiven { get; }

    /// <summary>Why the server could change what is recorded, were it not for the trigger; null: its role cannot.</summary>
    public string? Shortfall { get; private set; }

    public void Settle(string server, string? shortfall) => (Server, Shortfall) = (server, shortfall);
}
