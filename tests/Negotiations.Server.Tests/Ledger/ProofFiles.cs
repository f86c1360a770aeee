using System.IO.Compression;
using System.Text.Json.Nodes;
using Negotiations.Ledger;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger.Oracles;

namespace Negotiations.Server.Tests.Ledger;

/// <summary>Proof files as the running server gives them, true and forged.</summary>
public sealed class ProofFiles(TestDatabase databases)
{
    [Fact]
    public async Task A_bundle_of_entries_comes_as_gzip_to_who_takes_it_and_is_the_same_bytes()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var plain = await BundleAsync(null);
        var packed = await BundleAsync("gzip");
        var refused = await BundleAsync("gzip;q=0");

        Assert.Equal((false, true, false), (plain.IsPacked, packed.IsPacked, refused.IsPacked));
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(packed.Bytes), CompressionMode.Decompress))
            await gzip.CopyToAsync(unpacked, Scratch.Stop);

        Assert.Equal(plain.Bytes, unpacked.ToArray());
        Assert.Equal(plain.Bytes, refused.Bytes);

        async Task<(byte[] Bytes, bool IsPacked)> BundleAsync(string? encoding)
        {
            using var asked = new HttpRequestMessage(
                HttpMethod.Get,
                $"/api/ledger/tile/entries/000.p/{AuditedServer.Size}"
            );
            if (encoding is not null)
                asked.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);

            using var answer = await server.Anonymous.SendAsync(asked, Scratch.Stop);
            answer.EnsureSuccessStatusCode();
            return (
                await answer.Content.ReadAsByteArrayAsync(Scratch.Stop),
                answer.Content.Headers.ContentEncoding.Contains("gzip")
            );
        }
    }

    [Fact]
    public async Task A_proof_is_accepted_offline_and_refused_in_every_forged_form()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var history = await server.Anonymous.Asks("/api/events").Succeeds();
        var text = (
            await server.Anonymous.Asks($"/api/ledger/entries/{history["items.2.eventId"]}/proof").Succeeds()
        ).Text;
        Assert.True(TlogProof.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var proof, out _));
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        var later = (
            await server.Anonymous.Asks($"/api/ledger/entries/{history["items.2.eventId"]}/proof").Succeeds()
        ).Text;
        Assert.True(TlogProof.TryParse(System.Text.Encoding.UTF8.GetBytes(later), out var another, out _));

        Assert.Equal(0, await Verify(proof.ToString()));
        var changed = proof.Extra!.Value.ToArray();
        changed[20] ^= 1;
        string[] forged =
        [
            (proof with { Index = 3 }).ToString(),
            (proof with { Index = 700 }).ToString(),
            (proof with { Hashes = [.. proof.Hashes.Skip(1)] }).ToString(),
            (proof with { Hashes = [.. proof.Hashes, proof.Hashes[0]] }).ToString(),
            (proof with { Hashes = [.. proof.Hashes.Reverse()] }).ToString(),
            (proof with { Hashes = another.Hashes, Checkpoint = proof.Checkpoint, Index = 4 }).ToString(),
            (proof with { Extra = changed }).ToString(),
            proof.ToString().Replace("\n7\n", "\n8\n", StringComparison.Ordinal),
            (
                proof with
                {
                    Checkpoint = new SignedNote(another.Checkpoint.Text, proof.Checkpoint.Signatures),
                }
            ).ToString(),
            "not a proof",
        ];
        foreach (var forgery in forged)
            Assert.True(await Verify(forgery) is 1 or 5, forgery);

        async Task<int> Verify(string file) =>
            (
                await server.Terminal.RunAsync(
                    "verify",
                    "proof",
                    server.Terminal.WriteFile("event.tlog-proof", file),
                    "--vkey",
                    server.Vkey
                )
            ).ExitCode;
    }

    [Fact]
    public async Task Code_that_no_one_here_wrote_accepts_what_the_running_server_proves_and_refuses_it_changed()
    {
        var judges = new[] { Oracle.Go(), Oracle.Node() };
        await using var server = await AuditedServer.StartAsync(databases);
        List<JsonObject> cases = [];
        foreach (var eventId in (await server.Anonymous.Asks("/api/events").Succeeds()).Each("items", "eventId"))
        {
            var text = (await server.Anonymous.Asks($"/api/ledger/entries/{eventId}/proof").Succeeds()).Text;
            Assert.True(TlogProof.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var proof, out _));
            var changed = proof.Extra!.Value.ToArray();
            changed[30] ^= 1;
            cases.Add(Case(text, proof.Extra!.Value.ToArray()));
            cases.Add(Case(text, changed));
        }

        foreach (var judge in judges)
            Assert.Equal(
                cases.Select((_, n) => n % 2 == 0),
                (await judge.Judge(cases, Scratch.Stop)).Select(verdict => verdict.Holds)
            );

        JsonObject Case(string text, byte[] entry) =>
            new()
            {
                ["check"] = "proof",
                ["entry"] = Convert.ToBase64String(entry),
                ["text"] = text,
                ["vkey"] = server.Vkey,
            };
    }
}
