using Negotiations.Server.Tests.Cli;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Others who watch the log grow, and a log that changes its key.</summary>
public sealed class WitnessesAndKeys(TestDatabase databases)
{
    [Fact]
    public async Task A_witness_cosigns_what_grew_and_nothing_that_was_rolled_back()
    {
        using var witness = new Terminal();
        var keyFile = Path.Combine(witness.Folder, "witness.key");
        var key = (await witness.RunAsync("witness", "key", keyFile, "--name", "witness.example/w1")).Out.Trim();
        await using var server = await AuditedServer.StartAsync(
            databases,
            new Dictionary<string, string?>(RunningServer.NoCasebook) { ["ledger:witnesses:0"] = key }
        );
        string[] asked = [.. AskedBy(witness, server, keyFile), "--json"];
        string[] cosign = ["witness", "cosign", .. asked];

        (await server.VerifiesAsync("--witness", key)).IsUnchecked("witness-missing");

        // Without a memory it signs nothing; the memory is made once.
        Assert.Equal(2, (await witness.RunAsync(cosign)).ExitCode);
        Verdict.Of(await witness.RunAsync(["witness", "init", .. asked])).IsVerified();
        Assert.Equal(2, (await witness.RunAsync(["witness", "init", .. asked])).ExitCode);
        Verdict.Of(await witness.RunAsync(cosign)).IsVerified();
        (await server.VerifiesAsync("--witness", key)).IsVerified();
        Assert.Contains(
            "witness.example/w1",
            (await server.Anonymous.Asks("/api/ledger/checkpoint").Succeeds()).Text,
            StringComparison.Ordinal
        );

        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);

        // The log lives, and the witness comes by again: a tail that it has not seen is no tampering.
        var tail = (await server.VerifiesAsync("--witness", key, "--max-age", "600")).IsVerified();
        Assert.Contains("up to 7 of 8 entries", tail.Text, StringComparison.Ordinal);
        server.Terminal.Ahead = TimeSpan.FromHours(1);
        (await server.VerifiesAsync("--witness", key, "--max-age", "600")).IsUnchecked("witness-late");
        server.Terminal.Ahead = TimeSpan.Zero;
        Verdict.Of(await witness.RunAsync(cosign)).IsVerified();
        await server.AttacksAsync(
            "delete from mt_events where stream_id = 'water' and version = 4; delete from "
                + "ledger_checkpoint where size > 7"
        );
        Verdict.Of(await witness.RunAsync(cosign)).Finds("rolled-back");
    }

    [Fact]
    public async Task A_line_of_a_stranger_is_not_taken_for_a_witness()
    {
        using var witness = new Terminal();
        var keyFile = Path.Combine(witness.Folder, "witness.key");
        await witness.RunAsync("witness", "key", keyFile, "--name", "stranger");
        await using var server = await AuditedServer.StartAsync(databases);
        var asked = AskedBy(witness, server, keyFile);
        Assert.Equal(0, (await witness.RunAsync(["witness", "init", .. asked])).ExitCode);
        var refused = await witness.RunAsync(["witness", "cosign", .. asked]);
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("ledger:witnesses:0", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "stranger",
            (await server.Anonymous.Asks("/api/ledger/checkpoint").Succeeds()).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_new_key_is_trusted_because_the_old_one_handed_over_to_it_and_the_old_one_no_further()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.StopAsync(server.First);
        var next = (
            await server.Terminal.RunAsync("rotate-ledger-key", Path.Combine(server.Folder, "ledger", "ledger.key"))
        ).Out.Trim();
        var node = await server.StartAnotherAsync();

        await node.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        var shown = (await server.VerifiesAsync(node)).IsVerified();
        Assert.Contains("handed over to " + next, shown.Text, StringComparison.Ordinal);
        Assert.Equal(next, (await node.Client(null).Asks("/api/ledger/key").Succeeds()).Text.Trim());

        // A proof by the new key: unknown to who knows the old one alone, and good with the handover.
        var recorded = await node.Client(null).Asks("/api/negotiations/water/history?clock=recorded").Succeeds();
        var proof = server.Terminal.WriteFile(
            "late.proof",
            (await node.Client(null).Asks($"/api/ledger/entries/{recorded["items.3.eventId"]}/proof").Succeeds()).Text
        );
        var keys = server.Terminal.WriteFile(
            "keys.json",
            (await node.Client(null).Asks("/api/ledger/keys").Succeeds()).Text
        );
        string[] proven = ["verify", "proof", proof, "--vkey", server.Vkey, "--json"];
        Verdict.Of(await server.Terminal.RunAsync(proven)).IsUnchecked("proof-forged");
        Verdict.Of(await server.Terminal.RunAsync([.. proven, "--keys", keys])).IsVerified();

        // Anyone who stole the old key signs the newest head with it.
        File.Copy(Path.Combine(server.Folder, "ledger", "ledger.previous.key"), Path.Combine(server.Folder, "stolen"));
        Assert.True(
            Negotiations.Ledger.NoteKeyText.TryRead(
                await File.ReadAllTextAsync(Path.Combine(server.Folder, "stolen"), Scratch.Stop),
                Negotiations.Ledger.SignatureKind.Note,
                out var stolen
            )
        );
        using (stolen)
        {
            var text = (string)
                (
                    await server.SqlAsync(
                        "select split_part(note, E'\\n\\n', 1) || E'\\n' from "
                            + "negotiations.ledger_checkpoint where size = 8"
                    )
                )!;
            var line = stolen.Sign(new Negotiations.Ledger.SignedNote(text, [])).Line;
            await server.AttacksAsync(
                $"update ledger_checkpoint set note = split_part(note, E'\\n\\n', 1) || E'\\n\\n{line}\\n' "
                    + "where size = 8"
            );
        }

        (await server.VerifiesAsync(node)).Finds("retired-key");

        // The writer, which meets it with the next event, does not make it good by another handover.
        await node.Client(TestServer.KeyOf("monitor")).Appends("water", Report.Clash("2022-04")).Succeeds();
        await Scratch.Eventually("the ledger says that the key is retired", async () =>
            (await node.Client(null).Asks("/health/ready")).Text.Contains("signs no more", StringComparison.Ordinal)
        );
        (await server.VerifiesAsync(node)).Finds("retired-key");
    }

    static string[] AskedBy(Terminal witness, AuditedServer server, string keyFile) =>
        [
            "--server",
            server.First.Address.ToString(),
            "--vkey",
            server.Vkey,
            "--key-file",
            keyFile,
            AuditedServer.Pinned,
            Path.Combine(witness.Folder, "seen"),
        ];
}
