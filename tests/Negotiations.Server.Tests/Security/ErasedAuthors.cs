using System.Net;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Ledger;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;
using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>Someone who recorded is forgotten: by name they are nowhere, and all that was signed holds.</summary>
public sealed class ErasedAuthors(TestDatabase databases)
{
    const string Name = "Sitora.Gulova";

    [Fact]
    public async Task No_answer_and_no_row_names_who_was_erased_and_every_proof_holds()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var key = await KeyAsync(server);
        using var someone = server.First.Client(key);
        await RecordAsync(server, someone);
        var (pseudonyms, entries) = (await AuthorsAsync(server.Anonymous), await EntriesAsync(server));
        var file = await ProofAsync(server);
        Assert.Contains(Name, await AuthorsAsync(server.Auditor));
        Assert.NotEmpty(await RowsNamingAsync(server));
        server.Terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("auditor");
        (await server.VerifiesAsync()).IsVerified();

        var erased = await EraseAsync(server, Name).Is(HttpStatusCode.Created);

        Assert.Equal("0", erased["namedEvents"]);
        Assert.Equal([], await RowsNamingAsync(server));
        foreach (var address in await Walk.AddressesAsync(server.Admin, Things))
            Assert.DoesNotContain(Name, (await server.Admin.Asks(address)).Text, StringComparison.Ordinal);

        Assert.Equal(pseudonyms, await AuthorsAsync(server.Anonymous));
        Assert.Equal(entries, await EntriesAsync(server));
        (await server.VerifiesAsync()).IsVerified();
        server.Terminal.Variables.Clear();
        (await server.VerifiesAsync()).IsVerified();
        Assert.Equal(0, (await server.Terminal.RunAsync("verify", "proof", file, "--vkey", server.Vkey)).ExitCode);
        await someone.Appends("border", Report.Round("2024-05", 3)).IsRefused(401, "key-unknown");
        await EraseAsync(server, Name).IsRefused(404, "subject-not-found", Name, "auditors");
    }

    [Fact]
    public async Task The_record_names_no_one_and_auditors_are_shown_only_the_name_that_gives_it()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        using var someone = server.First.Client(await KeyAsync(server));
        await RecordAsync(server, someone);

        Assert.Equal(
            0L,
            await server.SqlAsync($"select count(*) from negotiations.mt_events where user_name = '{Name}'")
        );

        // Who has the database can put another name there, and it is not shown.
        await server.SqlAsync($"update negotiations.author set name = 'Another.One' where name = '{Name}'");
        var node = await server.StartAnotherAsync();
        var shown = await AuthorsAsync(node.Client(TestServer.KeyOf("auditor")));
        Assert.DoesNotContain("Another.One", shown);
        Assert.DoesNotContain(Name, shown);
        Assert.Contains(shown, each => each.StartsWith("author-", StringComparison.Ordinal) && each.Length == 47);
    }

    static readonly Dictionary<string, string[]> Things = new()
    {
        ["{id}"] = ["border", "theirs"],
        ["{import}"] = [Guid.Empty.ToString()],
        ["{audit}"] = [Guid.Empty.ToString()],
        ["{eventId}"] = [Guid.Empty.ToString()],
        ["{code}"] = ["KGZ"],
    };

    static async Task<string> KeyAsync(TestServer server) =>
        (
            await server
                .Admin.SendAsync(
                    HttpMethod.Post,
                    "/api/keys",
                    Subscribing.Json(
                        new JsonObject
                        {
                            ["name"] = "laptop of " + Name,
                            ["person"] = Name,
                            ["role"] = "monitor",
                        }
                    )
                )
                .Succeeds()
        )["key"]!;

    static async Task RecordAsync(AuditedServer server, HttpClient someone)
    {
        await someone.Opens(Report.Opening("theirs"), key: "once").Succeeds();
        await someone.Appends("border", Report.Round("2024-03", 2), key: "twice").Succeeds();
        await Importing.Importer.Imports(someone, "ucdp-ged", "id,dyad_name,date_start\n1,two,soon\n", "2024-01-01");
        await server.InLogAsync(AuditedServer.Size + 2);
    }

    static Task<Answer> EraseAsync(TestServer server, string name) =>
        server.Admin.SendAsync(
            HttpMethod.Post,
            "/api/authors/erasure",
            Subscribing.Json(new JsonObject { ["name"] = name })
        );

    static async Task<IReadOnlyList<string>> AuthorsAsync(HttpClient reader) =>
        [.. (await reader.Asks("/api/events?limit=200").Succeeds()).Each("items", "recordedBy").Select(each => each!)];

    static async Task<string> EntriesAsync(TestServer server) =>
        (await server.Anonymous.Asks($"/api/ledger/tile/entries/000.p/{AuditedServer.Size + 2}").Succeeds()).Text;

    static async Task<string> ProofAsync(AuditedServer server)
    {
        var id = (await server.Anonymous.Asks("/api/negotiations/theirs/history").Succeeds())["items.0.eventId"];
        var proof = await server.Auditor.Asks($"/api/ledger/entries/{id}/proof?show=author").Succeeds();
        var file = Path.Combine(server.Terminal.Folder, "theirs.tlog-proof");
        await File.WriteAllTextAsync(file, proof.Text, Scratch.Stop);
        return file;
    }

    // Of every table of the store, whatever is in it.
    static async Task<List<string>> RowsNamingAsync(TestServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Scratch.Stop);
        List<string> tables = [];
        await using (
            var command = new NpgsqlCommand(
                "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables "
                    + "where table_schema like 'negotiations%' and table_type = 'BASE TABLE'",
                connection
            )
        )
        await using (var rows = await command.ExecuteReaderAsync(Scratch.Stop))
            while (await rows.ReadAsync(Scratch.Stop))
                tables.Add(rows.GetString(0));

        Assert.True(tables.Count > 20, string.Join(", ", tables));
        List<string> found = [];
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand(
                $"select count(*) from {table} t where t::text ilike '%{Name}%' "
                    + $"or t::text ilike '%' || encode('{Name}', 'hex') || '%'",
                connection
            );
            if ((long)(await command.ExecuteScalarAsync(Scratch.Stop))! > 0)
                found.Add(table);
        }

        return found;
    }
}
