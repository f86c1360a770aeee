using System.Runtime.InteropServices;
using Negotiations.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>A PostgreSQL server of our own starts with the program and stops with it.</summary>
public sealed class StartAndStop : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_given_connection_string_is_used_as_it_is_and_nothing_is_started()
    {
        const string given = "Host=db.example;Database=record";

        await using var postgres = await LocalPostgres.StartAsync(
            scratch.Options with
            {
                ConnectionString = given,
            },
            Scratch.Stop
        );

        Assert.Equal((given, "connection string", false), (postgres.ConnectionString, postgres.Source, postgres.IsOwn));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task The_second_start_finds_the_records_of_the_first_and_nothing_runs_between_them()
    {
        string connectionString;
        int server;
        await using (var first = await scratch.StartAsync())
        {
            (connectionString, server) = (first.ConnectionString, scratch.ServerProcess);
            await Records.WriteAsync(connectionString, "survives");
        }

        Assert.False(Signals.IsAlive(server));
        Assert.False(File.Exists(scratch.PidFile));

        await using var second = await scratch.StartAsync();

        Assert.Equal(connectionString, second.ConnectionString);
        Assert.Equal("survives", await Records.ReadAsync(second.ConnectionString));
    }

    [Fact]
    public async Task Programs_that_lie_in_the_working_folder_are_never_run()
    {
        using var trap = new Scratch();
        var sprung = Path.Combine(trap.Folder, "sprung");
        foreach (
            var name in new[]
            {
                "id",
                "chown",
                "setpriv",
                "su-exec",
                "gosu",
                "sudo",
                "pg_config",
                "pg_ctl",
                "postgres",
                "initdb",
            }
        )
        {
            var file = Path.Combine(trap.Folder, name);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\necho {name} >> '{sprung}'\nexit 1\n", Scratch.Stop);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }

        using var host = await HostProcess.StartAsync(scratch.Folder, workingFolder: trap.Folder);
        await Records.WriteAsync(host.ConnectionString, "survives");

        Assert.False(File.Exists(sprung), File.Exists(sprung) ? await File.ReadAllTextAsync(sprung, Scratch.Stop) : "");
    }

    [Fact]
    public async Task Two_programs_share_one_server_and_the_last_one_out_stops_it()
    {
        using var first = await HostProcess.StartAsync(scratch.Folder);
        var server = scratch.ServerProcess;
        await Records.WriteAsync(first.ConnectionString, "from the first");

        await using (var second = await scratch.StartAsync())
        {
            Assert.Equal($"server already running (process {server})", second.Source);
            Signals.Send("TERM", first.Id);
            Assert.Equal(0, await first.ExitAsync());

            await Records.WriteAsync(second.ConnectionString, "from the second");
            Assert.Equal("from the first, from the second", await Records.ReadAsync(second.ConnectionString));
            Assert.Equal(server, scratch.ServerProcess);
        }

        Assert.False(Signals.IsAlive(server));
    }

    [Fact]
    public async Task A_tool_that_knows_no_sockets_gets_a_port_on_the_loopback_alone()
    {
        await using var postgres = await LocalPostgres.StartAsync(
            scratch.Options with
            {
                Tcp = true,
                Throwaway = true,
            },
            Scratch.Stop
        );

        Assert.Equal("127.0.0.1", new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host);
        Assert.Equal("127.0.0.1", await Records.AskAsync(postgres.ConnectionString, "show listen_addresses"));
    }

    [Theory]
    [InlineData("it's a name", false)]
    [InlineData("one, two: three", true)]
    [InlineData(
        "a name far too long for the path of a socket, which ends at a hundred and some characters on every system",
        true
    )]
    public async Task The_data_folder_may_have_any_name(string name, bool usesLoopback)
    {
        // Root can make folders below its private one, but the server's user could not enter them.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(scratch.Folder, File.GetUnixFileMode(scratch.Folder) | UnixFileMode.OtherExecute);

        await using var postgres = await LocalPostgres.StartAsync(
            scratch.Options with
            {
                DataFolder = Path.Combine(scratch.Folder, name),
                Throwaway = true,
            },
            Scratch.Stop
        );

        Assert.Equal(usesLoopback, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host == "127.0.0.1");
        Assert.Equal(1, await Records.AskAsync(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_folder_under_another_name_is_the_same_folder()
    {
        var link = scratch.Folder + "-link";
        Directory.CreateSymbolicLink(link, scratch.Folder);
        try
        {
            await using var first = await scratch.StartAsync();
            await using var second = await LocalPostgres.StartAsync(
                scratch.Options with
                {
                    DataFolder = link,
                },
                Scratch.Stop
            );

            Assert.Equal($"server already running (process {scratch.ServerProcess})", second.Source);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task Programs_that_someone_put_into_the_data_folder_are_used_without_asking_the_network()
    {
        const string installed = "/usr/lib/postgresql/15";
        Assert.SkipUnless(
            OperatingSystem.IsLinux()
                && RuntimeInformation.OSArchitecture == Architecture.X64
                && Directory.Exists(installed),
            $"They are links to {installed}."
        );

        var fetched = Directory.CreateDirectory(Path.Combine(scratch.Folder, "binaries"));
        Directory.CreateSymbolicLink(Path.Combine(fetched.FullName, "postgres-15.0.0-linux-amd64"), installed);

        await using var postgres = await LocalPostgres.StartAsync(
            scratch.Options with
            {
                LooksForInstalled = false,
                DownloadRepository = "http://127.0.0.1:9",
                Throwaway = true,
            },
            Scratch.Stop
        );

        Assert.EndsWith("(found by data folder)", postgres.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_is_called_off_leaves_no_server()
    {
        await (await LocalPostgres.StartAsync(scratch.Options with { Throwaway = true }, Scratch.Stop)).DisposeAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Scratch.Stop);

        // Its first line in the log is the sign that the server is on its way up.
        var log = new FileInfo(Path.Combine(scratch.Folder, "server.log"));
        var before = log.Length;
        var start = LocalPostgres.StartAsync(scratch.Options with { Throwaway = true }, stop.Token);
        while (!start.IsCompleted && log.Length == before)
            log.Refresh();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);

        Assert.False(File.Exists(scratch.PidFile));
    }
}
