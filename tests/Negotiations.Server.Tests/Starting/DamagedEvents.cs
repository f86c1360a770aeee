using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>Stored events of a known type whose data says nothing that can be read.</summary>
public sealed class DamagedEvents(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Are_named_by_health_with_their_place_until_they_are_repaired_and_the_others_go_on()
    {
        foreach (var id in new[] { "far", "nothing", "whole" })
            await server.Monitor.Records(id, Report.Round("2023-03", 1), Report.Round("2023-10", 2));

        await server.SqlAsync("create table public.before as select id, data from negotiations.mt_events");
        await server.TampersAsync(
            """
            update negotiations.mt_events set data = jsonb_set(data, '{roundNumber}',
                '"far"') where stream_id = 'far' and version = 2;
            update negotiations.mt_events set data = 'null' where stream_id = 'nothing' and version = 3
            """
        );
        var sequence = await server.SqlAsync(
            "select seq_id::text from negotiations.mt_events where stream_id = 'far' and version = 2"
        );
        var node = await server.StartAnotherAsync();
        using var reader = node.Client(key: null);

        var text = "";
        await Scratch.Eventually("health names both", async () =>
            (text = (await reader.Asks("/health/ready").Succeeds())["parts.views.text"] ?? "").Contains(
                "nothing",
                StringComparison.Ordinal
            )
        );
        Assert.Contains($"event 2 of far (sequence {sequence}, round-held)", text, StringComparison.Ordinal);
        Assert.Contains("event 3 of nothing", text, StringComparison.Ordinal);
        Assert.DoesNotContain("whole", text, StringComparison.Ordinal);
        foreach (
            var path in new[]
            {
                "/api/negotiations?asOf=2030",
                "/?asOf=2030",
                "/api/negotiations/whole?asOf=2030",
                "/api/negotiations/far?asOf=2030",
                "/api/negotiations/nothing/history",
                "/api/events?limit=200",
            }
        )
            await reader.Asks(path).Succeeds();

        await server.TampersAsync(
            """
            update negotiations.mt_events e set data = b.data from public.before b
            where b.id = e.id and e.data is distinct from b.data
            """
        );
        await server.SqlAsync("drop table public.before");
        Assert.Equal("healthy", (await reader.Asks("/health/ready").Succeeds())["parts.views.status"]);
    }
}
