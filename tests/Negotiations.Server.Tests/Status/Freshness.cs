using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Status;

/// <summary>Bytes come from memory, and which of them are the status of now is asked of the database.</summary>
public sealed class Freshness(TestServer server) : IClassFixture<TestServer>
{
    const int Readers = 8;

    [Fact]
    public async Task no_matter_who_asks_after_an_append_was_answered_is_shown_it_at_every_node()
    {
        await server.Monitor.Opens("fresh").Succeeds();
        var node = await server.StartAnotherAsync();
        HttpClient[] nodes = [server.Anonymous, node.Client(key: null)];

        // Others ask all the while, so that questions are shared.
        using var enough = new CancellationTokenSource();
        var crowd = Enumerable
            .Range(0, Readers)
            .Select(async n =>
            {
                while (!enough.IsCancellationRequested)
                    await nodes[n % 2].Asks("/api/negotiations/fresh").Succeeds();
            })
            .ToList();
        for (var number = 1; number <= 30; number++)
        {
            await server.Monitor.Appends("fresh", Report.Round("2023-10", number)).Succeeds();
            foreach (var each in nodes)
            {
                var shown = await each.Asks("/api/negotiations/fresh").Succeeds();
                Assert.Equal(($"{number + 1}", $"{number}"), (shown["version"], shown["rounds.held"]));
                Assert.StartsWith($"\"{number + 1}.", shown.Tag, StringComparison.Ordinal);
            }
        }

        await enough.CancelAsync();
        await Task.WhenAll(crowd);
    }

    [Fact]
    public async Task Any_number_of_readers_share_one_question()
    {
        foreach (var number in Enumerable.Range(0, Readers))
            await server.Monitor.Records($"shared-{number}", Report.Round("2023-03", 1));

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        await using var holding = await connection.BeginTransactionAsync(Scratch.Stop);
        await ExecuteAsync(connection, "lock table negotiations.status in access exclusive mode");
        var reading = Enumerable
            .Range(0, Readers * 4)
            .Select(n => server.Anonymous.Asks($"/api/negotiations/shared-{n % Readers}").Succeeds())
            .ToList();
        await Scratch.Eventually("a question waits for the lock", async () => await WaitingAsync() > 0);
        await Task.Delay(200, Scratch.Stop);

        Assert.Equal(1L, await WaitingAsync());
        await holding.CommitAsync(Scratch.Stop);
        var answers = await Task.WhenAll(reading);
        Assert.Equal(
            Enumerable.Range(0, Readers * 4).Select(n => $"shared-{n % Readers}"),
            answers.Select(each => each["id"])
        );
    }

    [Fact]
    public async Task A_question_that_fails_fails_those_who_share_it_and_no_others()
    {
        await server.Monitor.Records("failing", Report.Round("2023-03", 1));
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync(Scratch.Stop);
            await ExecuteAsync(connection, "alter table negotiations.status rename to hidden");
            Assert.Equal(500, (int)(await server.Anonymous.Asks("/api/negotiations/failing")).Status);
            await ExecuteAsync(connection, "alter table negotiations.hidden rename to status");
        }

        await server.Anonymous.Asks("/api/negotiations/failing").Succeeds();
    }

    async Task<long> WaitingAsync() =>
        (long)
            (
                await server.SqlAsync(
                    """
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock' and query like '%.status where id%'
                    """
                )
            )!;

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Scratch.Stop);
    }
}
