using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Ledger;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>A proof that shows some members of an event and withholds the rest.</summary>
public sealed class Disclosures(TestDatabase databases)
{
    [Fact]
    public async Task A_proof_shows_the_figure_and_its_source_and_nothing_else()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var toll = (await server.Monitor.Appends("water", Toll()).Succeeds())["events.0.eventId"]!;
        await server.InLogAsync(AuditedServer.Size + 1);
        var file = Path.Combine(server.Terminal.Folder, "toll.tlog-proof");
        var saved = await server.Terminal.RunAsync(
            "proof",
            toll,
            "--show",
            "killed, sources/0/title",
            "--to",
            file,
            "--server",
            server.First.Address.ToString()
        );
        Assert.Equal(0, saved.ExitCode);
        var text = await File.ReadAllTextAsync(file, Scratch.Stop);
        Assert.True(TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out var proof, out _));
        var said = Encoding.UTF8.GetString(proof.Extra!.Value.Span);
        foreach (var hidden in new[] { "United Nations", "Nurlan", "monitor", "batken", "/note", "publisher" })
            Assert.DoesNotContain(hidden, said, StringComparison.Ordinal);

        var verified = await VerifyAsync(server, text);
        Assert.Equal(0, verified.ExitCode);
        foreach (
            var shown in new[] { "/killed/low is 16", "/sources/0/title is \\\"S/2022/731\\\"", "members are withheld" }
        )
            Assert.Contains(shown, verified.Text, StringComparison.Ordinal);

        var forged = proof with
        {
            Extra = Encoding.UTF8.GetBytes(
                said.Replace("\"/killed/low\",16]", "\"/killed/low\",3]", StringComparison.Ordinal)
            ),
        };
        Assert.NotEqual(text, forged.ToString());
        (await VerifyAsync(server, forged.ToString())).Finds("proof-forged");
    }

    [Fact]
    public async Task A_member_that_is_not_there_or_was_erased_is_not_shown()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var toll = (await server.Monitor.Appends("water", Toll()).Succeeds())["events.0.eventId"]!;
        await server.InLogAsync(AuditedServer.Size + 1);
        var path = $"/api/ledger/entries/{toll}/proof?show=";
        await server.Anonymous.Asks(path + "note").Succeeds();
        await server.Anonymous.Asks(path + "injured").IsRefused(400, "bad-parameter");
        await server.Admin.Erases("water", toll, "A court ordered it.").Succeeds();

        await server.Anonymous.Asks(path + "note").IsRefused(400, "bad-parameter");
        var figure = (await server.Anonymous.Asks(path + "killed/low").Succeeds()).Text;
        Assert.Contains(
            "/killed/low is 16",
            (await VerifyAsync(server, figure)).IsVerified().Text,
            StringComparison.Ordinal
        );
    }

    private static async Task<Verdict> VerifyAsync(AuditedServer server, string proof) =>
        Verdict.Of(
            await server.Terminal.RunAsync(
                "verify",
                "proof",
                server.Terminal.WriteFile("event.tlog-proof", proof),
                "--vkey",
                server.Vkey,
                "--json"
            )
        );

    private static JsonObject Toll() =>
        JsonNode
            .Parse(
                """
                { "type": "toll-reported", "occurred": "2022-01", "clashId": "batken-2022-01", "note": "Nurlan saw it",
                  "sources": [{ "title": "S/2022/731", "publisher": "United Nations", "published": "2022-02-01" }],
                  "killed": { "text": "16 people", "qualifier": "at-least", "low": 16, "unit": "people" } }
                """
            )!
            .AsObject();
}
