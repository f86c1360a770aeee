using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Negotiations.Postgres;
using Own = Negotiations.Postgres.RunningServer;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>What is wrong with the watch over the program's own PostgreSQL is reported, shown in health, and tried
/// again.</summary>
public sealed class OwnServerWatch
{
    readonly ConcurrentQueue<string> reports = [];

    [Fact]
    public async Task A_look_that_fails_is_reported_and_shown_and_does_not_end_the_watch()
    {
        var isUnreadable = true;
        var holder = LockOwner.OurServer;
        await using var supervisor = Over(_ =>
            Volatile.Read(ref isUnreadable)
                ? throw new InvalidOperationException("No such table of processes.")
                : holder
        );

        await Scratch.Eventually("two looks have failed", () => reports.Count >= 2);
        Assert.Contains("No such table of processes.", supervisor.Problem, StringComparison.Ordinal);
        Assert.Contains("(time 2)", reports.ElementAt(1), StringComparison.Ordinal);

        Volatile.Write(ref isUnreadable, false);
        await Scratch.Eventually("a look succeeds", () => supervisor.Problem is null);

        holder = LockOwner.NoOne;
        await Scratch.Eventually("it is started again", () =>
            reports.Any(each => each.Contains("(process 2)", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_end_the_watch()
    {
        await using var supervisor = Over(
            process => process == 1 ? LockOwner.NoOne : LockOwner.OurServer,
            line =>
            {
                reports.Enqueue(line);
                throw new IOException("The terminal is closed.");
            }
        );

        await Scratch.Eventually("it runs again", () =>
            reports.Any(each => each.Contains("runs again", StringComparison.Ordinal))
        );
        await Scratch.Eventually("and is watched", () => supervisor.Problem is null);
    }

    [Fact]
    public async Task Health_says_what_is_wrong_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("negotiations-");
        try
        {
            string? problem = "PostgreSQL (process 1) is gone; starting it again.";
            await using var app = Application.Build(
                RunningServer.NoCasebook,
                "Host=nowhere",
                "http://127.0.0.1:0",
                folder.FullName,
                () => problem
            );
            var health = app.Services.GetRequiredService<HealthCheckService>();

            Assert.Equal((HealthStatus.Degraded, problem), await WorkersAsync(health));

            problem = null;
            Assert.Equal((HealthStatus.Healthy, null), await WorkersAsync(health));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<(HealthStatus Status, string? Description)> WorkersAsync(HealthCheckService health)
    {
        var found = (await health.CheckHealthAsync(each => each.Name == "workers", Scratch.Stop)).Entries["workers"];
        return (found.Status, found.Description);
    }

    Supervisor Over(Func<int, LockOwner> holderOf, Action<string>? report = null) =>
        new(
            new Own(1, new Endpoint(null, 5432), WasRunning: false),
            holderOf,
            (endpoint, _) => Task.FromResult(new Own(2, endpoint, WasRunning: false)),
            report ?? reports.Enqueue
        );
}
