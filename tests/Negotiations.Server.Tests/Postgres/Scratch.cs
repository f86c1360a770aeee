using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>
/// A new, private folder for one test, made as <c>mktemp -d</c> does, and what the database in it reported.
/// </summary>
public sealed class Scratch : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Folder { get; } = Directory.CreateTempSubdirectory("negotiations-").FullName;

    public ConcurrentQueue<string> Reports { get; } = [];

    public LocalPostgresOptions Options => new() { DataFolder = Folder, Report = Reports.Enqueue };

    public string PidFile => Path.Combine(Folder, "data", "postmaster.pid");

    public int ServerProcess => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public Task<LocalPostgres> StartAsync() => LocalPostgres.StartAsync(Options, Stop);

    /// <summary>The message of a start that must not succeed.</summary>
    public static async Task<string> RefusalOf(LocalPostgresOptions options) =>
        (await Assert.ThrowsAsync<PostgresUnavailableException>(() => LocalPostgres.StartAsync(options, Stop))).Message;

    /// <summary>Waits as long as a slow machine may need; fails with the name of what did not come true.</summary>
    public static async Task Eventually(string what, Func<Task<bool>> isTrue)
    {
        var watch = Stopwatch.StartNew();
        while (!await isTrue())
        {
            Assert.True(watch.Elapsed < Patience, $"Waited {Patience.TotalSeconds:0} seconds in vain until {what}.");
            await Task.Delay(50, Stop);
        }
    }

    public static Task Eventually(string what, Func<bool> isTrue) => Eventually(what, () => Task.FromResult(isTrue()));

    public Task ServerIsGone(int process) =>
        Eventually("the server is gone", () => !Signals.IsAlive(process) && !File.Exists(PidFile));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
