using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger.Oracles;

/// <summary>Code that no one here wrote accepts what we accept and refuses what we refuse.</summary>
public class OracleSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(1000);
    private static readonly HashReader s_reader = Trees.Reader(s_leaves);
    private static readonly Digest[] s_roots = Trees.Roots(s_leaves);

    [Fact]
    public async Task Go_agrees_with_every_published_proof_true_or_changed()
    {
        var file = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Repository.Path("docs", "ledger", "vectors", "merkle-tree.json"),
                TestContext.Current.CancellationToken
            )
        )!;
        await Agrees(Oracle.Go(), [.. Cases(file, "inclusion"), .. Cases(file, "consistency")]);
    }

    [Fact]
    public async Task Go_agrees_with_every_proof_of_every_tree_to_70_leaves()
    {
        var cases = new List<JsonObject>();
        for (var size = 1; size <= Trees.ExhaustiveSize; size++)
        {
            for (var i = 0; i < size; i++)
            {
                cases.Add(
                    Asking(
                        "inclusion",
                        ProofVectors.Inclusion(
                            i,
                            size,
                            s_roots[size],
                            s_leaves[i],
                            [.. Proofs.Inclusion(i, size, s_reader)]
                        )
                    )
                );
                cases.Add(
                    Asking(
                        "consistency",
                        ProofVectors.Consistency(
                            i + 1,
                            size,
                            s_roots[i + 1],
                            s_roots[size],
                            [.. Proofs.Consistency(i + 1, size, s_reader)]
                        )
                    )
                );
            }
        }

        Assert.All(cases, question => Assert.True(question["holds"]!.GetValue<bool>()));
        await Agrees(Oracle.Go(), cases);
    }

    [Fact]
    public async Task Go_agrees_with_proofs_that_were_changed_in_any_way()
    {
        // A proof of one tree presented with the index, sizes and hashes of others: a few of those are right by their
        // turns.
        var cases = new List<JsonObject>();
        Gen.Select(
                Gen.Int[1, 40],
                Gen.Int[1, 40],
                Gen.Int[0, 40],
                Gen.Int[0, 40],
                Gen.Int[0, 3],
                Gen.Int[0, 255],
                Gen.Bool
            )
            .Sample(
                (made, claimed, index, other, change, bit, honest) =>
                {
                    (claimed, other) = honest ? (made, index % made) : (claimed, other);
                    Digest[] inclusion = [.. Proofs.Inclusion(index % made, made, s_reader)];
                    Digest[] consistency = [.. Proofs.Consistency(1 + (index % made), made, s_reader)];
                    lock (cases)
                    {
                        cases.Add(
                            Asking(
                                "inclusion",
                                ProofVectors.Inclusion(
                                    other,
                                    claimed,
                                    s_roots[made],
                                    s_leaves[index % made],
                                    Changed(inclusion, change, bit)
                                )
                            )
                        );
                        cases.Add(
                            Asking(
                                "consistency",
                                ProofVectors.Consistency(
                                    1 + other,
                                    claimed,
                                    s_roots[1 + (index % made)],
                                    s_roots[made],
                                    Changed(consistency, change, bit)
                                )
                            )
                        );
                    }
                },
                iter: 2000
            );

        Assert.InRange(cases.Count(question => question["holds"]!.GetValue<bool>()), 100, cases.Count - 100);
        await Agrees(Oracle.Go(), cases);
    }

    [Fact]
    public async Task Go_reads_our_tiles_and_entries_as_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("negotiations-tiles");
        try
        {
            const int Size = 700;
            foreach (var (path, bytes) in LogFiles(Size))
            {
                var file = new FileInfo(Path.Combine(folder.FullName, path));
                file.Directory!.Create();
                await File.WriteAllBytesAsync(file.FullName, bytes, TestContext.Current.CancellationToken);
            }

            JsonObject Question(Digest root) =>
                new()
                {
                    ["check"] = "tiles",
                    ["size"] = Size,
                    ["root"] = root.ToString(),
                    ["folder"] = folder.FullName,
                };
            var verdicts = await Oracle
                .Go()
                .Judge(
                    [Question(s_roots[Size]), Question(s_roots[Size].Flipped(3))],
                    TestContext.Current.CancellationToken
                );
            Assert.True(verdicts[0].Holds, verdicts[0].Said);
            Assert.False(verdicts[1].Holds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Go_accepts_our_checkpoint_and_the_witness_and_refuses_them_changed()
    {
        var changed = WorkedExample.Head.ToString().Replace("\n3\n", "\n4\n", StringComparison.Ordinal);
        var verdicts = await Oracle
            .Go()
            .Judge(
                [
                    Note(WorkedExample.Head.ToString(), Ledgers.Log.VerifierKey),
                    Note(WorkedExample.Head.ToString(), Ledgers.Witness.VerifierKey),
                    Note(changed, Ledgers.Log.VerifierKey),
                    Note(changed, Ledgers.Witness.VerifierKey),
                    Note(WorkedExample.Head.ToString(), Ledgers.Stranger.VerifierKey),
                ],
                TestContext.Current.CancellationToken
            );
        Assert.Equal([true, true, false, false, false], verdicts.Select(verdict => verdict.Holds));
    }

    [Fact]
    public async Task Go_accepts_our_proof_file_and_refuses_every_forgery() => await JudgesProofFiles(Oracle.Go());

    [Fact]
    public async Task Sigstore_accepts_our_proof_file_and_refuses_every_forgery() =>
        await JudgesProofFiles(Oracle.Node());

    [Fact]
    public async Task Canonicalize_writes_the_same_JSON()
    {
        var file = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Repository.Path("docs", "ledger", "vectors", "canonical-json.json"),
                TestContext.Current.CancellationToken
            )
        )!;
        string[] texts =
        [
            .. file["texts"]!
                .AsArray()
                .Where(text => text!["refused"] is null)
                .Select(text => text!["json"]!.GetValue<string>()),
            .. WorkedExample.Events.Select(example => example.Data),
            .. WorkedExample.Leaves.Select(leaf => Encoding.UTF8.GetString(leaf.ToBytes())),
        ];

        var verdicts = await Oracle
            .Node()
            .Judge(
                [.. texts.Select(json => new JsonObject { ["check"] = "canonical", ["json"] = json })],
                TestContext.Current.CancellationToken
            );
        Assert.Equal(
            texts.Select(json => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)))),
            verdicts.Select(verdict => verdict.Said)
        );
    }

    [Fact]
    public async Task Canonicalize_writes_the_same_numbers()
    {
        var numbers = new List<ulong>();
        Gen.ULong.Where(bits => double.IsFinite(BitConverter.UInt64BitsToDouble(bits)))
            .Sample(
                bits =>
                {
                    lock (numbers)
                        numbers.Add(bits);
                },
                iter: 20_000
            );

        // Where doubles become integers, subnormal, or change from one layout to the other.
        numbers.AddRange(
            (
                (double[])[1e21, 1e-6, 1e-7, 1e15, 1e16, 1e17, 9007199254740992, 5e-324, 2.2250738585072014e-308]
            ).SelectMany(edge =>
                Enumerable
                    .Range(-50, 101)
                    .Select(step => (ulong)Math.Max(0, BitConverter.DoubleToInt64Bits(edge) + step))
            )
        );

        var verdicts = await Oracle
            .Node()
            .Judge(
                [
                    .. numbers.Select(bits => new JsonObject
                    {
                        ["check"] = "number",
                        ["bits"] = bits.ToString("x16", CultureInfo.InvariantCulture),
                    }),
                ],
                TestContext.Current.CancellationToken
            );
        Assert.Equal(
            numbers.Select(bits => CanonicalNumber.Of(BitConverter.UInt64BitsToDouble(bits))),
            verdicts.Select(verdict => verdict.Said)
        );
    }

    [Fact]
    public async Task The_commands_on_the_page_print_what_the_page_says()
    {
        Oracle.SkipWhenOff();
        var page = await File.ReadAllTextAsync(
            Repository.Path("docs", "ledger.md"),
            TestContext.Current.CancellationToken
        );
        var (commands, rest) = Block(page, "bash");
        var (printed, _) = Block(rest, "text");

        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-eu", "-c", commands]) { RedirectStandardOutput = true }
        )!;
        Assert.Equal(printed, await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static (string Block, string After) Block(string page, string language)
    {
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        var end = page.IndexOf("```", start, StringComparison.Ordinal);
        return (page[start..end], page[end..]);
    }

    private static async Task JudgesProofFiles(Oracle oracle)
    {
        var entry = WorkedExample.Leaves[1].ToBytes();
        (string Change, byte[] Entry, TlogProof Proof)[] files =
        [
            ("nothing", entry, WorkedExample.Proof),
            ("nothing, without extra data", entry, WorkedExample.Proof with { Extra = null }),
            .. WorkedExample.Forged(),
        ];

        var verdicts = await oracle.Judge(
            [
                .. files.Select(file => new JsonObject
                {
                    ["check"] = "proof",
                    ["entry"] = Convert.ToBase64String(file.Entry),
                    ["text"] = file.Proof.ToString(),
                    ["vkey"] = Ledgers.Log.VerifierKey.Text,
                }),
            ],
            TestContext.Current.CancellationToken
        );

        Assert.All(files.Zip(verdicts), pair =>
            Assert.True(
                pair.First.Proof.Verify(Ledgers.Trust, pair.First.Entry).Holds == pair.Second.Holds,
                $"{pair.First.Change}: {pair.Second.Said}"
            )
        );
        Assert.Equal(2, verdicts.Count(verdict => verdict.Holds));
    }

    private static async Task Agrees(Oracle oracle, IReadOnlyList<JsonObject> cases)
    {
        var verdicts = await oracle.Judge(cases, TestContext.Current.CancellationToken);
        Assert.All(cases.Zip(verdicts), pair =>
            Assert.True(
                pair.First["holds"]!.GetValue<bool>() == pair.Second.Holds,
                $"{pair.First.ToJsonString()}: {pair.Second.Said}"
            )
        );
    }

    private static IEnumerable<JsonObject> Cases(JsonNode file, string check) =>
        file[check]!.AsArray().Select(vector => Asking(check, vector!.DeepClone().AsObject()));

    private static JsonObject Asking(string check, JsonObject vector)
    {
        vector["check"] = check;
        return vector;
    }

    private static JsonObject Note(string text, VerifierKey key) =>
        new()
        {
            ["check"] = "note",
            ["text"] = text,
            ["vkey"] = key.Text,
        };

    private static Digest[] Changed(Digest[] proof, int change, int bit) =>
        change switch
        {
            1 when proof.Length > 0 => [proof[0].Flipped(bit), .. proof[1..]],
            2 => [.. proof, s_leaves[bit]],
            3 when proof.Length > 0 => proof[..^1],
            _ => proof,
        };

    private static IEnumerable<(string Path, byte[] Bytes)> LogFiles(int size)
    {
        var leaves = s_leaves[..size];
        return
        [
            .. TileGrowth.Append(0, leaves, _ => default).Select(written => (written.Tile.Path, written.Bytes)),
            .. EntryBundle
                .AllOf(size)
                .Select(bundle =>
                    (
                        bundle.Path,
                        EntryBundle.ToBytes([
                            .. Enumerable
                                .Range((int)bundle.Index * Tile.FullWidth, bundle.Width)
                                .Select(index => new ReadOnlyMemory<byte>(Trees.Entry(index))),
                        ])
                    )
                ),
        ];
    }
}
