using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Negotiations.Postgres;

/// <summary>Where clients reach the server.</summary>
/// <param name="SocketFolder">Null when it listens on 127.0.0.1 instead.</param>
internal sealed record Endpoint(string? SocketFolder, int Port)
{
    // The shortest limit of the systems we know (macOS, the BSDs), with its closing zero.
    const int LongestSocketPath = 104;
    const int SocketPort = 5432;

    // In a connection string they part hosts from each other and from their port.
    const string HostSeparators = ",:";

    /// <summary>
    /// A socket in the private data folder needs no port and is out of reach of other users. A free port is only a
    /// guess: another program may take it first, so a start that fails for this reason asks again.
    /// </summary>
    public static Endpoint Choose(DataFolder folder, LocalPostgresOptions options)
    {
        var socketPath = Encoding.UTF8.GetByteCount(folder.Root) + $"/.s.PGSQL.{SocketPort}".Length + 1;
        return
            options.Tcp
            || OperatingSystem.IsWindows()
            || socketPath > LongestSocketPath
            || folder.Root.AsSpan().ContainsAny(HostSeparators)
            ? new Endpoint(null, FreePort())
            : new Endpoint(folder.Root, SocketPort);
    }

    public string ConnectionString(string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = SocketFolder ?? "127.0.0.1",
            Port = Port,
            Username = Cluster.Superuser,
            Password = password,
            Database = database,
        }.ConnectionString;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
