using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Jobs;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Jobs;

/// <summary>The message that comes every half minute, and a part of its work that fails.</summary>
public sealed class FailingRefreshes(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Are_named_by_health_until_they_succeed_and_hold_up_no_other_part()
    {
        await server.Monitor.Records("stored", Report.Clash());
        await server.SqlAsync(
            """
            update negotiations.status set recorded_at = recorded_at - interval '1 hour';
            alter table negotiations.turn_place rename to turn_place_away
            """
        );
        var queue = server.Services.GetRequiredService<JobQueue>();

        await queue.SendAsync(new RefreshViews());

        var health = "";
        await Scratch.Eventually("health names the part", async () =>
            (health = (await server.Anonymous.Asks("/health/ready"))["parts.workers.text"] ?? "").Contains(
                "the notices of time has failed once",
                StringComparison.Ordinal
            )
        );
        Assert.DoesNotContain("the refresh of views", health, StringComparison.Ordinal);
        await Scratch.Eventually("the whole view is stored", async () =>
            await server.SqlAsync("select count(*) from negotiations.status_snapshot where id = 'stored'") is 1L
        );

        await server.SqlAsync("alter table negotiations.turn_place_away rename to turn_place");
        await queue.SendAsync(new RefreshViews());

        await Scratch.Eventually("health is well", async () =>
            (await server.Anonymous.Asks("/health/ready"))["parts.workers.status"] == "healthy"
        );
    }
}
