using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Ledger;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Leaves of both versions in one log, and what of an erased event stays proven.</summary>
public sealed class LeafVersions(TestDatabase databases)
{
    [Fact]
    public async Task What_is_recorded_has_a_leaf_of_version_2_that_its_members_give()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        foreach (var item in await EventsAsync(server))
        {
            var entry = await server.Auditor.Asks($"/api/ledger/entries/{item["eventId"]}").Succeeds();
            Assert.True(Leaf.TryParse(Encoding.UTF8.GetBytes(LeafIn(entry)), out var leaf, out _));
            Assert.Equal(LeafForm.Members, leaf.Form);
            Assert.True(
                RecordedMembers.TryOf(
                    Encoding.UTF8.GetBytes(entry.Json["data"]!.ToJsonString()),
                    entry["recordedBy"]!,
                    DateTimeOffset.Parse(item["recordedAt"]!.ToString(), null),
                    (long)item["sequence"]!,
                    null,
                    out var members,
                    out _
                )
            );
            var key = new EventKey(Convert.FromBase64String(entry["key"]!));
            Assert.IsType<MembersMatch>(members.Open(key).Check(leaf));
            Assert.DoesNotContain(item["recordedBy"]!.ToString(), LeafIn(entry), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_with_leaves_of_version_1_goes_on_with_version_2_and_no_leaf_is_written_again()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.StopAsync(server.First);
        await WriteAsVersion1Async(server);
        var node = await server.StartAnotherAsync();
        await server.InLogAsync(AuditedServer.Size);
        var before = await BundleAsync(node, AuditedServer.Size);
        Assert.All(before, leaf => Assert.Equal(LeafForm.Data, leaf.Form));
        (await server.VerifiesAsync(node)).IsVerified();

        await node.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);

        var after = await BundleAsync(node, AuditedServer.Size + 1);
        Assert.Equal(before, after[..^1]);
        Assert.Equal(LeafForm.Members, after[^1].Form);
        (await server.VerifiesAsync(node)).IsVerified();
        Assert.Equal(
            (true, false),
            (
                (bool)(await server.SqlAsync("select number >= 4 from negotiations.schema_version"))!,
                (bool)
                    (
                        await server.SqlAsync(
                            "select to_regprocedure('negotiations.erase_event(uuid, jsonb, text, text)') is not null"
                        )
                    )!
            )
        );

        // An erasure of either kind leaves the log whole.
        foreach (var (negotiation, place) in new[] { ("border", 1), ("water", 3) })
            await ErasesAsync(node, negotiation, place);

        (await server.VerifiesAsync(node)).IsVerified();
        Assert.Equal(after, await BundleAsync(node, AuditedServer.Size + 1));
    }

    [Fact]
    public async Task What_an_erasure_leaves_stays_bound_and_so_does_the_view()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.Monitor.Appends("water", Toll()).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        await ErasesAsync(server.First, "water", 3);
        var verdict = (await server.VerifiesAsync()).IsVerified();
        Assert.Contains("of /killed/text, /sources/0/", verdict.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("was not replayed", verdict.Text, StringComparison.Ordinal);

        const string Row = "where stream_id = 'water' and version = 4";
        foreach (
            var (field, edit) in ((string, string)[])
                [
                    ("data", "update mt_events set data = jsonb_set(data::jsonb, '{killed,low}', '3') "),
                    (
                        "data",
                        "update mt_events set data = jsonb_set(data::jsonb, '{sources,0,published}', '\"2020\"') "
                    ),
                    (
                        "/killed/text",
                        "update mt_events set data = jsonb_set(data::jsonb, '{killed,text}', '\"three\"') "
                    ),
                ]
        )
        {
            await server.AttacksAsync($"create table saved as select * from mt_events {Row}");
            await server.AttacksAsync(edit + Row);
            (await server.VerifiesAsync()).Finds("data-changed", "water", 4, field);
            await server.AttacksAsync(
                $"delete from mt_events {Row}; insert into mt_events select * from saved; drop table saved"
            );
        }

        // A reason as forged as the figures: what was written there says nothing of what was recorded.
        await server.AttacksAsync(
            "update mt_events set data = jsonb_set(data::jsonb, '{occurred}', '\"2001\"'), "
                + "headers = headers::jsonb - 'key' "
                + """|| '{"salts":{},"withheld":[],"erased":"""
                + """{"at":"2026-11-29T01:30:00.000000Z","by":"admin","reason":"x"}}' """
                + "where stream_id = 'border' and version = 2"
        );
        Assert.Equal(1, (await server.VerifiesAsync()).ExitCode);
    }

    [Fact]
    public async Task Author_exact_time_sequence_and_import_are_bound_too()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        foreach (
            var edit in (string[])
                [
                    "user_name = 'no-one'",
                    "timestamp = timestamp + interval '1 microsecond'",
                    """headers = headers::jsonb || '{"import":"01833abc-00ff-7000-8000-0000000000ff"}'""",
                ]
        )
        {
            await server.AttacksAsync($"create table saved as select * from mt_events where seq_id = 3");
            await server.AttacksAsync($"update mt_events set {edit} where seq_id = 3");
            Assert.Equal(1, (await server.VerifiesAsync()).ExitCode);
            await server.AttacksAsync(
                "delete from mt_events where seq_id = 3; insert into mt_events select * from saved; drop table saved"
            );
            (await server.VerifiesAsync()).IsVerified();
        }
    }

    private static JsonObject Toll() =>
        JsonNode
            .Parse(
                """
                { "type": "toll-reported", "occurred": "2022-01", "clashId": "batken-2022-01",
                  "sources": [{ "title": "S/2022/731", "publisher": "United Nations", "published": "2022-02-01" }],
                  "killed": { "text": "16 people", "qualifier": "at-least", "low": 16, "unit": "people" } }
                """
            )!
            .AsObject();

    private static async Task ErasesAsync(RunningServer node, string negotiation, int place)
    {
        var history = await node.Client(null)
            .Asks($"/api/negotiations/{negotiation}/history?clock=recorded")
            .Succeeds();
        await node.Client(TestServer.KeyOf("admin"))
            .Erases(negotiation, history[$"items.{place}.eventId"], "A court ordered it.")
            .Succeeds();
    }

    // As a program before version 2 left it: every row with the salted hash of its data, and no log that would say
    // otherwise.
    internal static async Task WriteAsVersion1Async(AuditedServer server)
    {
        List<string> updates = [];
        for (var sequence = 1; sequence <= AuditedServer.Size; sequence++)
            updates.Add(await server.AnotherSealAsync($"seq_id = {sequence}"));

        await server.AttacksAsync(
            string.Join("; ", updates)
                + "; truncate ledger_checkpoint, ledger_tile, ledger_bundle; "
                + "update schema_version set number = 3, readable_from = 2; "
                + "drop function erase_event(uuid, jsonb, text, text, jsonb); "
                + "create function erase_event(a uuid, b jsonb, c text, d text) returns void language sql "
                + "as 'select null'; "
                + "comment on schema negotiations is ''"
        );
        File.Delete(server.SignedFile);
        File.Delete(server.SealedFromFile);
    }

    private static async Task<List<Leaf>> BundleAsync(RunningServer node, int size)
    {
        var bytes = await node.Client(null).GetByteArrayAsync($"/api/ledger/tile/entries/000.p/{size}", Scratch.Stop);
        Assert.True(new EntryBundle(0, size).TryRead(bytes, out var entries, out _));
        return
        [
            .. entries.Select(entry => Leaf.TryParse(entry, out var leaf, out _) ? leaf : throw new FormatException()),
        ];
    }

    private static async Task<IReadOnlyList<JsonNode>> EventsAsync(AuditedServer server) =>
        [.. (await server.Auditor.Asks("/api/events").Succeeds()).Json["items"]!.AsArray().Select(each => each!)];

    private static string LeafIn(Answer entry) => entry.Json["leaf"]!.ToJsonString();
}
