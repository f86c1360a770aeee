using Negotiations.Server.Tests.Importing;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>An import whose node is gone, or that ends every node that takes it.</summary>
public sealed class ImportJobs(TestDatabase databases) : IAsyncLifetime
{
    const string File = "PP,PPName,AgtId,Agt,Dat,Stage\n131,Tajikistan peace process,549,Statute,1997-02-21,Imp\n";

    readonly TestServer server = new(databases);

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task One_whose_file_lies_on_a_node_that_is_away_waits_and_says_for_whom()
    {
        var id = await DoneAsync("away");
        await server.SqlAsync(
            $$"""
            update negotiations.import set state = 'running', node = 'far-away',
                seen_at = clock_timestamp() - interval '31 seconds',
              report = jsonb_set(report::jsonb, '{state}', '"running"') where id = '{{id}}'
            """
        );

        var report = await server.Admin.Asks("/api/imports/" + id).Succeeds();
        var health = await server.Anonymous.Asks("/health/ready").Succeeds();
        await server.SqlAsync($"update negotiations.import set state = 'done' where id = '{id}'");

        Assert.Equal("waiting", report["state"]);
        Assert.Matches("node far-away, .* no sign of life since 2", report["problem"]);
        Assert.Contains(id, health["parts.jobs.text"], StringComparison.Ordinal);
        Assert.Equal("healthy", (await server.Anonymous.Asks("/health/ready").Succeeds())["parts.jobs.status"]);
    }

    [Fact]
    public async Task One_that_was_begun_three_times_without_an_end_fails_with_a_sentence()
    {
        var id = await DoneAsync("deadly");
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(server.Folder, "imports", id + ".import"),
            File,
            Scratch.Stop
        );
        await server.SqlAsync(
            $$"""
            update negotiations.import set state = 'running', starts = 3,
                seen_at = clock_timestamp() - interval '11 seconds',
              report = jsonb_set(report::jsonb, '{state}', '"running"') where id = '{{id}}'
            """
        );

        var report = await server.Admin.Awaits(id);

        Assert.Equal("failed", (string?)report["state"]);
        Assert.Contains("stopped 3 times", (string?)report["problem"], StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Path.Combine(server.Folder, "imports", id + ".import")));
        Assert.Equal("dead", await server.SqlAsync($"select state from negotiations.import where id = '{id}'"));
    }

    async Task<string> DoneAsync(string dataset)
    {
        var started = await server
            .Monitor.StartsImport(
                "pax",
                System.Text.Encoding.UTF8.GetBytes(File),
                "2019-07-01",
                $"&dryRun=true&dataset={dataset}"
            )
            .Succeeds();
        return (string)(await server.Monitor.Awaits(started["id"]!)).IsDone()["id"]!;
    }
}
