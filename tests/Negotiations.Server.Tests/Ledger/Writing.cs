using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Json;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Ledger;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Who writes the log, one at a time, and what it refuses to sign.</summary>
public sealed class Writing(TestDatabase databases)
{
    [Fact]
    public async Task A_bit_that_flips_between_hashing_and_storing_stops_the_log_before_it_is_signed()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.SqlAsync(
            """
            create function negotiations.flip() returns trigger language plpgsql as $$
            begin new.data = jsonb_set(new.data::jsonb, '{occurred}', '"2020"'); return new; end $$;
            create trigger flip before insert on negotiations.mt_events
              for each row execute function negotiations.flip()
            """
        );
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        var writer = server.Services.GetRequiredService<LedgerWriter>();
        await Scratch.Eventually("the writer names it", () => writer.Fault is not null);
        Assert.Contains(
            "Event 4 of 'water' is not stored as it was appended",
            writer.Fault!.Detail,
            StringComparison.Ordinal
        );
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());
    }

    [Fact]
    public async Task A_node_with_another_key_signs_nothing_on_top_of_this_log()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await WithStrangerAsync(server, async writer =>
        {
            Assert.Contains("is not by this node's key", writer.Fault!.Detail, StringComparison.Ordinal);
            Assert.Equal(AuditedServer.Size, await server.SizeAsync());
        });
    }

    [Fact]
    public async Task A_node_that_may_not_sign_leaves_the_lease_to_one_that_may()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await WithStrangerAsync(server, async writer =>
        {
            var node = await server.StartAnotherAsync();
            await node.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-03")).Succeeds();
            await server.InLogAsync(AuditedServer.Size + 1);
        });
    }

    [Fact]
    public async Task Another_node_takes_over_when_the_writer_stops()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var second = await server.StartAnotherAsync();
        await server.StopAsync(server.First);
        await second.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync(second)).IsVerified();
    }

    [Fact]
    public async Task The_lease_of_a_node_that_was_killed_runs_out()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.SqlAsync(
            "update negotiations.ledger_lease set holder = gen_random_uuid(), until = clock_timestamp() + "
                + "interval '5 seconds'"
        );
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();
    }

    [Fact]
    public async Task Two_nodes_that_write_at_once_never_fork_the_log()
    {
        const int Each = 30;
        await using var server = await AuditedServer.StartAsync(databases);
        var second = await server.StartAnotherAsync();
        (await server.VerifiesAsync()).IsVerified();

        // Both are informed that the lease is free, again and again, while both have news.
        using var enough = new CancellationTokenSource();
        var thief = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                    await server.SqlAsync("update negotiations.ledger_lease set until = now() - interval '1 minute'");
            },
            Scratch.Stop
        );
        await Task.WhenAll(
            ((HttpClient[])[server.Monitor, second.Client(TestServer.KeyOf("monitor"))]).Select(
                async (client, node) =>
                {
                    await client.Opens($"node-{node}").Succeeds();
                    for (var n = 0; n < Each; n++)
                        await client.Appends($"node-{node}", Report.Clash("2022-09")).Succeeds();
                }
            )
        );
        await server.InLogAsync(AuditedServer.Size + (2 * (Each + 1)));
        await enough.CancelAsync();
        await thief;
        (await server.VerifiesAsync()).IsVerified();
        (await server.VerifiesAsync(second)).IsVerified();
    }

    [Fact]
    public void A_seal_made_of_a_row_is_the_seal_on_the_event()
    {
        foreach (var fact in new[] { Report.Clash(), Report.Round("2022-10", 1) })
        {
            var @event = EventJson.Read(JsonSerializer.SerializeToElement(fact)).Value! with
            {
                EventId = Guid.CreateVersion7(),
            };

            Assert.Equal(
                Seal.Canonical(@event),
                Seal.Canonical(EventJson.NameOf(@event), @event.EventId.Value, EventJson.WriteData(@event))
            );
        }
    }

    [Fact]
    public async Task A_store_from_before_the_ledger_is_brought_in_batch_by_batch_and_goes_on_where_it_stopped()
    {
        const int Events = ((LedgerBatch.Most / 100) + 1) * 100;
        await using var server = await AuditedServer.StartAsync(
            databases,
            new Dictionary<string, string?>(RunningServer.NoCasebook)
            {
                ["ledger:sealUpTo"] = $"{AuditedServer.Size + Events}",
            }
        );
        for (var n = 0; n < Events; n += 100)
            await server
                .Monitor.Appends(
                    "water",
                    new System.Text.Json.Nodes.JsonArray([
                        .. Enumerable.Range(0, 100).Select(_ => Report.Clash("2022-09")),
                    ])
                )
                .Succeeds();
        await server.InLogAsync(AuditedServer.Size + Events);

        await server.StopAsync(server.First);
        File.Delete(server.SignedFile);
        await server.AttacksAsync(
            "truncate ledger_checkpoint, ledger_tile, ledger_bundle; update mt_events set headers = null"
        );

        // Nothing is sealed that was not asked for by name; the store opens all the same.
        await using (var unasked = await RunningServer.StartAsync(server.ConnectionString, server.Folder))
            await Scratch.Eventually("health says what to do", async () =>
                (await unasked.Client(null).Asks("/health/ready")).Text.Contains(
                    "ledger:sealUpTo",
                    StringComparison.Ordinal
                )
            );
        Assert.Equal(0, await server.SizeAsync());

        // A batch that breaks half way leaves the one before it: the first try gets no further than one batch.
        await server.AttacksAsync(
            $"""
            create function stop() returns trigger language plpgsql as $$ begin raise exception 'no further'; end $$;
            create trigger stop before insert on ledger_checkpoint
              for each row when (new.size > {LedgerBatch.Most}) execute function stop()
            """
        );
        var upgraded = await server.StartAnotherAsync();
        await server.InLogAsync(LedgerBatch.Most);
        await server.AttacksAsync("drop trigger stop on ledger_checkpoint");
        await server.InLogAsync(AuditedServer.Size + Events);
        (await server.VerifiesAsync(upgraded)).IsVerified();
    }

    // Beside the log of the server runs a node with another key.
    static async Task WithStrangerAsync(AuditedServer server, Func<LedgerWriter, Task> then)
    {
        await server.StopAsync(server.First);
        var other = Directory.CreateTempSubdirectory("negotiations-");
        await using (
            var stranger = await RunningServer.StartAsync(
                server.ConnectionString,
                other.FullName,
                AuditedServer.OfAnotherKey
            )
        )
        {
            var writer = stranger.Services.GetRequiredService<LedgerWriter>();
            await Scratch.Eventually("the writer names it", () => writer.Fault is not null);
            await then(writer);
        }

        other.Delete(recursive: true);
    }
}
