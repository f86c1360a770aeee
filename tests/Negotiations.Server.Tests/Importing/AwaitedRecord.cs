namespace Negotiations.Server.Tests.Importing;

/// <summary>An empty store into which a whole record is about to be brought.</summary>
public sealed class AwaitedRecord(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Nothing_else_is_recorded_until_it_is_in_or_cancelled()
    {
        var import = Guid.CreateVersion7();

        // Its file lies on a node that is away: it does not begin meanwhile.
        await server.SqlAsync(
            $$"""
            insert into negotiations.import (id, dataset, release, state, recording, request, report, node, seen_at)
            values ('{{import}}', 'events', '2020-01-01', 'waiting', false,
                '{"format":"events","dataset":"events","release":"2020-01-01","dryRun":false}', '{}', 'elsewhere',
                clock_timestamp())
            """
        );
        await server.Monitor.Opens("early").IsRefused(409, "record-awaited", import.ToString());
        Assert.Equal(0, await server.CountAsync());

        await server.SqlAsync($"update negotiations.import set state = 'cancelled' where id = '{import}'");
        await server.Monitor.Opens("early").Succeeds();

        // A store that has events takes what is reported: such a record is refused there.
        await server.SqlAsync($"update negotiations.import set state = 'waiting' where id = '{import}'");
        await server.Monitor.Appends("early", Report.Round("2022-10", 1)).Succeeds();
    }
}
