using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Negotiations.Server.Tests.Audit;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Starting;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Npgsql;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>A job ends as done or failed, whatever process is killed on the way, and what a node that was thought dead
/// comes to is not written.</summary>
public sealed class JobTests(TestDatabase databases) : IAsyncLifetime, IDisposable
{
    readonly TestServer server = new(databases);
    readonly Scratch scratch = new();

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await server.Monitor.Records("talks", Report.Round("2023-10-03", 1));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task An_audit_whose_server_is_killed_is_done_after_the_next_start()
    {
        await server.StopAsync(server.First);
        string location;
        await using (var locking = new NpgsqlConnection(server.ConnectionString))
        {
            using var first = await ServerProcess.StartAsync(server.ConnectionString, server.Folder);
            await locking.OpenAsync(Scratch.Stop);
            await RunAsync(locking, "begin; lock table negotiations.mt_streams in access exclusive mode");
            using var auditor = first.Client(TestServer.KeyOf("auditor"));
            location = (
                await auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Is(System.Net.HttpStatusCode.Accepted)
            ).Location!;
            await Scratch.Eventually("the audit runs", async () => await ColumnAsync(location, "state") == "running");
            await first.KillAsync();
        }

        var second = await server.StartAnotherAsync();
        using var reader = second.Client(key: null);
        Answer? report = null;
        await Scratch.Eventually("the audit is done", async () =>
            (report = await reader.Asks(location).Succeeds())["state"] != "running"
        );

        Assert.Equal(("done", "1", "1"), (report!["state"], report["total"], report["equal"]));
        Assert.Equal(("2", "2"), (await ColumnAsync(location, "starts"), await ColumnAsync(location, "fence")));
    }

    [Fact]
    public async Task A_database_that_ends_its_session_again_and_again_does_not_use_up_its_starts()
    {
        await using var locking = new NpgsqlConnection(server.ConnectionString);
        await locking.OpenAsync(Scratch.Stop);
        await RunAsync(locking, "begin; lock table negotiations.mt_streams in access exclusive mode");
        var location = (
            await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Is(System.Net.HttpStatusCode.Accepted)
        ).Location!;

        for (var time = 1; time <= 4; time++)
            await Scratch.Eventually($"it is interrupted, time {time}", async () => await server.SqlAsync(
                    """
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'
                      and query like '%mt_streams%' and pid <> pg_backend_pid()
                    """
                )
                    is > 0L);

        await RunAsync(locking, "rollback");
        Answer? report = null;
        await Scratch.Eventually("the audit is done", async () =>
            (report = await server.Anonymous.Asks(location).Succeeds())["state"] != "running"
        );
        Assert.Equal("done", report!["state"]);
        Assert.Equal("1", await ColumnAsync(location, "starts"));
    }

    [Fact]
    public void Who_sends_begins_after_Wolverine_and_ends_before_it()
    {
        var hosted = server.Services.GetServices<IHostedService>().Select(each => each.GetType().Name).ToList();

        Assert.True(hosted.IndexOf("JobWatch") > hosted.IndexOf("WolverineRuntime"), string.Join(", ", hosted));
        Assert.True(
            hosted.IndexOf("WebhookDispatcher") > hosted.IndexOf("WolverineRuntime"),
            string.Join(", ", hosted)
        );
        Assert.Contains("WolverineRuntime", hosted);
    }

    [Fact]
    public async Task An_audit_whose_message_was_lost_is_done_all_the_same()
    {
        var id = Ids.Of("unsent");
        await AddAsync(id, "'waiting', 0, 0, null");

        Assert.Equal("done", await EndOf(id));
    }

    [Fact]
    public async Task A_result_that_comes_after_the_job_was_taken_again_is_refused()
    {
        await server.StopAsync(server.First);
        await using var database = new Database(StoreConnections.Of(server.ConnectionString));
        var rows = new AuditRows(database);
        var id = Guid.Parse(Ids.Of("late"));
        await rows.AddAsync(id, """{ "from": "no one" }""", Scratch.Stop);
        var frozen = (await rows.TakeAsync([id], Scratch.Stop))!;
        Assert.Null(await rows.TakeAsync([id], Scratch.Stop));
        await server.SqlAsync(
            $"update negotiations.audit set seen_at = seen_at - interval '11 seconds' where id = '{id}'"
        );
        var taken = (await rows.TakeAsync([id], Scratch.Stop))!;

        await Assert.ThrowsAsync<JobLostException>(() => rows.RenewAsync(frozen, Scratch.Stop));
        await Assert.ThrowsAsync<JobLostException>(() =>
            rows.ReportAsync(frozen, """{ "from": "thawed" }""", Scratch.Stop)
        );
        await Assert.ThrowsAsync<JobLostException>(() =>
            rows.EndAsync(frozen, "done", """{ "from": "thawed" }""", Scratch.Stop)
        );
        await Assert.ThrowsAsync<JobLostException>(() => rows.ReleaseAsync(frozen, Scratch.Stop));
        Assert.Equal("""{ "from": "no one" }""", await rows.FindAsync(id, Scratch.Stop));
        await rows.EndAsync(taken, "done", """{ "from": "taken" }""", Scratch.Stop);

        Assert.Equal((1L, 2L), (frozen.Fence, taken.Fence));
        Assert.Equal("""{ "from": "taken" }""", await rows.FindAsync(id, Scratch.Stop));
    }

    [Fact]
    public async Task A_job_that_was_begun_three_times_without_an_end_is_dead_and_health_names_it_until_one_is_done()
    {
        var id = Guid.CreateVersion7().ToString();
        await AddAsync(id, "'running', 3, 3, clock_timestamp() - interval '1 minute'");

        Assert.Equal("failed", await EndOf(id));
        Assert.Equal(("dead", "4"), (await ColumnAsync(id, "state"), await ColumnAsync(id, "fence")));
        var health = await server.Anonymous.Asks("/health/ready").Succeeds();
        Assert.Equal("degraded", health["parts.jobs.status"]);
        Assert.Contains(id, health["parts.jobs.text"], StringComparison.Ordinal);

        var next = await server
            .Auditor.SendAsync(HttpMethod.Post, "/api/audits", null)
            .Is(System.Net.HttpStatusCode.Accepted);
        Assert.Equal("done", await EndOf(next["id"]!));
        Assert.Equal("healthy", (await server.Anonymous.Asks("/health/ready").Succeeds())["parts.jobs.status"]);
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_counted_by_health()
    {
        await server.SqlAsync(
            """
            insert into negotiations_jobs.wolverine_dead_letters (id, body, message_type, received_at, replayable)
            values (gen_random_uuid(), '', 'of no one', 'local://nowhere', false)
            """
        );

        var health = await server.Anonymous.Asks("/health/ready").Succeeds();

        Assert.Equal("degraded", health["parts.jobs.status"]);
        Assert.StartsWith("1 messages could not be handled", health["parts.jobs.text"], StringComparison.Ordinal);
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }

    // As a node left it that is gone.
    async Task AddAsync(string id, string columns) =>
        await server.SqlAsync(
            $$"""
            insert into negotiations.audit (id, state, starts, fence, seen_at, report) values ('{{id}}', {{columns}},
            '{ "id": "{{id}}", "state": "running", "startedBy": "auditor", "startedAt": "2026-01-01T00:00:00Z",
               "total": 0, "checked": 0, "equal": 0, "different": 0, "incomplete": 0, "findings": [] }')
            """
        );

    async Task<string?> EndOf(string id)
    {
        Answer? report = null;
        await Scratch.Eventually("the audit ends", async () =>
            (report = await server.Anonymous.Asks("/api/audits/" + id).Succeeds())["state"] != "running"
        );
        return report!["state"];
    }

    async Task<string?> ColumnAsync(string location, string column) =>
        (
            await server.SqlAsync(
                $"select {column}::text from negotiations.audit where id = '{location.Split('/')[^1]}'"
            )
        )?.ToString();
}
