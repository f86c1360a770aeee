using System.Diagnostics;

namespace Negotiations.Postgres;

/// <summary>A server that accepts connections.</summary>
/// <param name="WasRunning">True when another program, or a killed one, had started it.</param>
internal sealed record RunningServer(int Process, Endpoint Endpoint, bool WasRunning);

/// <summary>
/// Gets the one server of a data folder to run, and to stop. Callers hold the start lock while it is made to run.
/// </summary>
internal sealed class Server(
    DataFolder folder,
    ServerUser user,
    Installation installation,
    LocalPostgresOptions options
)
{
    public const string Database = "negotiations";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Both pass by themselves: a port that was free when asked for, and the last processes of a killed server.
    static readonly string[] PassingTroubles = ["Address already in use", "is still in use"];

    /// <summary>Takes the server that already runs from the folder, or starts one.</summary>
    /// <param name="wanted">Where clients expect it, after the first start; null lets the server choose.</param>
    public async Task<RunningServer> EnsureAsync(Endpoint? wanted, CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + options.StartTimeout;
        if (await FindAsync(deadline, stop) is { } found)
            return found;

        while (true)
        {
            var endpoint = wanted ?? Endpoint.Choose(folder, options);
            var trouble = await LaunchAsync(endpoint, stop);
            if (trouble is null && await FindAsync(deadline, stop) is { } started)
                return started with { WasRunning = false };

            trouble ??= "It stopped again as soon as it had started.";
            if (
                !PassingTroubles.Any(known => trouble.Contains(known, StringComparison.Ordinal))
                || DateTime.UtcNow > deadline
            )
                throw new PostgresUnavailableException(
                    $"PostgreSQL {installation.Version} did not start from {folder.Data}. {trouble}"
                );

            await Task.Delay(Pause, stop);
        }
    }

    public LockOwner HolderOf(int process) => Holders.Of(process, folder.Data);

    /// <summary>Clients are cut off and everything acknowledged is on disk; harmless when nothing runs.</summary>
    public async Task StopAsync()
    {
        // pg_ctl would signal whatever process the file names.
        if (
            PostmasterPid.ProcessIn(folder.PostmasterPid) is not { } process
            || HolderOf(process) is not LockOwner.OurServer
        )
            return;

        // Immediate is no worse than a power cut, from which the next start recovers.
        if (
            await ControlAsync("stop", "-m", "fast", "-t", "60") == 0
            || await ControlAsync("stop", "-m", "immediate", "-t", "30") == 0
        )
            return;

        if (HolderOf(process) is LockOwner.OurServer)
            options.Report($"PostgreSQL (process {process}) did not stop; the next start will find it.");
    }

    /// <summary>Null when it runs; else what the server and pg_ctl said.</summary>
    async Task<string?> LaunchAsync(Endpoint endpoint, CancellationToken stop)
    {
        await ServerSettings.WriteAsync(folder, user, endpoint, options, stop);
        var log = ServerLog.Open(folder);

        // By pg_ctl, not as a child of ours: it gives the server a session of its own, so that Ctrl-C ends us before
        // the database.
        var launch = Command.RunAsync(
            Control("start", "-l", folder.Log, "-t", $"{options.StartTimeout.TotalSeconds:0}"),
            CancellationToken.None
        );
        try
        {
            var (exitCode, output) = await launch.WaitAsync(stop);
            return exitCode == 0 ? null : $"{output}\nLast lines of {folder.Log}:\n{log.WhatIsNew()}";
        }
        catch (OperationCanceledException)
        {
            // A server on its way up has no lock file for a moment, so asking once could miss it.
            while (!launch.IsCompleted)
            {
                await StopAsync();
                await Task.WhenAny(launch, Task.Delay(Pause, CancellationToken.None));
            }

            throw;
        }
    }

    /// <summary>Null when no server of this folder runs. One that is starting or stopping is waited for.</summary>
    async Task<RunningServer?> FindAsync(DateTime deadline, CancellationToken stop)
    {
        var why = "";
        while (PostmasterPid.Read(folder.PostmasterPid) is { } said)
        {
            switch (HolderOf(said.Process))
            {
                case LockOwner.NoOne:
                    return null;
                case LockOwner.SomeoneElse:
                    StaleFiles.Remove(folder, options.Report);
                    return null;
            }

            if (said is { IsReady: true, Endpoint: { } endpoint })
            {
                (var answer, why) = await Greeting.TryAsync(endpoint, folder, stop);
                if (answer is Greeting.Answer.AnotherServer)
                    return null;

                if (answer is Greeting.Answer.Ours)
                    return new RunningServer(said.Process, endpoint, WasRunning: true);
            }

            if (DateTime.UtcNow > deadline)
                throw new PostgresUnavailableException(
                    $"The PostgreSQL of {folder.Data} (process {said.Process}) has not become ready within "
                        + $"{options.StartTimeout.TotalSeconds:0} seconds. "
                        + $"See {folder.Log}. {why}"
                );

            await Task.Delay(Pause, stop);
        }

        return null;
    }

    async Task<int> ControlAsync(params string[] arguments) => (await Command.RunAsync(Control(arguments))).ExitCode;

    ProcessStartInfo Control(params string[] arguments) =>
        user.CommandOf(
            installation.Program("pg_ctl"),
            folder.Root,
            [arguments[0], "-D", folder.Data, "-s", "-w", .. arguments[1..]]
        );
}
