using System.Text;
using Negotiations.Server.Tests.Postgres;
using Npgsql;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A dump as pg_dump writes it, verified without any server.</summary>
public sealed class Dumps(TestDatabase databases)
{
    private static readonly string[] Tables =
    [
        "mt_events",
        "status",
        "status_snapshot",
        "search_words",
        "fold_version",
        "ledger_checkpoint",
        "ledger_tile",
        "ledger_salt",
        "ledger_handover",
        "ledger_cosignature",
        "ledger_notice",
        "erasure",
    ];

    [Theory]
    [InlineData("verified", null, null, null, "select 1")]
    [InlineData(
        "data-changed",
        "border",
        2,
        "data",
        """
            update mt_events set data = jsonb_set(data::jsonb, '{occurred}', '"2021"')
            where stream_id = 'border' and version = 2
            """
    )]
    [InlineData("row-missing", "border", 2, null, "delete from mt_events where stream_id = 'border' and version = 2")]
    [InlineData(
        "view-differs",
        "border",
        4,
        "title",
        """
            update status set summary = jsonb_set(summary::jsonb, '{title}', '"Another title"')::text
            where id = 'border'
            """
    )]
    [InlineData(
        "view-differs",
        "border",
        4,
        "title",
        """update status_snapshot set data = jsonb_set(data::jsonb, '{title}', '"Another"')::text where id = 'border'"""
    )]
    [InlineData("view-differs", "border", 4, "phase", "update status set phase = 'in-force' where id = 'border'")]
    [InlineData("view-differs", "border", 4, "actors", "update status set actors = '{USA}' where id = 'border'")]
    [InlineData(
        "erased-without-act",
        "border",
        2,
        "data",
        "update mt_events set headers = headers::jsonb - 'key', data = '{}' where stream_id = 'border' and version = 2"
    )]
    public async Task What_was_done_to_the_rows_is_found_in_a_dump_of_them(
        string kind,
        string? negotiation,
        int? version,
        string? field,
        string sql
    )
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.AttacksAsync(sql);
        var verdict = await VerifiesAsync(server);
        if (kind == "verified")
            verdict.IsVerified();
        else
            verdict.Finds(kind, negotiation, version, field);
    }

    [Fact]
    public async Task An_erasure_that_is_on_the_record_is_no_fault_in_a_dump_nor_at_the_server()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var history = await server.Anonymous.Asks("/api/negotiations/border/history?clock=recorded").Succeeds();
        await server.Admin.Erases("border", history["items.1.eventId"], "A court ordered it.").Succeeds();

        foreach (var verdict in new[] { await VerifiesAsync(server), await server.VerifiesAsync() })
            Assert.Contains(
                "border version 2 was erased, by the recorded act",
                verdict.IsVerified().Text,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_dump_of_an_old_backup_is_a_rollback_against_the_pinned_checkpoint()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync(
            "delete from mt_events where stream_id = 'water' and version = 4; delete from "
                + "ledger_checkpoint where size > 7"
        );
        Assert.Equal(2, (await VerifiesAsync(server, AuditedServer.Pinned, "typo.checkpoint")).ExitCode);
        Assert.Contains(
            "rolled-back",
            (
                await VerifiesAsync(
                    server,
                    AuditedServer.Pinned,
                    Path.Combine(server.Terminal.Folder, "pinned.checkpoint")
                )
            ).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dump_from_after_a_key_was_replaced_verifies_with_the_key_known_before()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.StopAsync(server.First);
        var next = (
            await server.Terminal.RunAsync("rotate-ledger-key", Path.Combine(server.Folder, "ledger", "ledger.key"))
        ).Out.Trim();
        var node = await server.StartAnotherAsync();
        await node.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);

        Assert.Contains(
            "handed over to " + next,
            (await VerifiesAsync(server)).IsVerified().Text,
            StringComparison.Ordinal
        );

        await server.AttacksAsync("delete from ledger_handover");
        (await VerifiesAsync(server)).IsUnchecked("checkpoint-not-signed");
    }

    internal static async Task<Verdict> VerifiesAsync(AuditedServer server, params string[] args)
    {
        var file = server.Terminal.WriteFile("dump.sql", await DumpAsync(server.ConnectionString));
        return Verdict.Of(
            await server.Terminal.RunAsync(["verify", "dump", file, "--vkey", server.Vkey, "--json", .. args])
        );
    }

    // The lines of pg_dump --format=plain, without needing the program: COPY writes the same rows in the same escapes.
    private static async Task<string> DumpAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(Scratch.Stop);
        var dump = new StringBuilder("--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n");
        foreach (var table in Tables)
        {
            await using var command = new NpgsqlCommand(
                "select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from "
                    + "information_schema.columns where table_schema = 'negotiations' and table_name = "
                    + $"'{table}'",
                connection
            );
            if (await command.ExecuteScalarAsync(Scratch.Stop) is not string columns)
                continue;

            dump.Append($"\nCOPY negotiations.{table} ({columns}) FROM stdin;\n");
            using var rows = await connection.BeginTextExportAsync(
                $"copy negotiations.{table} ({columns}) to stdout",
                Scratch.Stop
            );
            dump.Append(await rows.ReadToEndAsync(Scratch.Stop)).Append("\\.\n\n");
        }

        return dump.ToString();
    }
}
