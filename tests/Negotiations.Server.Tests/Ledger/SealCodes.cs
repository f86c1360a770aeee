using System.Text;
using Negotiations.Record;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>
/// A seal is a hash that anyone can compute. The log signs for a row only where a node that has its key recorded it.
/// </summary>
public sealed class SealCodes(TestDatabase databases)
{
    private const string Row = "stream_id = 'water' and version = 4";
    private const string Emptied = "truncate ledger_checkpoint, ledger_tile, ledger_bundle";

    static readonly Dictionary<string, string?> settings = new() { ["casebook"] = "false" };

    [Fact]
    public async Task A_row_that_is_put_in_with_the_right_seal_is_not_signed()
    {
        await using var server = await AuditedServer.StartAsync(databases, settings);
        await InsertAsync(server);

        await SaysAsync(server, "Event 4 of 'water' bears a seal that no node with the log's key made");
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());

        // A code that belongs to another row does not help.
        await server.AttacksAsync(
            $$"""
            update mt_events set headers = headers::jsonb || jsonb_build_object('mac', (select headers ->> 'mac'
              from mt_events where stream_id = 'water' and version = 3)) where {{Row}}
            """
        );
        await Task.Delay(1000, Scratch.Stop);
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());
        await server.AttacksAsync(
            $"delete from mt_events where {Row}; update mt_streams set version = 3 where id = 'water'"
        );
        await server.Monitor.Appends("border", Report.Round("2024-04", 3)).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
    }

    [Fact]
    public async Task A_store_from_before_goes_on_by_itself_and_for_an_hour_only()
    {
        await using var server = await AuditedServer.StartAsync(databases, settings);
        await server.StopAsync(server.First);
        await server.AttacksAsync($"{Emptied}; update mt_events set headers = headers::jsonb - 'mac'");
        File.Delete(server.SignedFile);
        File.Delete(server.SealedFromFile);

        var upgraded = await server.StartAnotherAsync();
        await server.InLogAsync(AuditedServer.Size);
        var monitor = upgraded.Client(TestServer.KeyOf("monitor"));
        await monitor.Appends("border", Report.Round("2024-04", 3)).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        Assert.Equal(1L, await server.SqlAsync("select count(*) from negotiations.mt_events where headers ? 'mac'"));
        (await server.VerifiesAsync(upgraded)).IsVerified();

        // What an older node records meanwhile is taken; and the hour ends.
        await server.StopAsync(upgraded);
        await InsertAsync(server);
        var late = await server.StartAnotherAsync();
        await server.InLogAsync(AuditedServer.Size + 2);
        await server.StopAsync(late);
        await server.AttacksAsync(Emptied);
        File.Delete(server.SignedFile);
        await File.WriteAllTextAsync(server.SealedFromFile, "0 2026-01-01T00:00:00Z\n", Scratch.Stop);
        late = await server.StartAnotherAsync();
        await AuditedServer.SaysWithinASecondAsync(late, "no node with the log's key made");
        Assert.Equal(0, await server.SizeAsync());
    }

    [Fact]
    public async Task An_erasure_leaves_the_code_as_it_is()
    {
        await using var server = await AuditedServer.StartAsync(databases, settings);
        var history = await server.Anonymous.Asks("/api/negotiations/water/history?clock=recorded").Succeeds();
        await server.Admin.Erases("water", history["items.1.eventId"], "A court ordered it.").Succeeds();

        Assert.Equal(
            0L,
            await server.SqlAsync("select count(*) from negotiations.mt_events where not headers ? 'mac'")
        );
    }

    [Fact]
    public void The_key_before_a_new_one_counts_until_it_is_gone()
    {
        byte[] old = [1, 2, 3];
        byte[] next = [4, 5, 6];
        var seal = new DataSeal(null, new string('a', 64));
        var recorded = new RecordedEvent(Guid.Empty, 1, 2, DateTimeOffset.UnixEpoch, "monitor", null!);
        var code = new SealKey(old, null).CodeOf("water", recorded, "clash-reported", seal);

        Assert.True(new SealKey(next, old).Holds("water", RawOf(recorded), seal, code));
        Assert.False(new SealKey(next, null).Holds("water", RawOf(recorded), seal, code));
        Assert.False(new SealKey(old, null).Holds("border", RawOf(recorded), seal, code));
        Assert.False(
            new SealKey(old, null).Holds("water", RawOf(recorded) with { RecordedBy = "another" }, seal, code)
        );
        Assert.False(new SealKey(old, null).Holds("water", RawOf(recorded), seal, "AAAA"));
    }

    private static Store.Read.RawEvent RawOf(RecordedEvent recorded) =>
        new(
            recorded.EventId,
            recorded.Version,
            recorded.Sequence,
            recorded.RecordedAt,
            recorded.RecordedBy,
            "clash-reported",
            [],
            null,
            null
        );

    // With all that docs/ledger.md says of a seal, as someone would write it who has the database.
    private static async Task InsertAsync(AuditedServer server)
    {
        await server.AttacksAsync(
            """
            create temporary table copy as select * from mt_events where stream_id = 'water' and version = 3;
            update copy set seq_id = (select max(seq_id) + 1 from mt_events), id = gen_random_uuid(), version = 4,
              headers = null, timestamp = clock_timestamp();
            insert into mt_events select * from copy;
            update mt_streams set version = 4 where id = 'water';
            select setval('mt_events_sequence', (select max(seq_id) from mt_events))
            """
        );
        var from = $"from negotiations.mt_events where {Row}";
        var id = (Guid)(await server.SqlAsync($"select id {from}"))!;
        var type = (string)(await server.SqlAsync($"select type {from}"))!;
        var data = Encoding.UTF8.GetBytes((string)(await server.SqlAsync($"select data::text {from}"))!);
        var recorded = new RecordedEvent(
            id,
            4,
            (long)(await server.SqlAsync($"select seq_id {from}"))!,
            new DateTimeOffset((DateTime)(await server.SqlAsync($"select timestamp {from}"))!),
            (string)(await server.SqlAsync($"select user_name {from}"))!,
            null!
        );
        var headers = SealedData.TryOn(type, id, data)!.In(recorded).ToHeaders(null);
        await server.AttacksAsync($"update mt_events set headers = '{headers}' where {Row}");
    }

    private static Task SaysAsync(AuditedServer server, string text) =>
        Scratch.Eventually($"health says: {text}", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(text, StringComparison.Ordinal)
        );
}
