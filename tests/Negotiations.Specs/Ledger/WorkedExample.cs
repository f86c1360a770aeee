using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// The one log that the page, the vectors and the outside oracles all look at: three events of one negotiation.
/// </summary>
internal static class WorkedExample
{
    public static IReadOnlyList<ExampleEvent> Events { get; } =
    [
        new(
            "negotiation-opened",
            "2022-09-14T06:05:11.000042Z",
            "01833abc-0001-7000-8000-000000000001",
            0xa0,
            """{ "kind": "negotiation", "subject": "boundary", "title": "Kyrgyz-Tajik border","""
                + """ "boundaryLength": { "text": "970.80 km", "qualifier": "exact", "low": 970.80, "best": 970.80,"""
                + """ "high": 970.80, "unit": "km" } }"""
        ),
        new(
            "clash-reported",
            "2022-09-16T18:40:00.500000Z",
            "01833abc-0002-7000-8000-000000000002",
            0xb0,
            """{ "clashId": "batken-2022-09", "weapons": ["mortars", "tanks"], "clarity": 1 }"""
        ),
        new(
            "toll-reported",
            "2022-09-18T12:00:00.000000Z",
            "01833abc-0003-7000-8000-000000000003",
            0xc0,
            """{ "clashId": "batken-2022-09","""
                + """ "killed": { "text": "не менее 24", "qualifier": "at-least", "low": 24 }, "cumulative": true }"""
        ),
    ];

    public static Leaf[] Leaves { get; } = [.. Events.Select((example, index) => example.Leaf(index))];

    public static Digest[] Hashes { get; } = [.. Leaves.Select(leaf => leaf.Hash())];

    /// <summary>Of the first two events, as an auditor stored it.</summary>
    public static SignedNote Pinned { get; } = Ledgers.Head(Hashes, 2).Sign(Ledgers.Log);

    /// <summary>Of all three, cosigned by the witness.</summary>
    public static SignedNote Head { get; } = Cosigned(Ledgers.Head(Hashes, 3).Sign(Ledgers.Log));

    public static IReadOnlyList<Digest> Growth { get; } = Proofs.Consistency(2, 3, Trees.Reader(Hashes));

    /// <summary>Of the clash, with its leaf in the extra line.</summary>
    public static TlogProof Proof { get; } =
        new(1, Proofs.Inclusion(1, 3, Trees.Reader(Hashes)), Head) { Extra = Leaves[1].ToBytes() };

    // The verifier brings its own entry, so the forgeries need none.
    private static readonly TlogProof s_plain = Proof with { Extra = null };

    /// <summary>Forgeries of <see cref="Proof"/>, each with what was done.</summary>
    public static IEnumerable<(string Change, byte[] Entry, TlogProof Proof)> Forged()
    {
        var entry = Leaves[1].ToBytes();
        yield return ("another entry", Leaves[2].ToBytes(), s_plain);
        yield return ("one bit of the entry", [(byte)(entry[0] ^ 1), .. entry.Skip(1)], s_plain);
        yield return ("another index", entry, s_plain with { Index = 0 });
        yield return ("an index outside the tree", entry, s_plain with { Index = 3 });
        yield return ("a missing hash", entry, s_plain with { Hashes = [s_plain.Hashes[0]] });
        yield return ("an extra hash", entry, s_plain with { Hashes = [.. s_plain.Hashes, s_plain.Hashes[0]] });
        yield return (
            "one bit of a hash",
            entry,
            s_plain with
            {
                Hashes = [s_plain.Hashes[0].Flipped(0), s_plain.Hashes[1]],
            }
        );
        yield return ("hashes in the other order", entry, s_plain with { Hashes = [.. s_plain.Hashes.Reverse()] });
        yield return ("the checkpoint of another size", entry, s_plain with { Checkpoint = Pinned });
        yield return (
            "a changed size under the old signature",
            entry,
            s_plain with
            {
                Checkpoint = new SignedNote((Ledgers.Head(Hashes, 3) with { Size = 4 }).Text, Head.Signatures),
            }
        );
        yield return (
            "a checkpoint by a stranger's key",
            entry,
            s_plain with
            {
                Checkpoint = Ledgers.Head(Hashes, 3).Sign(Ledgers.Stranger),
            }
        );
        yield return (
            "a stranger's signature in the log's name",
            entry,
            s_plain with
            {
                Checkpoint = InTheLogsName(Ledgers.Head(Hashes, 3)),
            }
        );
    }

    private static SignedNote Cosigned(SignedNote note) => note.With(Ledgers.Witness.Cosign(note, Ledgers.Noon));

    private static SignedNote InTheLogsName(Checkpoint checkpoint)
    {
        var forged = checkpoint.Sign(Ledgers.Stranger).Signatures[0];
        return new SignedNote(
            checkpoint.Text,
            [forged with { KeyName = Ledgers.Log.VerifierKey.Name, KeyId = Ledgers.Log.VerifierKey.KeyId }]
        );
    }
}

/// <summary>An event as it is published: its data in whatever spelling, its salt, and what the envelope says.</summary>
internal sealed record ExampleEvent(string Type, string RecordedAt, string EventId, byte FirstSaltByte, string Data)
{
    public byte[] Salt => [.. Enumerable.Range(FirstSaltByte, Salted.SaltLength).Select(i => (byte)i)];

    public byte[] Canonical => CanonicalJson.Of(Encoding.UTF8.GetBytes(Data), InexactNumbers.Refuse);

    public Leaf Leaf(int index) =>
        new(
            index,
            "kgz-tjk-border",
            index + 1,
            Type,
            Guid.Parse(EventId),
            "monitor-7",
            DateTimeOffset.Parse(RecordedAt, System.Globalization.CultureInfo.InvariantCulture),
            Salted.Hash(Salt, Canonical)
        );
}
