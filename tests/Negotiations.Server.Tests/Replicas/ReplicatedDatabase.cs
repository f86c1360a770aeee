using System.Net;
using System.Net.Sockets;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>
/// A primary and two streaming standbys on this machine, plain PostgreSQL, each of which can be killed.
/// </summary>
public sealed class ReplicatedDatabase : IAsyncDisposable
{
    const string Password = "secret";
    const string Name = "neg";
    const string AnyOfThem = "ANY 1 (p0, p1, p2)";
    const string Received = "select (pg_last_wal_receive_lsn() - '0/0')::bigint";

    readonly string root = Directory.CreateTempSubdirectory("negotiations-").FullName;
    readonly Dictionary<string, int> ports = [];
    ServerUser user = null!;
    Installation installation = null!;

    /// <summary>The primary is p0; its standbys are p1 and p2.</summary>
    public static async Task<ReplicatedDatabase> StartAsync(string synchronousStandbys = AnyOfThem)
    {
        var made = new ReplicatedDatabase();
        await made.MakeAsync(synchronousStandbys);
        return made;
    }

    /// <summary>Of one server.</summary>
    public string ConnectionString(string server = "p0") => $"Host=127.0.0.1;Port={ports[server]};{Common}";

    /// <summary>Of whichever of them is the primary, as an operator with several nodes writes it.</summary>
    public string AnyPrimary =>
        $"Host={string.Join(',', ports.Values.Select(port => $"127.0.0.1:{port}"))};"
        + $"Target Session Attributes=primary;Host Recheck Seconds=1;{Common}";

    /// <summary>No goodbye.</summary>
    public Task KillAsync(string server) => ControlAsync("stop", server, "-m", "immediate");

    /// <summary>It keeps its connections and answers nothing, until it goes on.</summary>
    public void Freeze(string server, bool goesOn = false)
    {
        var process = int.Parse(
            File.ReadLines(Path.Combine(Folder(server), "postmaster.pid")).First(),
            System.Globalization.CultureInfo.InvariantCulture
        );
        foreach (var each in Signals.ChildrenOf(process).Append(process))
            Signals.Send(goesOn ? "CONT" : "STOP", each);
    }

    /// <summary>A standby becomes a primary of its own; who else there is goes on as before.</summary>
    public Task PromoteAsync(string server) => ControlAsync("promote", server);

    public Task StartAsync(string server, string? follows = null) => LaunchAsync(server, follows);

    /// <summary>The server that records, until it is killed.</summary>
    public string Primary { get; private set; } = "p0";

    /// <summary>
    /// Kills the primary, promotes the standby that has more, lets the other follow it, and makes the dead one a new
    /// standby: what an operator's tool does.
    /// </summary>
    public async Task FailOverAsync()
    {
        var dead = Primary;
        await KillAsync(dead);
        List<(string Server, long Has)> left = [];
        foreach (var server in ports.Keys.Where(each => each != dead))
            left.Add((server, (long)(await SqlAsync(Received, server))!));

        Primary = left.MaxBy(each => each.Has).Server;
        var other = left.First(each => each.Server != Primary).Server;
        await ControlAsync("promote", Primary);
        await FollowAsync(other, Primary);
        await ControlAsync("reload", other);
        Directory.Delete(Folder(dead), recursive: true);
        await CopyAsync(dead, Primary);
    }

    public async Task<object?> SqlAsync(string sql, string? server = null, string database = Name)
    {
        await using var connection = new NpgsqlConnection(
            $"{ConnectionString(server ?? Primary)};Database={database};Pooling=false"
        );
        await connection.OpenAsync(Scratch.Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Scratch.Stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in ports.Keys)
            await Command.RunAsync(Control("stop", server, "-m", "immediate"));

        Directory.Delete(root, recursive: true);
    }

    static string Common => $"Username=neg;Password={Password};Database={Name}";

    string Folder(string server) => Path.Combine(root, server);

    async Task MakeAsync(string synchronousStandbys)
    {
        user = await ServerUser.ResolveAsync("postgres", Scratch.Stop);
        var programs = new DataFolder(Path.Combine(root, "none"));
        var options = new LocalPostgresOptions { DownloadVersion = null };
        installation = InstallationSelector.Select(
            await InstallationSelector.FindAsync(programs, user, options, Scratch.Stop),
            programs,
            options
        );
        Assert.SkipUnless(
            File.Exists(installation.Program("pg_basebackup")),
            $"{installation.BinFolder} has no pg_basebackup: standbys need a PostgreSQL that is installed whole."
        );
        await user.OwnAsync(root, Scratch.Stop);
        await user.WriteAsync(Path.Combine(root, "password"), Password, Scratch.Stop);
        await RunAsync(
            "initdb",
            [
                "-D",
                Folder("p0"),
                "-U",
                "neg",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "-k",
                "--auth=scram-sha-256",
                $"--pwfile={root}/password",
            ]
        );
        await LaunchAsync("p0", follows: null);
        await CreateAsync();
        foreach (var standby in new[] { "p1", "p2" })
            await CopyAsync(standby, "p0");

        await SqlAsync($"alter system set synchronous_standby_names = '{synchronousStandbys}'");
        await SqlAsync("select pg_reload_conf()");
        await Scratch.Eventually("both standbys stream", async () =>
            await SqlAsync(
                "select count(*) from pg_stat_replication where state = 'streaming' and sync_state = 'quorum'"
            )
                is 2L
        );
    }

    async Task CreateAsync()
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(ConnectionString())
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(elsewhere.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        await using var create = new NpgsqlCommand($"create database {Name}", connection);
        await create.ExecuteNonQueryAsync(Scratch.Stop);
    }

    /// <param name="follows">The server that it copies; null: it is a primary, or follows as it did.</param>
    async Task LaunchAsync(string server, string? follows)
    {
        ports.TryAdd(server, FreePort());
        if (follows is not null)
            await FollowAsync(server, follows);

        await ControlAsync(
            "start",
            server,
            "-l",
            Path.Combine(root, server + ".log"),
            "-o",
            $"-p {ports[server]} -c listen_addresses=127.0.0.1 -c unix_socket_directories={root} -c fsync=off "
                + "-c wal_receiver_status_interval=1s -c wal_retrieve_retry_interval=200ms -c shared_buffers=32MB "
                + "-c max_connections=120"
        );
    }

    async Task CopyAsync(string standby, string primary)
    {
        await RunAsync(
            "pg_basebackup",
            [
                "-d",
                $"host=127.0.0.1 port={ports[primary]} user=neg password={Password}",
                "-D",
                Folder(standby),
                "-X",
                "stream",
                "-c",
                "fast",
                "--no-sync",
            ]
        );
        await LaunchAsync(standby, follows: primary);
    }

    async Task FollowAsync(string server, string primary)
    {
        await user.WriteAsync(Path.Combine(Folder(server), "standby.signal"), "", Scratch.Stop);
        await user.WriteAsync(
            Path.Combine(Folder(server), "postgresql.auto.conf"),
            $"primary_conninfo = 'host=127.0.0.1 port={ports[primary]} user=neg password={Password} "
                + $"application_name={server}'\nsynchronous_standby_names = '{AnyOfThem}'\n",
            Scratch.Stop
        );
    }

    async Task ControlAsync(string what, string server, params string[] arguments)
    {
        var (exit, output) = await Command.RunAsync(Control(what, server, arguments));
        Assert.True(exit == 0, $"pg_ctl {what} {server}: {output}");
    }

    System.Diagnostics.ProcessStartInfo Control(string what, string server, params string[] arguments) =>
        user.CommandOf(installation.Program("pg_ctl"), root, [what, "-D", Folder(server), "-s", "-w", .. arguments]);

    async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var (exit, output) = await Command.RunAsync(user.CommandOf(installation.Program(program), root, arguments));
        Assert.True(exit == 0, $"{program}: {output}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
