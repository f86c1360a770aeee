using Npgsql;

namespace Negotiations.Postgres;

/// <summary>
/// A database to use, wherever it comes from: a server someone gave, the one that already runs from our data folder,
/// or one started from the programs on this machine. Programs that share a data folder share its server; the last one
/// out stops it.
/// </summary>
/// <example><code>
/// await using var postgres = await LocalPostgres.StartAsync(new LocalPostgresOptions(), stop);
/// await using var connection = new NpgsqlConnection(postgres.ConnectionString);
/// </code></example>
public sealed class LocalPostgres : IAsyncDisposable
{
    readonly DataFolder? folder;
    readonly FileLock? use;
    Server? server;
    Watchdog? watchdog;
    Supervisor? supervisor;

    LocalPostgres(string connectionString) => (ConnectionString, Source) = (connectionString, "connection string");

    LocalPostgres(DataFolder folder, FileLock use) =>
        (this.folder, this.use, ConnectionString, Source) = (folder, use, "", "");

    /// <summary>
    /// The superuser of the database <c>negotiations</c>, unless a connection string was given. It stays the same
    /// when the server is started again. It holds the password: keep it out of logs.
    /// </summary>
    public string ConnectionString { get; private set; }

    /// <summary>
    /// A phrase for people: "PostgreSQL 15.18 in /usr/lib/postgresql/15/bin (found by PATH)", "server already running
    /// (process 123)", "connection string".
    /// </summary>
    public string Source { get; private set; }

    /// <summary>False when a connection string was given: then the server's life is someone else's business.</summary>
    public bool IsOwn => use is not null;

    /// <summary>
    /// Why the own server does not run, or is not watched, in a sentence; null while all is well, and for one that was
    /// given. It is tried again until it is repaired.
    /// </summary>
    public string? Problem => supervisor?.Problem;

    /// <summary>What is given up when the disk is full; null for a server that was given.</summary>
    public Ballast? Ballast => folder is null ? null : new Ballast(folder.Root);

    /// <param name="options">Where to look.</param>
    /// <param name="stop">Ends waiting; a server on its way up is stopped again.</param>
    /// <exception cref="PostgresUnavailableException">No database can be had; the message says what to do.</exception>
    public static async Task<LocalPostgres> StartAsync(LocalPostgresOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ConnectionString is { Length: > 0 } given)
            return new LocalPostgres(given);

        var user = await ServerUser.ResolveAsync(options, stop);
        var folder = new DataFolder(
            options.DataFolder is { Length: > 0 } chosen ? chosen : LocalPostgresOptions.DefaultDataFolder()
        );
        await folder.PrepareAsync(user, stop);

        // Before the locks: others wait for those for a minute, and a download may take longer.
        var programs = await InstallationSelector.FindAsync(folder, user, options, stop);

        // The order matters: who waits for the second lock, while the last user stops the server, keeps others from
        // starting one.
        using var alone = await FileLock.ExclusiveAsync(folder.StartLock, options.StartTimeout, stop);
        var postgres = new LocalPostgres(
            folder,
            await FileLock.SharedAsync(folder.UseLock, options.StartTimeout, stop)
        );
        try
        {
            await postgres.RunAsync(user, InstallationSelector.Select(programs, folder, options), options, stop);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server when no one else uses it, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (supervisor is not null)
            await supervisor.DisposeAsync();

        if (use is not null)
        {
            use.Dispose();
            using var last = await FileLock.LastOneOutAsync(folder!.UseLock);
            if (last is not null && server is not null)
            {
                await server.StopAsync();
                watchdog?.Dismiss();
            }
        }

        watchdog?.Dispose();
        (supervisor, server, watchdog) = (null, null, null);
    }

    async Task RunAsync(
        ServerUser user,
        Installation installation,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        if (folder!.Major() is null)
            await Cluster.InitializeAsync(folder, user, installation, options, stop);

        // Before the server, so that no moment is left in which a kill would leave a stray one.
        watchdog = Watchdog.Start(folder, user, installation);
        server = new Server(folder, user, installation, options);
        var running = await server.EnsureAsync(wanted: null, stop);

        ConnectionString = running.Endpoint.ConnectionString(Password.Read(folder), Server.Database);
        Source = running.WasRunning
            ? $"server already running (process {running.Process})"
            : $"PostgreSQL {installation.Version} in {installation.BinFolder} (found by {installation.FoundBy})";
        supervisor = new Supervisor(
            running,
            server.HolderOf,
            (endpoint, ending) => StartAgainAsync(server, folder, endpoint, options.StartTimeout, ending),
            options.Report
        );
    }

    async Task<RunningServer> StartAgainAsync(
        Server server,
        DataFolder folder,
        Endpoint endpoint,
        TimeSpan patience,
        CancellationToken stop
    )
    {
        using var alone = await FileLock.ExclusiveAsync(folder.StartLock, patience, stop);
        var running = await server.EnsureAsync(endpoint, stop);

        // Connections to the dead server are still in the pool, and each would cost the caller an exception.
        using var pool = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pool);
        return running;
    }
}
