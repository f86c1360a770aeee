using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Negotiations.Record;
using Negotiations.Server.Monitoring;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Read;
using Negotiations.Store.Setup;
using Npgsql;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server.Tests.Storage;

/// <summary>The writer's lock: how long it can be held in idleness, and what a batch that fails says to its members.</summary>
public sealed partial class LockedOut(TestServer server) : IClassFixture<TestServer>
{
    const int Members = 16;

    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_batch_that_cannot_get_the_lock_answers_all_its_members_at_once()
    {
        await using var recorder = Another(Wait);
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");

        var waited = Stopwatch.StartNew();
        var all = recorder.RecordTogetherAsync([.. Range("locked-out").Select(id => Opening(id))], Scratch.Stop);
        var failure = await Assert.ThrowsAsync<PostgresException>(() => all);

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, failure.SqlState);
        Assert.InRange(waited.Elapsed, Wait, Wait * (Members / 2));
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
        Assert.NotNull((await recorder.RecordAsync(Opening("let-in"), Scratch.Stop)).Receipt);
    }

    [Fact]
    public async Task A_batch_whose_connection_is_lost_answers_all_its_members_at_once()
    {
        await using var recorder = Another(TimeSpan.FromSeconds(20));
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");
        var all = recorder.RecordTogetherAsync([.. Range("lost").Select(id => Opening(id))], Scratch.Stop);

        await Scratch.Eventually("it waits", async () => await server.SqlAsync(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and wait_event = 'advisory'
            """) is > 0L);

        // The lock is still held: a member that was tried again by itself would wait for it.
        var atOnce = all.WaitAsync(TimeSpan.FromSeconds(10), Scratch.Stop);
        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => atOnce);
        Assert.Contains("terminat", failure.Message, StringComparison.Ordinal);
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
    }

    [Fact]
    public async Task A_value_that_the_database_refuses_fails_its_own_submission_only()
    {
        await using var recorder = Another(TimeSpan.FromSeconds(20));

        var all = recorder.RecordTogetherAsync(
            [Opening("before-it"), Opening("refused", by: "a\0b"), Opening("after-it")], Scratch.Stop);
        var failure = await Assert.ThrowsAsync<PostgresException>(() => all);

        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, failure.SqlState);
        await AreOpenAsync(("before-it", true), ("refused", false), ("after-it", true));
    }

    [Fact]
    public async Task A_decision_that_throws_fails_its_own_submission_only()
    {
        await using var recorder = Another(TimeSpan.FromSeconds(20));
        var broken = Opening("broken") with { Decide = (_, _) => throw new InvalidOperationException("A rule failed.") };

        var all = recorder.RecordTogetherAsync([Opening("one"), broken, Opening("other")], Scratch.Stop);

        Assert.Equal("A rule failed.", (await Assert.ThrowsAsync<InvalidOperationException>(() => all)).Message);
        await AreOpenAsync(("one", true), ("broken", false), ("other", true));
    }

    [Fact]
    public async Task Who_hangs_with_the_lock_is_thrown_out_and_the_next_append_is_recorded()
    {
        await using var hanging = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await using var transaction = await hanging.BeginTransactionAsync(Scratch.Stop);
        await WriterLock.TakeAsync(hanging, Wait, Scratch.Stop);

        var waited = Stopwatch.StartNew();
        await server.Monitor.Opens("after-the-hanging").Succeeds();

        Assert.InRange(waited.Elapsed, WriterLock.MostIdle / 2, WriterLock.MostWaited);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(hanging, "select 1"));
    }

    [Fact]
    public async Task An_erasure_holds_the_lock_on_the_same_terms()
    {
        await server.Monitor.Opens("erased-here").Succeeds();
        var clash = Guid.CreateVersion7();
        await server.Monitor.Appends("erased-here", Report.Clash("2022-09", $"{clash}")).Succeeds();
        var erasure = server.Services.GetRequiredService<ErasureDoor>();
        object? idle = null;

        await Scratch.Eventually("the event is in the log", async () =>
        {
            var request = new EraseEvent(clash, "why");
            var outcome = await erasure.EraseAsync(
                "erased-here", request, "an-admin", _ => Task.FromResult<Func<NpgsqlConnection, Task>>(LookAsync), Scratch.Stop);
            return outcome.Refusal is null;
        });

        Assert.Equal("10s", idle);

        async Task LookAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand("show idle_in_transaction_session_timeout", connection);
            idle = await command.ExecuteScalarAsync(Scratch.Stop);
        }
    }

    [Fact]
    public void The_lock_is_taken_in_one_place()
    {
        var sources = Specs.Ledger.House.Path("src");
        var takers = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(path => Taking().IsMatch(File.ReadAllText(path)));

        Assert.Equal(["WriterLock.cs"], takers.Select(Path.GetFileName));
    }

    [GeneratedRegex(@"pg_advisory_(xact_)?lock\(\W*(WriterLock|Key|7954878045211943284)")]
    private static partial Regex Taking();

    static IEnumerable<string> Range(string name) => Enumerable.Range(1, Members).Select(number => $"{name}-{number}");

    static Submission Opening(string id, string by = "a-monitor")
    {
        var opening = JsonSerializer.SerializeToElement(Report.Opening(id, $"{Guid.CreateVersion7()}"));
        var (request, _) = MonitoringEndpoints.ReadOpening(opening);
        return new Submission(id, (negotiation, today) => OpenNegotiation.Decide(request!, negotiation, today), [], by);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }

    async Task AreOpenAsync(params (string Id, bool IsOpen)[] expected)
    {
        var reader = server.Services.GetRequiredService<NegotiationReader>();
        foreach (var (id, isOpen) in expected)
            Assert.Equal(isOpen, !(await reader.ReadAsync(id, Scratch.Stop)).IsUnopened);
    }

    Recorder Another(TimeSpan timeout) => new(
        server.Services.GetRequiredService<StoreConnections>().Server,
        server.Services.GetRequiredService<NegotiationReader>(),
        server.Services.GetRequiredService<DatabaseClock>(),
        NullLogger<Recorder>.Instance,
        timeout);
}
