using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Edits of what is shown beside the events: the server finds them by itself, and an audit
/// names them.</summary>
public sealed class SelfChecks(TestDatabase databases)
{
    static readonly Dictionary<string, string?> hasty = new()
    {
        ["casebook"] = "false",
        ["ledger:selfCheckSeconds"] = "1",
    };

    [Fact]
    public async Task Every_edit_of_views_indexes_places_and_keys_is_found_by_health_and_by_an_audit()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.SqlAsync("create table negotiations.saved as select * from negotiations.status");
        await server.SqlAsync("create table negotiations.words as select * from negotiations.search_words");
        (string Negotiation, string? Field, string Sql)[][] rounds =
        [
            [
                ("border", "phase", "update status set phase = 'in-force' where id = 'border'"),
                ("water", "health", "update status set health = 'suspended' where id = 'water'"),
                (
                    "ghost",
                    null,
                    "create temporary table ghost as select * from status where id = 'border'; "
                        + "update ghost set id = 'ghost'; insert into status select * from ghost"
                ),
            ],
            [
                ("border", "actors", "update status set actors = '{USA}' where id = 'border'"),
                ("water", "involvements", "update status set involvements = '[]' where id = 'water'"),
            ],
            [
                ("border", "last_day", "update status set last_day = '1999-01-01' where id = 'border'"),
                ("water", "words", "update search_words set words = 'other' where id = 'water'"),
            ],
        ];
        foreach (var edits in rounds)
        {
            await server.AttacksAsync(string.Join("; ", edits.Select(edit => edit.Sql)));
            foreach (var (negotiation, field, _) in edits)
                await SaysAsync(
                    server,
                    field is null ? $"'{negotiation}': It has a view and" : $"'{negotiation}': The column '{field}'"
                );

            Assert.Equal(
                edits.Select(edit => (edit.Negotiation, edit.Field)).Order(),
                (await FindingsAsync(server))
                    .Select(each => ((string)each!["negotiation"]!, (string?)each["field"]))
                    .Order()
            );
            await server.AttacksAsync(
                "delete from status; insert into status select * from saved; "
                    + "delete from search_words; insert into search_words select * from words"
            );
            await Scratch.Eventually("it is well again", () => IsWellAsync(server));
        }

        await server.AttacksAsync(
            "update mt_events set seq_id = -3 where seq_id = 3; update mt_events set seq_id = 3 where seq_id = 4; "
                + "update mt_events set seq_id = 4 where seq_id = -3"
        );
        await SaysAsync(server, "is not what the log signed as its entry 2");
        Assert.Equal("sequence", (string?)(await FindingsAsync(server))[0]!["field"]);
    }

    [Fact]
    public async Task A_false_handover_and_a_changed_row_or_tile_are_found_in_the_log_itself()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        await server.AttacksAsync(
            $"insert into ledger_handover select 7, '{server.Vkey}', '{server.Vkey}', note "
                + "from ledger_checkpoint where size = 7"
        );
        await SaysAsync(server, "The handover at 7 entries is not signed by the keys that it names.");
        await server.AttacksAsync("delete from ledger_handover");
        await server.AttacksAsync(
            """
            update mt_events set data = jsonb_set(data::jsonb, '{occurred}', '"2021"')
            where stream_id = 'border' and version = 2
            """
        );
        await SaysAsync(server, "Event 2 of 'border' has other data than the log signed.");
        await server.AttacksAsync("delete from ledger_tile");
        await SaysAsync(server, "are not there.");
    }

    [Fact]
    public async Task The_whole_log_is_looked_at_in_the_first_part_where_that_takes_no_longer()
    {
        const int Events = 600;
        await using var server = await AuditedServer.StartAsync(
            databases,
            new Dictionary<string, string?> { ["casebook"] = "false" }
        );
        for (var n = 0; n < Events; n += 100)
            await server
                .Monitor.Appends(
                    "water",
                    new JsonArray([.. Enumerable.Range(0, 100).Select(_ => Report.Clash("2022-09"))])
                )
                .Succeeds();
        await server.InLogAsync(AuditedServer.Size + Events);
        await server.StopAsync(server.First);
        await server.AttacksAsync(
            """
            update mt_events set data = jsonb_set(data::jsonb, '{occurred}', '"2021"')
            where stream_id = 'water' and version = 590
            """
        );
        var node = await server.StartAnotherAsync();
        await Scratch.Eventually("health names it", async () =>
        {
            var health = (await node.Client(key: null).Asks("/health/ready")).Text;
            return health.Contains("Event 590 of 'water' has other data", StringComparison.Ordinal)
                && health.Contains(
                    "checked up to entry 607 of 607; the last whole round ended",
                    StringComparison.Ordinal
                );
        });
    }

    private static Task SaysAsync(AuditedServer server, string text) =>
        Scratch.Eventually($"health says: {text}", async () =>
            (await server.Anonymous.Asks("/health/ready")).Text.Contains(text, StringComparison.Ordinal)
        );

    private static async Task<bool> IsWellAsync(AuditedServer server) =>
        (await server.Anonymous.Asks("/health/ready"))["parts.self-check.status"]?.ToString() == "healthy";

    private static async Task<JsonArray> FindingsAsync(AuditedServer server)
    {
        var started = await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds();
        JsonNode? report = null;
        await Scratch.Eventually("the audit is done", async () =>
        {
            report = JsonNode.Parse((await server.Auditor.Asks($"/api/audits/{started["id"]}").Succeeds()).Text);
            return (string?)report!["state"] == "done";
        });
        return report!["findings"]!.AsArray();
    }
}
