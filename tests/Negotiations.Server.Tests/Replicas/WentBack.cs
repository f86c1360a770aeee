using System.Net;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Replicas;

/// <summary>The store under a running node is put back to an earlier time, or has lost an event.</summary>
public sealed class WentBack(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_node_whose_store_went_back_forgets_what_is_gone_and_records_without_a_hole()
    {
        await server.Monitor.Records("talks", Report.Clash("2022-09"));
        await server.Monitor.Records("quiet");
        await CopyAsync();
        var lost = await server.Monitor.Appends("talks", Report.Round("2023-01", 1), key: "lost").Succeeds();
        await server.Monitor.Appends("talks", Report.Round("2023-02", 2)).Succeeds();
        await server.Monitor.Records("opened-later");
        Assert.Equal("4", (await server.Anonymous.Asks("/api/negotiations/talks").Succeeds())["version"]);

        await PutBackAsync();

        // At once, before anything but the append itself could notice: the versions go on where the store ends.
        Answer answer;
        do answer = await server.Monitor.Appends("talks", Report.Clash("2023-03"), key: "first");
        while (answer.Status == HttpStatusCode.ServiceUnavailable);

        Assert.Equal("3", answer["version"]);
        Assert.Equal(3, (await History("talks")).Count);
        var again = await server.Monitor.Appends("talks", Report.Round("2023-01", 1), key: "lost").Succeeds();
        Assert.Equal("4", again["version"]);
        Assert.NotEqual(lost["events.0.eventId"], again["events.0.eventId"]);
        await Scratch.Eventually("the view is of what is stored", async () =>
        {
            var view = await server.Anonymous.Asks("/api/negotiations/talks").Succeeds();
            return view["version"] == "4" && view["rounds.held"] == "1";
        });
        await server.Anonymous.Asks("/api/negotiations/opened-later").Is(HttpStatusCode.NotFound);
        await server.IsSoundAsync(except: "holed");

        async Task<IReadOnlyList<string?>> History(string id) =>
            (await server.Anonymous.Asks($"/api/negotiations/{id}/history").Succeeds()).Each("items", "version");
    }

    [Fact]
    public async Task A_history_with_a_hole_answers_what_is_there_and_names_what_is_missing()
    {
        await server.Monitor.Records("holed", Report.Clash("2022-09"), Report.Round("2023-01", 1));
        Assert.DoesNotContain("missing", (await server.Anonymous.Asks("/api/negotiations/holed/history")).Members());
        await server.TampersAsync("delete from negotiations.mt_events where stream_id = 'holed' and version = 2");
        var node = await server.StartAnotherAsync();
        using var reader = node.Client(key: null);

        var history = await reader.Asks("/api/negotiations/holed/history").Succeeds();
        Assert.Equal(["1", "3"], history.Each("items", "version"));
        Assert.Equal("[2]", history["missing"]);
        foreach (var path in new[] { "", "/explanation", "/history.csv", "/history?version=2" })
            await reader.Asks($"/api/negotiations/holed{path}").Is(HttpStatusCode.OK);

        using var monitor = node.Client(TestServer.KeyOf("monitor"));
        Assert.Equal("4", (await monitor.Appends("holed", Report.Clash("2023-04")).Succeeds())["version"]);
        Assert.Equal("4", (await reader.Asks("/api/negotiations/holed").Succeeds())["version"]);
    }

    // As a restore does it: the same name, and an earlier state behind it.
    async Task PutBackAsync()
    {
        var name = NameOf(server.ConnectionString);
        await ElsewhereAsync(
            $"alter database \"{name}\" with allow_connections false",
            EndSessionsOf(name),
            $"alter database \"{name}\" rename to \"{name}-gone\"",
            $"alter database \"{name}-before\" rename to \"{name}\""
        );
    }

    async Task CopyAsync()
    {
        var name = NameOf(server.ConnectionString);
        await ElsewhereAsync(
            $"alter database \"{name}\" with allow_connections false",
            EndSessionsOf(name),
            $"create database \"{name}-before\" template \"{name}\"",
            $"alter database \"{name}\" with allow_connections true"
        );
        await Scratch.Eventually("the node is back", async () =>
            (await server.Anonymous.Asks("/health/ready")).Status == HttpStatusCode.OK
        );
    }

    static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    // Waits until they are gone.
    static string EndSessionsOf(string name) =>
        $"select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = '{name}'";

    async Task ElsewhereAsync(params string[] commands)
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(elsewhere.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        foreach (var each in commands)
        {
            await using var command = new NpgsqlCommand(each, connection);
            await command.ExecuteNonQueryAsync(Scratch.Stop);
        }
    }
}
