using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Contract;

/// <summary>Health while the database takes questions and answers none, and after it has ended its sessions.</summary>
public sealed class SilentDatabase(TestDatabase databases)
{
    [Fact]
    public async Task A_server_whose_database_is_frozen_says_so_in_two_seconds_and_is_ready_when_it_thaws()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        await using var between = new Relay(server.ConnectionString);
        await using var node = await RunningServer.StartAsync(between.ConnectionString, server.Folder);
        using var probe = node.Client(key: null);
        await probe.Asks("/health/ready").Is(HttpStatusCode.OK);

        await server.Monitor.Opens("talks").Succeeds();
        using var monitor = node.Client(TestServer.KeyOf("monitor"));
        between.IsFrozen = true;
        var watched = Stopwatch.StartNew();
        var appended = monitor.Appends("talks", Report.Clash(), key: "frozen");
        var asked = new[] { "/api/negotiations/talks", "/api/negotiations", "/api/events", "/", "/negotiations/talks" }
            .Select(path => probe.Asks(path))
            .ToList();

        // As often as something probes: each answer comes in time, whatever the ones before still wait for.
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var frozen = await probe.Asks("/health/ready").Is(HttpStatusCode.ServiceUnavailable);
            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
            Assert.Equal("unhealthy", frozen["parts.store.status"]);
            Assert.Contains("does not answer", frozen["parts.store.text"], StringComparison.Ordinal);
            Assert.Contains("within", frozen["parts.views.text"], StringComparison.Ordinal);
        }

        await appended.IsRefused(503, "outcome-unknown", "Idempotency-Key");
        foreach (var answer in asked)
            await answer.Is(HttpStatusCode.ServiceUnavailable);

        Assert.InRange(watched.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await probe.Asks("/api/negotiations").IsRefused(503, "store-unavailable", "Repeat");
        between.IsFrozen = false;
        await Scratch.Eventually("it is ready", async () =>
            (await probe.Asks("/health/ready")).Status == HttpStatusCode.OK
        );
        var recorded = await monitor.Appends("talks", Report.Clash(), key: "frozen").Is(HttpStatusCode.Created);
        Assert.Equal("2", recorded["version"]);
        await probe.Asks("/api/negotiations/talks").Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sessions_that_were_ended_are_no_outage()
    {
        await using var server = new TestServer(databases);
        await server.InitializeAsync();
        for (var i = 0; i < 5; i++)
        {
            await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.OK);
            await server.SqlAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and application_name like 'negotiations%'
                """
            );

            var health = await server.Anonymous.Asks("/health/ready").Is(HttpStatusCode.OK);

            Assert.Equal(
                ("healthy", "healthy", "healthy", "healthy"),
                (
                    health["parts.jobs.status"],
                    health["parts.store.status"],
                    health["parts.views.status"],
                    health["parts.webhooks.status"]
                )
            );
        }
    }

    /// <summary>Stands between a server and its database, and can hold everything back that is sent.</summary>
    sealed class Relay : IAsyncDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);
        readonly CancellationTokenSource ending = new();
        readonly NpgsqlConnectionStringBuilder target;
        readonly Task accepting;
        volatile TaskCompletionSource thawed = Thawed();

        public Relay(string connectionString)
        {
            target = new NpgsqlConnectionStringBuilder(connectionString);
            listener.Start();
            ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
            {
                Host = "127.0.0.1",
                Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            }.ConnectionString;
            accepting = AcceptAsync();
        }

        public string ConnectionString { get; }

        public bool IsFrozen
        {
            set
            {
                if (value)
                    thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                else
                    thawed.TrySetResult();
            }
        }

        public async ValueTask DisposeAsync()
        {
            thawed.TrySetResult();
            await ending.CancelAsync();
            listener.Stop();
            await accepting;
            ending.Dispose();
        }

        static TaskCompletionSource Thawed()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }

        async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = CarryAsync(await listener.AcceptTcpClientAsync(ending.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        async Task CarryAsync(TcpClient client)
        {
            using var here = client;
            using var there = Socket();
            try
            {
                await there.ConnectAsync(Target(), ending.Token);
                await using var from = here.GetStream();
                await using var to = new NetworkStream(there);
                await await Task.WhenAny(PassAsync(from, to), PassAsync(to, from));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // Either side has gone.
            }
        }

        // A server of the test's own is reached by a socket in the file system.
        bool IsLocal => target.Host!.StartsWith('/');

        Socket Socket() =>
            IsLocal
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);

        EndPoint Target() =>
            IsLocal
                ? new UnixDomainSocketEndPoint($"{target.Host}/.s.PGSQL.{target.Port}")
                : new DnsEndPoint(target.Host!, target.Port);

        async Task PassAsync(NetworkStream source, NetworkStream sink)
        {
            var buffer = new byte[64 * 1024];
            while (await source.ReadAsync(buffer, ending.Token) is > 0 and var read)
            {
                await thawed.Task.WaitAsync(ending.Token);
                await sink.WriteAsync(buffer.AsMemory(0, read), ending.Token);
            }
        }
    }
}
