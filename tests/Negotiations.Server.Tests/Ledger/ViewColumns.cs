using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Negotiations.Server.Audit;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>
/// Every column of every table of views, as the database lists them: an edit of any is found by the server itself, by
/// an audit and, where the column can be seen from outside, by an auditor. A column that is added later is edited here
/// too, and has to be covered.
/// </summary>
public sealed class ViewColumns(TestDatabase databases)
{
    private const string Tables = "'status', 'search_words', 'status_snapshot'";

    // Where anything else would be no answer at all.
    private static readonly Dictionary<string, string> edits = new()
    {
        ["status.phase"] = "'in-force'",
        ["status.kind"] = "'relations'",
        ["status.subject"] = "'water'",
        ["status.security"] = "'ceasefire'",
        ["status.health"] = "'suspended'",
        ["status.actors"] = "'{USA}'",
        ["status.merged_into"] = "'border'",
        ["status.last_day"] = "'1999-01-01'",
        ["status.involvements"] = "'[]'",
        ["status.summary"] = "replace(summary, '\"title\":\"', '\"title\":\"Not ')",
        ["status_snapshot.data"] = "replace(data, '\"title\":\"', '\"title\":\"Not ')",
    };

    // In lists, their orders and filters, on pages of parties and by words.
    private static readonly string[] seen =
    [
        "status.id",
        "status.recorded_at",
        "status.phase",
        "status.kind",
        "status.subject",
        "status.security",
        "status.health",
        "status.title",
        "status.actors",
        "status.involvements",
        "status.summary",
        "status.merged_into",
        "status.last_day",
        "search_words.id",
        "search_words.search",
    ];

    // What is made again within a minute, and shown to no one before.
    private static readonly string[] repaired = ["status_snapshot.fold"];

    static readonly Dictionary<string, string?> hasty = new()
    {
        ["casebook"] = "false",
        ["ledger:selfCheckSeconds"] = "1",
    };

    [Fact]
    public async Task An_edit_of_any_column_is_found()
    {
        await using var server = await AuditedServer.StartAsync(databases, hasty);
        var columns = await ColumnsAsync(server);
        foreach (var column in columns)
            await server.Monitor.Records(column.Id, Report.Clash("2022-09-14"));
        await server.InLogAsync(AuditedServer.Size + (2 * columns.Count));
        await server.SnapshotsAsync();
        var check = server.Services.GetRequiredService<SelfCheck>();
        await LooksThroughAsync(check);
        Assert.Empty(check.Found);
        (await server.VerifiesAsync()).IsVerified();

        await server.AttacksAsync(
            string.Join(
                ";\n",
                columns.Select(each => $"update {each.Table} set {each.Of} = {each.Edit} where id = '{each.Id}'")
            )
        );
        await LooksThroughAsync(check);

        FindsAll(columns.Where(IsNotRepaired), check.Found.Select(each => (string?)each.Negotiation));
        FindsAll(columns.Where(IsNotRepaired), await AuditedAsync(server));
        FindsAll(columns.Where(IsNotRepaired), Negotiations(await Dumps.VerifiesAsync(server)));
        FindsAll(columns.Where(each => seen.Contains(each.Name)), Negotiations(await server.VerifiesAsync()));
    }

    private static void FindsAll(IEnumerable<Column> columns, IEnumerable<string?> found)
    {
        var all = found.ToHashSet();
        Assert.Empty(
            columns
                .Where(each => !all.Contains(each.Id) && !all.Contains("another " + each.Id))
                .Select(each => each.Name)
        );
    }

    private static bool IsNotRepaired(Column column) => !repaired.Contains(column.Name);

    private static IEnumerable<string?> Negotiations(Verdict verdict) =>
        verdict.Report!["findings"]!.AsArray().Select(each => (string?)each!["negotiation"]);

    private static async Task<IEnumerable<string?>> AuditedAsync(AuditedServer server)
    {
        var started = await server.Auditor.SendAsync(HttpMethod.Post, "/api/audits", null).Succeeds();
        JsonNode? report = null;
        await Scratch.Eventually("the audit is done", async () =>
        {
            report = JsonNode.Parse((await server.Auditor.Asks($"/api/audits/{started["id"]}").Succeeds()).Text);
            return (string?)report!["state"] == "done";
        });
        return report!["findings"]!.AsArray().Select(each => (string?)each!["negotiation"]);
    }

    // From beginning to end once more.
    private static async Task LooksThroughAsync(SelfCheck check)
    {
        for (var round = 0; round < 2; round++)
        {
            var before = check.Through;
            await Scratch.Eventually("the record is looked through", () =>
                Task.FromResult(check.Through is { } through && through != before)
            );
        }
    }

    private static async Task<IReadOnlyList<Column>> ColumnsAsync(TestServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(
            $"""
            select table_name, column_name, data_type from information_schema.columns
            where table_schema = 'negotiations' and table_name in ({Tables}) order by table_name, ordinal_position
            """
        );
        await using var rows = await command.ExecuteReaderAsync(Scratch.Stop);
        List<Column> columns = [];
        while (await rows.ReadAsync(Scratch.Stop))
        {
            var (table, column) = (rows.GetString(0), rows.GetString(1));
            columns.Add(
                new Column(
                    table,
                    column,
                    edits.GetValueOrDefault($"{table}.{column}") ?? EditOf(rows.GetString(2), column)
                )
            );
        }

        return columns;
    }

    private static string EditOf(string type, string column) =>
        type switch
        {
            "bigint" or "integer" => $"{column} + 1",
            "date" => "'2099-01-01'",
            "timestamp with time zone" => $"{column} + interval '1 day'",
            "uuid" => "gen_random_uuid()",
            "ARRAY" => "'{another}'",
            "tsvector" => "'another'",
            _ => $"'another ' || {column}",
        };

    /// <param name="Edit">What it is set to, in SQL.</param>
    private sealed record Column(string Table, string Of, string Edit)
    {
        public string Name => $"{Table}.{Of}";

        /// <summary>Of the negotiation whose row is edited.</summary>
        public string Id => $"{Table}-{Of}".Replace('_', '-');
    }
}
