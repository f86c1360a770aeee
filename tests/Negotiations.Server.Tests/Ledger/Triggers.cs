using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Health says that events are append-only by a trigger only while they are.</summary>
public sealed class Triggers(TestDatabase databases)
{
    [Theory]
    [InlineData("alter table negotiations.mt_events disable trigger all", "The trigger append_only on")]
    [InlineData("alter table negotiations.erasure enable replica trigger append_only", "The trigger append_only on")]
    [InlineData("drop trigger append_only_truncate on negotiations.mt_events", "The trigger append_only_truncate on")]
    [InlineData(
        "create or replace function negotiations.guard_event() returns trigger language plpgsql as "
            + "'begin return new; end'",
        "The function negotiations.guard_event"
    )]
    [InlineData(
        "create function negotiations.harmless() returns trigger language plpgsql as 'begin return new; end'; "
            + "create or replace trigger append_only before update or delete on negotiations.mt_events for each row "
            + "execute function negotiations.harmless(); "
            + "alter table negotiations.mt_events enable always trigger append_only",
        "The trigger append_only on"
    )]
    public async Task A_trigger_that_does_not_keep_it_any_more_is_named_and_a_start_puts_it_back(
        string attack,
        string said
    )
    {
        await using var server = await AuditedServer.StartAsync(databases);
        Assert.Equal("healthy", (await server.Anonymous.Asks("/health/ready"))["parts.store.status"]);
        await server.SqlAsync(attack);
        await Scratch.Eventually("health names it", async () =>
        {
            var health = await server.Anonymous.Asks("/health/ready");
            return health["parts.store.status"] == "degraded" && health.Text.Contains(said, StringComparison.Ordinal);
        });

        await server.StartAnotherAsync();
        await Scratch.Eventually("it is put back", async () =>
            (await server.Anonymous.Asks("/health/ready"))["parts.store.status"] == "healthy"
        );
    }
}
