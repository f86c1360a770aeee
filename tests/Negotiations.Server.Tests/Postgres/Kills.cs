using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>
/// However a program or its server ends: no stray server, no damage, and no one has to clean up by hand.
/// </summary>
public sealed class Kills : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 0)]
    [InlineData("KILL", 128 + 9)]
    public async Task A_program_that_is_signalled_with_its_whole_group_leaves_no_server_and_loses_nothing(
        string signal,
        int exitCode
    )
    {
        using (var program = await HostProcess.StartAsync(scratch.Folder))
        {
            var server = scratch.ServerProcess;
            await Records.WriteAsync(program.ConnectionString, "acknowledged");

            Signals.SendToGroup(signal, program.Id);

            Assert.Equal(exitCode, await program.ExitAsync());
            await scratch.ServerIsGone(server);
        }

        await using var next = await scratch.StartAsync();
        Assert.Equal("acknowledged", await Records.ReadAsync(next.ConnectionString));
    }

    [Fact]
    public async Task A_server_whose_program_and_watchdog_were_killed_is_taken_over_and_stopped_by_the_next_program()
    {
        using var program = await HostProcess.StartAsync(scratch.Folder);
        var server = scratch.ServerProcess;
        await Records.WriteAsync(program.ConnectionString, "acknowledged");
        foreach (var process in Signals.ChildrenOf(program.Id).Append(program.Id).ToList())
            Signals.Send("KILL", process);

        await program.ExitAsync();

        await using (var next = await scratch.StartAsync())
        {
            Assert.Equal($"server already running (process {server})", next.Source);
            Assert.Equal("acknowledged", await Records.ReadAsync(next.ConnectionString));
        }

        Assert.False(Signals.IsAlive(server));
    }

    [Fact]
    public async Task A_server_that_is_killed_under_the_running_program_is_started_again()
    {
        await using var postgres = await scratch.StartAsync();
        var killed = scratch.ServerProcess;
        await Records.WriteAsync(postgres.ConnectionString, "before");

        Signals.Send("KILL", killed);
        await Scratch.Eventually("a write succeeds again", () =>
            Succeeds(() => Records.WriteAsync(postgres.ConnectionString, "after"))
        );

        Assert.Equal("after, before", await Records.ReadAsync(postgres.ConnectionString));
        Assert.NotEqual(killed, scratch.ServerProcess);
        Assert.Contains(scratch.Reports, line =>
            line.Contains($"(process {killed}) is gone", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Two_programs_whose_server_is_killed_get_one_new_server()
    {
        using var program = await HostProcess.StartAsync(scratch.Folder);
        await using var postgres = await scratch.StartAsync();

        Signals.Send("KILL", scratch.ServerProcess);
        await Scratch.Eventually("a write succeeds again", () =>
            Succeeds(() => Records.WriteAsync(program.ConnectionString, "after"))
        );

        Assert.Equal("after", await Records.ReadAsync(postgres.ConnectionString));
    }

    [Fact]
    public async Task A_server_that_cannot_be_started_again_is_tried_until_it_can_and_each_attempt_is_reported()
    {
        await using var postgres = await scratch.StartAsync();
        var configuration = Path.Combine(scratch.Folder, "data", "postgresql.conf");
        var good = await File.ReadAllTextAsync(configuration, Scratch.Stop);
        await File.AppendAllTextAsync(configuration, "no_such_setting = on\n", Scratch.Stop);

        Signals.Send("KILL", scratch.ServerProcess);
        await Scratch.Eventually("a second attempt is reported", () =>
            scratch.Reports.Any(line => line.Contains("attempt 2", StringComparison.Ordinal))
        );
        await File.WriteAllTextAsync(configuration, good, Scratch.Stop);
        await Scratch.Eventually("a query succeeds again", () =>
            Succeeds(() => Records.AskAsync(postgres.ConnectionString, "select 1"))
        );

        Assert.Contains(scratch.Reports, line => line.Contains("no_such_setting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo $$; exec sleep 300")]
    [InlineData("true & echo $!; exec sleep 300")]
    public async Task A_lock_file_whose_number_is_now_that_of_another_or_an_unreaped_process_does_not_prevent_a_start(
        string script
    )
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere postgres alone judges its lock files.");

        string left;
        await using (var first = await scratch.StartAsync())
        {
            await Records.WriteAsync(first.ConnectionString, "acknowledged");
            left = await File.ReadAllTextAsync(scratch.PidFile, Scratch.Stop);
        }

        // postgres only minds processes of its own user.
        string[] line =
        [
            .. Scratch.IsRoot
                ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
                : Array.Empty<string>(),
            "/bin/sh",
            "-c",
            script,
        ];
        using var other = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true })!;
        var number = int.Parse((await other.StandardOutput.ReadLineAsync(Scratch.Stop))!, CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(
            scratch.PidFile,
            number + left[left.IndexOf('\n', StringComparison.Ordinal)..],
            Scratch.Stop
        );

        await using var next = await scratch.StartAsync();

        Assert.Equal("acknowledged", await Records.ReadAsync(next.ConnectionString));
        Assert.False(other.HasExited);
        other.Kill();
    }

    static async Task<bool> Succeeds(Func<Task> use)
    {
        try
        {
            await use();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
