using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>What a stranger builds a verifier from is what this code does.</summary>
public class PublishedVectorsSpecs
{
    private static readonly JsonSerializerOptions s_layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Files { get; } = [.. PublishedVectors.Files.Keys];

    /// <remarks>
    /// After adding a vector, run once with NEGOTIATIONS_WRITE_VECTORS=1 and read the difference: nothing old may
    /// change.
    /// </remarks>
    [Theory]
    [MemberData(nameof(Files))]
    public void The_published_vectors_are_what_the_code_says(string file)
    {
        var made = PublishedVectors.Files[file]().ToJsonString(s_layout) + "\n";
        if (Environment.GetEnvironmentVariable("NEGOTIATIONS_WRITE_VECTORS") == "1")
            File.WriteAllText(PathOf(file), made);

        Assert.Equal(File.ReadAllText(PathOf(file)), made);
    }

    [Fact]
    public void Nothing_published_is_forgotten() =>
        Assert.Equal(
            PublishedVectors.Files.Keys.Order(),
            Directory.GetFiles(Repository.Path("docs", "ledger", "vectors")).Select(Path.GetFileName).Order()!
        );

    [Fact]
    public void Every_vector_that_was_changed_is_refused_and_every_other_holds()
    {
        var tree = JsonNode.Parse(File.ReadAllText(PathOf("merkle-tree.json")))!;
        foreach (var vector in (JsonNode?[])[.. tree["inclusion"]!.AsArray(), .. tree["consistency"]!.AsArray()])
            Assert.Equal(vector!["change"] is null, vector["holds"]!.GetValue<bool>());
    }

    [Fact]
    public void The_worked_example_holds_from_the_data_to_the_witness()
    {
        var example = JsonNode.Parse(File.ReadAllText(PathOf("example.json")))!;
        Assert.True(VerifierKey.TryParse(example["log"]!["vkey"]!.GetValue<string>(), out var log, out _));
        Assert.True(VerifierKey.TryParse(example["witness"]!["vkey"]!.GetValue<string>(), out var witness, out _));
        var trust = LogTrust.In(log) with { Witnesses = [witness], WitnessesNeeded = 1 };

        Assert.True(TlogProof.TryParse(Ledgers.Utf8(example["proof"]!.GetValue<string>()), out var proof, out _));
        var entry = proof.Extra!.Value;
        Assert.True(proof.Verify(trust, entry.Span).Holds);

        Assert.True(Leaf.TryParse(entry, out var leaf, out _));
        var published = example["events"]![1]!;
        Assert.True(
            leaf.CheckData(
                Convert.FromHexString(published["salt"]!.GetValue<string>()),
                Ledgers.Utf8(published["data"]!.GetValue<string>())
            ).Holds
        );

        Assert.All(WorkedExample.Forged(), forged =>
            Assert.False(forged.Proof.Verify(Ledgers.Trust, forged.Entry).Holds, forged.Change)
        );
    }

    [Fact]
    public void The_page_shows_the_worked_example_as_it_is_published()
    {
        var page = File.ReadAllText(Repository.Path("docs", "ledger.md"));
        string[] shown =
        [
            Ledgers.Log.VerifierKey.Text,
            Ledgers.Witness.VerifierKey.Text,
            WorkedExample.Leaves[1].Commitment.ToHex(),
            System.Text.Encoding.UTF8.GetString(WorkedExample.Leaves[1].ToBytes()),
            System.Text.Encoding.UTF8.GetString(WorkedExample.Events[1].Canonical),
            .. WorkedExample.Hashes.Select(hash => hash.ToString()),
            WorkedExample.Head.ToString(),
            WorkedExample.Proof.ToString(),
            WorkedExample.Pinned.ToString(),
        ];
        Assert.All(shown, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private static string PathOf(string file) => Repository.Path("docs", "ledger", "vectors", file);
}
