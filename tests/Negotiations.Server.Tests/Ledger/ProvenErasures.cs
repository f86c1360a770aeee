using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Store.Erasure;
using Negotiations.Store.Read;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>An erasure is an entry of the log; what is gone without one was taken away.</summary>
public sealed class ProvenErasures(TestDatabase databases)
{
    private const string Reason = "A court ordered it.";

    static readonly Dictionary<string, string?> hasty = new()
    {
        ["casebook"] = "false",
        ["ledger:selfCheckSeconds"] = "1",
    };

    [Fact]
    public async Task An_erasure_names_itself_in_the_log_with_its_members_and_its_reason()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var target = await ErasesAsync(server);
        await server.InLogAsync(AuditedServer.Size + 1);

        var events = (await server.Auditor.Asks("/api/events?type=erasure-recorded").Succeeds()).Json[
            "items"
        ]!.AsArray();
        var act = Assert.Single(events)!;
        Assert.Equal(
            ("water", "admin", target, Reason),
            (
                (string)act["negotiation"]!,
                (string)act["recordedBy"]!,
                (string)act["data"]!["target"]!,
                (string)act["data"]!["reason"]!
            )
        );
        Assert.Contains("/sources/0/publisher", act["data"]!["members"]!.AsArray().Select(each => (string)each!));
        await server.Anonymous.Asks($"/api/ledger/entries/{act["eventId"]}").Succeeds();
        (await server.VerifiesAsync()).IsVerified();

        // Asked for again, it is done and said once.
        await ErasesAsync(server);
        Assert.Equal(AuditedServer.Size + 1, await server.SizeAsync());
    }

    [Fact]
    public async Task Salts_that_are_gone_without_an_entry_are_tampering_to_verify_to_audits_and_to_the_server()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await ForgesAsync(server, "water", 2);
        (await server.VerifiesAsync()).Finds("erased-without-act", "water", 2, "data");
        await Scratch.Eventually("health says so", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(
                "What opens event 2 of 'water' is gone",
                StringComparison.Ordinal
            )
        );
        var started = await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds();
        var said = "";
        await Scratch.Eventually("the audit is done", async () =>
        {
            said = (await server.Auditor.Asks($"/api/audits/{started["id"]}").Succeeds()).Text;
            return said.Contains("\"done\"", StringComparison.Ordinal);
        });
        Assert.Contains("no entry of the log says who erased it", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_not_the_recorded_one_and_a_member_that_no_act_names_are_found()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await ErasesAsync(server);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync(
            """update mt_events set headers = jsonb_set(headers::jsonb, '{erased,reason}', '"Another"') where """
                + "stream_id = 'water' and version = 3"
        );
        (await server.VerifiesAsync()).Finds("history-differs", "water", 3, "erased");
        await server.AttacksAsync(
            $$"""update mt_events set headers = jsonb_set(headers::jsonb, '{erased,reason}', '"{{Reason}}"') where """
                + "stream_id = 'water' and version = 3"
        );
        (await server.VerifiesAsync()).IsVerified();

        await ForgesAsync(server, "water", 3, "clashId");
        (await server.VerifiesAsync()).Finds("erased-without-act", "water", 3, "/clashId");
    }

    [Fact]
    public async Task Erasures_of_a_program_of_before_version_2_are_entered_afterwards()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.StopAsync(server.First);
        await LeafVersions.WriteAsVersion1Async(server);
        var before = await server.StartAnotherAsync();
        await server.InLogAsync(AuditedServer.Size);
        await server.StopAsync(before);
        await server.AttacksAsync(
            $$"""
            insert into erasure (event_id, negotiation, version, sequence, erased_at, erased_by, reason, transaction)
            select id, stream_id, version, seq_id, now(), 'admin', '{{Reason}}', pg_current_xact_id() from mt_events
            where stream_id = 'water' and version = 2;
            update mt_events e set headers = (headers::jsonb - 'salt') || jsonb_build_object('erased', erasure_of(k))
            from erasure k where k.event_id = e.id;
            delete from fold_version
            """
        );
        var unasked = await server.StartAnotherAsync();
        await unasked.Services.GetRequiredService<ErasureActs>().RecordMissingAsync(Scratch.Stop);
        (await server.VerifiesAsync(unasked)).Finds("erased-without-act", "water", 2, "data");
        await server.StopAsync(unasked);

        await using var node = await RunningServer.StartAsync(
            server.ConnectionString,
            server.Folder,
            new Dictionary<string, string?>(RunningServer.NoCasebook) { ["ledger:enterErasures"] = "true" }
        );
        await node.Services.GetRequiredService<ErasureActs>().RecordMissingAsync(Scratch.Stop);
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync(node)).IsVerified();
    }

    private static async Task<string> ErasesAsync(AuditedServer server)
    {
        var history = await server.Anonymous.Asks("/api/negotiations/water/history?clock=recorded").Succeeds();
        var target = history["items.2.eventId"]!;
        await server.Admin.Erases("water", target, Reason).Succeeds();
        return target;
    }

    // Everything that an erasure writes, by someone who has the database and the key in the row, and no entry of it.
    private static async Task ForgesAsync(AuditedServer server, string stream, int version, string? more = null)
    {
        var row = $"from negotiations.mt_events where stream_id = '{stream}' and version = {version}";
        async Task<T> Ask<T>(string column) => (T)(await server.SqlAsync($"select {column} {row}"))!;
        var data = await Ask<string>("data::text");
        var raw = new RawEvent(
            await Ask<Guid>("id"),
            version,
            await Ask<long>("seq_id"),
            new DateTimeOffset(await Ask<DateTime>("timestamp"), TimeSpan.Zero),
            await Ask<string>("user_name"),
            await Ask<string>("type"),
            Encoding.UTF8.GetBytes(data),
            null,
            null
        );
        var left = JsonNode.Parse(Record.Redaction.Of(raw.Read(), null))!;
        if (more is not null)
            left[more] = "[erased]";

        var seal = (MemberSeal)Seal.FromHeaders(await Ask<string>("headers::text"))!;
        var forged = seal.Without(raw, Encoding.UTF8.GetBytes(left.ToJsonString()))!;
        var erased = new Record.Erased(raw.RecordedAt, "admin", Reason);
        await server.AttacksAsync(
            $"update mt_events set headers = '{forged.ToHeaders(null, erased)}', "
                + $"data = '{left.ToJsonString()}' where stream_id = '{stream}' and version = {version}; "
                + "insert into erasure (event_id, negotiation, version, sequence, erased_at, erased_by, reason, "
                + "transaction) "
                + $"values ('{raw.Id}', '{stream}', {version}, {raw.Sequence}, now(), 'admin', '{Reason}', "
                + "pg_current_xact_id()) on conflict do nothing"
        );
    }
}
