using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Erasure;
using Negotiations.Store.Read;
using Negotiations.Store.Setup;
using Npgsql;

namespace Negotiations.Server.Tests.Storage;

/// <summary>How long the writer's lock can be held idle, and what a batch that fails says to its members.</summary>
public sealed partial class LockedOut(TestServer server) : IClassFixture<TestServer>
{
    const int Members = 16;

    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_batch_that_cannot_get_the_lock_answers_all_its_members_at_once()
    {
        await using var recorder = server.AnotherRecorder(Wait);
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");

        var waited = Stopwatch.StartNew();
        var all = recorder.RecordTogetherAsync(Openings("locked-out"), Scratch.Stop);
        var failure = await Assert.ThrowsAsync<PostgresException>(() => all);

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, failure.SqlState);
        Assert.InRange(waited.Elapsed, Wait, Wait * (Members / 2));
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
        Assert.NotNull((await recorder.RecordAsync(Submissions.Opening("let-in"), Scratch.Stop)).Receipt);
    }

    [Fact]
    public async Task What_is_not_in_memory_is_read_before_it_waits_for_the_lock()
    {
        await server.Monitor.Records("read-ahead", Report.Round("2023-03", 1));
        var node = await server.StartAnotherAsync();
        var reader = node.Services.GetRequiredService<NegotiationReader>();
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");

        var appending = node
            .Services.GetRequiredService<Recorder>()
            .RecordAsync(Submissions.Appending("read-ahead"), Scratch.Stop);
        await Scratch.Eventually("the stream is in memory", () =>
            Task.FromResult(reader.Cached("read-ahead").Version == 2)
        );

        Assert.False(appending.IsCompleted);
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
        Assert.Equal(3, (await appending).Receipt!.Version);
    }

    [Fact]
    public async Task That_the_session_of_a_probe_was_ended_is_no_outage()
    {
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(20));
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");
        var probe = recorder.ProbeAsync(Scratch.Stop);
        await Scratch.Eventually("it waits for the lock and its session is ended", async () => await server.SqlAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and application_name = 'negotiations-recorder'
                  and wait_event_type = 'Lock'
                """
            )
                is > 0L);
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");

        await probe;

        Assert.Null(recorder.State.Problem);
    }

    [Fact]
    public async Task Who_queues_behind_such_a_batch_is_answered_with_it()
    {
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(3));
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");

        var waited = Stopwatch.StartNew();
        var all = Enumerable
            .Range(0, 4)
            .Select(crowd => recorder.RecordTogetherAsync(Openings($"queued-{crowd}"), Scratch.Stop))
            .ToList();
        await Task.Delay(500, Scratch.Stop);
        all.Add(recorder.RecordTogetherAsync(Openings("queued-late"), Scratch.Stop));
        foreach (var each in all)
            Assert.Equal(
                PostgresErrorCodes.LockNotAvailable,
                (await Assert.ThrowsAsync<PostgresException>(() => each)).SqlState
            );

        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5.5));
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
    }

    [Fact]
    public async Task A_batch_whose_connection_is_lost_answers_all_its_members_at_once()
    {
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(20));
        await using var holder = await Connect.OnceAsync(server.ConnectionString, Scratch.Stop);
        await RunAsync(holder, $"select pg_advisory_lock({WriterLock.Key})");
        var all = recorder.RecordTogetherAsync(Openings("lost"), Scratch.Stop);

        await Scratch.Eventually("it waits", async () => await server.SqlAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and wait_event = 'advisory'
                """
            )
                is > 0L);

        // The lock is still held: a member that was tried again by itself would wait for it.
        var atOnce = all.WaitAsync(TimeSpan.FromSeconds(10), Scratch.Stop);
        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => atOnce);
        Assert.Contains("terminat", failure.Message, StringComparison.Ordinal);
        await RunAsync(holder, $"select pg_advisory_unlock({WriterLock.Key})");
    }

    [Fact]
    public async Task A_value_that_the_database_refuses_fails_its_own_submission_only()
    {
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(20));

        var all = recorder.RecordTogetherAsync(
            [
                Submissions.Opening("before-it"),
                Submissions.Opening("refused", by: "a\0b") with
                {
                    IsByAuthor = true,
                },
                Submissions.Opening("after-it"),
            ],
            Scratch.Stop
        );
        var failure = await Assert.ThrowsAsync<PostgresException>(() => all);

        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, failure.SqlState);
        await AreOpenAsync(("before-it", true), ("refused", false), ("after-it", true));
    }

    [Fact]
    public async Task A_decision_that_throws_fails_its_own_submission_only()
    {
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(20));
        var broken = Submissions.Opening("broken") with
        {
            Decide = (_, _) => throw new InvalidOperationException("A rule failed."),
        };

        var all = recorder.RecordTogetherAsync(
            [Submissions.Opening("one"), broken, Submissions.Opening("other")],
            Scratch.Stop
        );

        Assert.Equal("A rule failed.", (await Assert.ThrowsAsync<InvalidOperationException>(() => all)).Message);
        await AreOpenAsync(("one", true), ("broken", false), ("other", true));
    }

    [Fact]
    public async Task A_fold_that_throws_fails_its_own_submission_only()
    {
        await server.Monitor.Opens("unfoldable").Succeeds();
        await using var recorder = server.AnotherRecorder(TimeSpan.FromSeconds(20));

        // No fact without its time is taken at any endpoint: no fold can place it.
        var timeless = new RoundHeld
        {
            EventId = Guid.CreateVersion7(),
            RoundNumber = 1,
            Sources = [],
        };
        var broken = Submissions.Opening("unfoldable") with
        {
            Decide = (_, _) => new Decision.Accepted([new(timeless, null)]),
        };

        var all = recorder.RecordTogetherAsync(
            [Submissions.Opening("foldable"), broken, Submissions.Opening("foldable-too")],
            Scratch.Stop
        );

        await Assert.ThrowsAnyAsync<Exception>(() => all);
        await AreOpenAsync(("foldable", true), ("foldable-too", true));
        Assert.Equal(1L, await server.CountAsync("unfoldable"));
        Assert.Equal(0L, await server.SqlAsync("select count(*) from negotiations.mt_events where type = 'tombstone'"));
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
        var erasure = server.Services.GetRequiredService<ErasureStore>();
        object? idle = null;

        await Scratch.Eventually("the event is in the log", async () =>
        {
            var request = new EraseEvent(clash, "why");
            var outcome = await erasure.EraseAsync(
                "erased-here",
                request,
                "an-admin",
                _ => Task.FromResult<Func<NpgsqlConnection, Task>>(LookAsync),
                Scratch.Stop
            );
            return outcome.Refusal is null;
        });

        Assert.Equal("7s", idle);

        async Task LookAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand("show idle_in_transaction_session_timeout", connection);
            idle = await command.ExecuteScalarAsync(Scratch.Stop);
        }
    }

    [Fact]
    public void The_lock_is_taken_in_one_place()
    {
        var sources = Specs.Ledger.Repository.Path("src");
        var takers = Directory
            .EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(path => Taking().IsMatch(File.ReadAllText(path)));

        Assert.Equal(["WriterLock.cs"], takers.Select(Path.GetFileName));
    }

    [GeneratedRegex(@"pg_advisory_(xact_)?lock\(\W*(WriterLock|Key|7954878045211943284)")]
    private static partial Regex Taking();

    static List<AppendRequest> Openings(string name) =>
        [.. Enumerable.Range(1, Members).Select(number => Submissions.Opening($"{name}-{number}"))];

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
}
