using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Ledger;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>
/// Edits by someone who has the database, under cover of what the log allows: of an erasure, of a clock, of the log's
/// own tables. Auditors find them, and so does the server.
/// </summary>
public sealed class UnderCover(TestDatabase databases)
{
    private const string Unguarded = "alter table erasure disable trigger all; ";
    private const string Row = "stream_id = 'water' and version = 4";

    static readonly Dictionary<string, string?> hasty = new()
    {
        ["casebook"] = "false",
        ["ledger:selfCheckSeconds"] = "1",
    };

    [Fact]
    public async Task Figures_that_go_with_a_text_that_was_erased_are_found()
    {
        await using var server = await WithErasedTollAsync();
        var headers = JsonNode.Parse((string)(await server.SqlAsync($"select headers::text {From}"))!)!.AsObject();
        var data = (string)(await server.SqlAsync($"select data::text {From}"))!;
        Assert.True(LeafMember.TryTakeApart(Encoding.UTF8.GetBytes(data), out var members, out _));
        foreach (var figure in members.Where(each => each.Name.StartsWith("/killed/", StringComparison.Ordinal)))
            if (headers["salts"]![figure.Name] is { } salt)
            {
                var hash = new OpenMember(Convert.FromBase64String((string)salt!), figure).Hash();
                headers["withheld"]!.AsArray().Add(hash.ToString());
                headers["salts"]!.AsObject().Remove(figure.Name);
            }

        var left = JsonNode.Parse(data)!.AsObject();
        Assert.True(left.Remove("killed"));
        await server.AttacksAsync(
            $"update mt_events set headers = '{headers.ToJsonString()}', data = '{left.ToJsonString()}' where {Row}"
        );

        (await server.VerifiesAsync()).Finds("erased-without-act", "water", 4, "data");
        await SaysAsync(server, "members, and");
    }

    [Fact]
    public async Task A_word_beside_a_mark_is_found()
    {
        await using var server = await WithErasedAsync(
            """
            { "type": "assessment-recorded", "occurred": "2022-01", "narrative": "Two ways are open.",
              "options": ["A road", "A canal"],
              "sources": [{ "title": "S/2022/731", "publisher": "United Nations", "published": "2022-02-01" }] }
            """
        );
        await server.AttacksAsync(
            $$"""
            update mt_events set data = jsonb_set(data::jsonb, '{options}', '["[erased]", "President X ordered it"]')
            where {{Row}}
            """
        );

        (await server.VerifiesAsync()).Finds("data-changed", "water", 4, "/options");
    }

    [Fact]
    public async Task An_event_that_is_shown_as_erased_and_never_was_is_found()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            """
            update mt_events set headers = headers::jsonb
              || '{"erased":{"at":"2026-01-01T10:00:00.000000Z","by":"admin","reason":"Forged"}}'
            where stream_id = 'water' and version = 2
            """
        );

        (await server.VerifiesAsync()).Finds("history-differs", "water", 2, "erased");
        await SaysAsync(server, "no entry says who erased it");
    }

    [Theory]
    [InlineData("update erasure set reason = 'Another'")]
    [InlineData("update erasure set erased_by = 'someone'")]
    [InlineData("update erasure set erased_at = '2026-01-01'")]
    [InlineData("delete from erasure", null)]
    [InlineData(
        "insert into erasure select id, stream_id, version, seq_id, now(), 'admin', 'Invented', pg_current_xact_id() "
            + "from mt_events where stream_id = 'water' and version = 2",
        2
    )]
    public async Task The_list_of_erasures_is_what_the_events_say(string edit, int? version = 4)
    {
        await using var server = await WithErasedTollAsync();
        await server.AttacksAsync(Unguarded + edit);

        // What is not in the list may have been erased while it was read; a minute later it may not.
        if (version is not null)
            (await server.VerifiesAsync()).Finds("history-differs", "water", version, "erased");

        await SaysAsync(server, "list of erasures");
    }

    [Fact]
    public async Task The_time_of_an_erasure_is_that_of_its_entry()
    {
        await using var server = await WithErasedTollAsync();
        await server.AttacksAsync(
            $$"""
            {{Unguarded}}
            update erasure set erased_at = '2026-01-01';
            update mt_events set headers = jsonb_set(headers::jsonb, '{erased,at}', '"2026-01-01T00:00:00.000000Z"')
            where {{Row}}
            """
        );

        (await server.VerifiesAsync()).Finds("history-differs", "water", 4, "erased");
        await SaysAsync(server, "The recorded act is of");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_of_a_time_to_come_is_not_signed_and_not_waited_for(bool isSealed)
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            """
            create temporary table copy as select * from mt_events where stream_id = 'water' and version = 3;
            update copy set seq_id = (select max(seq_id) + 1 from mt_events), id = gen_random_uuid(), version = 4,
              headers = null, timestamp = '2099-01-01';
            insert into mt_events select * from copy;
            update mt_streams set version = 4 where id = 'water'
            """
        );
        if (isSealed)
            await server.AttacksAsync(await server.AnotherSealAsync(Row));

        (await server.VerifiesAsync()).Finds("withheld", "water", 4);
        await SaysAsync(server, isSealed ? "Nothing is signed for it before that time" : "bears no seal");
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());
    }

    [Fact]
    public async Task A_head_that_names_another_row_as_its_last_is_not_gone_on_from()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        const string Head = "where size = (select max(size) from ledger_checkpoint)";
        await server.AttacksAsync($"update ledger_checkpoint set last_sequence = last_sequence - 1 {Head}");
        await SaysAsync(server, "and the log has another there");
        Assert.Equal(AuditedServer.Size, await server.SizeAsync());

        await server.AttacksAsync($"update ledger_checkpoint set last_sequence = last_sequence + 1 {Head}");
        await server.Monitor.Appends("border", Report.Round("2024-04", 3)).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();
    }

    [Fact]
    public async Task A_cosignature_that_is_none_stops_nothing()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            "insert into ledger_cosignature (size, key, line) "
                + "select max(size), 'w+1', '\u2014 w AAAA' from ledger_checkpoint"
        );

        await server.Monitor.Appends("border", Report.Round("2024-04", 3)).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();
    }

    private static string From => $"from negotiations.mt_events where {Row}";

    private Task<AuditedServer> WithErasedTollAsync() =>
        WithErasedAsync(
            """
            { "type": "toll-reported", "occurred": "2022-01", "clashId": "batken-2022-01",
              "note": "A neighbour said so.",
              "sources": [{ "title": "S/2022/731", "publisher": "United Nations", "published": "2022-02-01" }],
              "killed": { "text": "16 people", "qualifier": "at-least", "low": 16, "unit": "people" } }
            """
        );

    private async Task<AuditedServer> WithErasedAsync(string report)
    {
        var server = await AuditedServer.StartAsync(databases, hasty);
        await server.Monitor.Appends("water", JsonNode.Parse(report)!.AsObject()).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        var history = await server.Anonymous.Asks("/api/negotiations/water/history?clock=recorded").Succeeds();
        await server.Admin.Erases("water", history["items.3.eventId"], "A court ordered it.").Succeeds();
        await server.InLogAsync(AuditedServer.Size + 2);
        (await server.VerifiesAsync()).IsVerified();
        return server;
    }

    private static Task SaysAsync(AuditedServer server, string text) =>
        Scratch.Eventually($"health says: {text}", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(text, StringComparison.Ordinal)
        );
}
