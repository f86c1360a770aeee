using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// The test vectors under docs/ledger/vectors, as the code makes them. What was once published is never changed, only
/// added to.
/// </summary>
internal static class PublishedVectors
{
    // Certificate Transparency's own eight inputs, so that anyone can compare with any other implementation.
    internal static readonly string[] Inputs =
    [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];

    public static IReadOnlyDictionary<string, Func<JsonObject>> Files { get; } =
        new Dictionary<string, Func<JsonObject>>
        {
            ["canonical-json.json"] = CanonicalJsonFile,
            ["merkle-tree.json"] = MerkleTreeFile,
            ["tiles.json"] = TilesFile,
            ["example.json"] = ExampleFile,
            ["members.json"] = MembersFile,
        };

    private static JsonObject CanonicalJsonFile() =>
        new()
        {
            ["about"] =
                "RFC 8785. Each text has the canonical form given, as UTF-8. A text that is refused has "
                + "none. exact is false where a number is rounded: such data are not taken into the ledger.",
            ["texts"] = Array(
                Text("[ 56, { \"d\": true, \"10\": null, \"1\": [ ] } ]"),
                Text("{ \"b\": 1.0, \"a\": -0, \"\\u0061\\u0301\": \"\\u00e1\" }"),
                Text("{\"\ufb33\":1,\"\ud83d\ude02\":2,\"\u20ac\":3,\"\\r\":4}"),
                Text("\"\\u0000\\u001f\\u007f\\b\\t\\n\\f\\r\\\"\\\\\\/\\u2028\""),
                Text("[970.80, 0.10, 1e21, 1e-7, 0.000001, 100000000000000000000]"),
                Text("333333333.33333329"),
                Text("9007199254740993"),
                Text("{\"a\":1,\"\\u0061\":2}"),
                Text("\"\\ud83d\""),
                Text("1e400"),
                Text("[1,]")
            ),
            ["numbers"] = Array(
                (
                    (ulong[])
                        [
                            0,
                            0x8000000000000000,
                            1,
                            0x7fefffffffffffff,
                            0x4340000000000000,
                            0x4430000000000000,
                            0x44b52d02c7e14af5,
                            0x44b52d02c7e14af6,
                            0x444b1ae4d6e2ef4f,
                            0x444b1ae4d6e2ef50,
                            0x3eb0c6f7a0b5ed8c,
                            0x3eb0c6f7a0b5ed8d,
                            0x41b3de4355555555,
                            0xbecbf647612f3696,
                            0x43143ff3c1cb0959,
                        ]
                ).Select(bits => new JsonObject
                {
                    ["bits"] = bits.ToString("x16", CultureInfo.InvariantCulture),
                    ["canonical"] = CanonicalNumber.Of(BitConverter.UInt64BitsToDouble(bits)),
                })
            ),
        };

    private static JsonObject MerkleTreeFile()
    {
        Digest[] leaves = [.. Inputs.Select(hex => MerkleHash.OfEntry(Convert.FromHexString(hex)))];
        return new JsonObject
        {
            ["about"] =
                "RFC 6962 section 2.1 with SHA-256. Entries in hexadecimal, hashes in base 64. A proof "
                + "that does not hold says what was changed.",
            ["entries"] = Array(Inputs.Select(hex => JsonValue.Create(hex))),
            ["leafHashes"] = Hashes(leaves),
            ["roots"] = Array(
                Enumerable
                    .Range(0, leaves.Length + 1)
                    .Select(size => new JsonObject { ["size"] = size, ["root"] = Trees.Root(leaves, size).ToString() })
            ),
            ["inclusion"] = Array(ProofVectors.Inclusion(leaves)),
            ["consistency"] = Array(ProofVectors.Consistency(leaves)),
        };
    }

    private static JsonObject TilesFile()
    {
        ReadOnlyMemory<byte>[] entries =
        [
            .. Inputs.Take(4).Select(hex => new ReadOnlyMemory<byte>(Convert.FromHexString(hex))),
        ];
        return new JsonObject
        {
            ["about"] = "C2SP tlog-tiles: which tiles a tree of a size has, and a bundle byte for byte.",
            ["trees"] = Array(
                ((long[])[0, 1, 255, 256, 257, 65_536, 66_000]).Select(size => new JsonObject
                {
                    ["size"] = size,
                    ["partialAndUpperTiles"] = Array(
                        Tile.AllOf(size)
                            .Where(tile => tile.IsPartial || tile.Level > 0)
                            .Select(tile => JsonValue.Create(tile.Path))
                    ),
                    ["fullTilesOfLevel0"] = Tile.AllOf(size).Count(tile => tile is { Level: 0, IsPartial: false }),
                })
            ),
            ["paths"] = Array(
                ((Tile[])[new(0, 0, 256), new(0, 1_234_067, 256), new(2, 1_000, 17)]).Select(tile => new JsonObject
                {
                    ["level"] = tile.Level,
                    ["index"] = tile.Index,
                    ["width"] = tile.Width,
                    ["path"] = tile.Path,
                })
            ),
            ["bundle"] = new JsonObject
            {
                ["path"] = new EntryBundle(0, entries.Length).Path,
                ["entries"] = Array(Inputs.Take(entries.Length).Select(hex => JsonValue.Create(hex))),
                ["bytes"] = Convert.ToHexStringLower(EntryBundle.ToBytes(entries)),
                ["tile"] = Convert.ToHexStringLower(
                    Tile.ToBytes([.. entries.Select(entry => MerkleHash.OfEntry(entry.Span))])
                ),
            },
        };
    }

    private static JsonObject ExampleFile() =>
        new()
        {
            ["about"] =
                "A whole log of three events. Its keys are known to everybody and sign nothing but this example.",
            ["log"] = Key(Ledgers.Log, Ledgers.LogSeed),
            ["witness"] = Key(Ledgers.Witness, Ledgers.WitnessSeed),
            ["events"] = Array(
                WorkedExample.Events.Select(
                    (example, index) =>
                        new JsonObject
                        {
                            ["data"] = example.Data,
                            ["canonicalData"] = Encoding.UTF8.GetString(example.Canonical),
                            ["salt"] = Convert.ToHexStringLower(example.Salt),
                            ["dataHash"] = WorkedExample.Leaves[index].Commitment.ToHex(),
                            ["leaf"] = Encoding.UTF8.GetString(WorkedExample.Leaves[index].ToBytes()),
                            ["leafHash"] = WorkedExample.Hashes[index].ToString(),
                        }
                )
            ),
            ["keptCheckpoint"] = WorkedExample.Pinned.ToString(),
            ["checkpoint"] = WorkedExample.Head.ToString(),
            ["consistency"] = Hashes(WorkedExample.Growth),
            ["proof"] = WorkedExample.Proof.ToString(),
            ["forged"] = Array(
                WorkedExample
                    .Forged()
                    .Select(forged => new JsonObject
                    {
                        ["change"] = forged.Change,
                        ["entry"] = Convert.ToBase64String(forged.Entry),
                        ["proof"] = forged.Proof.ToString(),
                        ["failure"] = forged.Proof.Verify(Ledgers.Trust, forged.Entry).GetType().Name,
                    })
            ),
        };

    private static JsonObject MembersFile() =>
        new()
        {
            ["about"] =
                "A leaf of version 2. The log of example.json goes on with it, under the same key. Salts and hashes of "
                + "members are in base 64, the order is that of the canonical data.",
            ["data"] = MembersExample.Data,
            ["beside"] = new JsonObject
            {
                ["author"] = MembersExample.Author,
                ["recordedAt"] = "2022-09-20T07:41:12.000042Z",
                ["sequence"] = MembersExample.Sequence,
                ["import"] = MembersExample.Import.ToString(),
            },
            ["eventKey"] = Convert.ToHexStringLower(MembersExample.KeyBytes),
            ["dataKey"] = Convert.ToHexStringLower(
                System.Security.Cryptography.HMACSHA256.HashData(MembersExample.KeyBytes, "data/v2"u8)
            ),
            ["members"] = Array(
                MembersExample.Whole.Shown.Select(open => new JsonObject
                {
                    ["name"] = open.Member.Name,
                    ["value"] = Encoding.UTF8.GetString(open.Member.Value.Span),
                    ["salt"] = Convert.ToBase64String(open.Salt.Span),
                    ["hash"] = open.Hash().ToString(),
                })
            ),
            ["root"] = MembersExample.Leaf.Commitment.ToHex(),
            ["leaf"] = Encoding.UTF8.GetString(MembersExample.Leaf.ToBytes()),
            ["leafHash"] = MembersExample.Leaf.Hash().ToString(),
            ["proof"] = MembersExample.Proof.ToString(),
            ["forged"] = Array(
                MembersExample
                    .Forged()
                    .Select(forged => new JsonObject
                    {
                        ["change"] = forged.Change,
                        ["proof"] = forged.Proof.ToString(),
                        ["failure"] = MembersExample.WhyNot(forged.Proof.ToBytes())!.GetType().Name,
                    })
            ),
        };

    private static JsonObject Text(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        return CanonicalJson.TryOf(utf8, InexactNumbers.Round, out var canonical, out _)
            ? new JsonObject
            {
                ["json"] = json,
                ["canonical"] = Encoding.UTF8.GetString(canonical),
                ["exact"] = CanonicalJson.TryOf(utf8, InexactNumbers.Refuse, out _, out _),
            }
            : new JsonObject { ["json"] = json, ["refused"] = true };
    }

    private static JsonObject Key(NoteSigner signer, byte[] seed) =>
        new() { ["seed"] = Convert.ToHexStringLower(seed), ["vkey"] = signer.VerifierKey.Text };

    internal static JsonArray Hashes(IEnumerable<Digest> hashes) =>
        Array(hashes.Select(hash => JsonValue.Create(hash.ToString())));

    private static JsonArray Array(params IEnumerable<JsonNode> items) => [.. items];
}
