using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A small signed log with keys that everybody knows: they sign examples and nothing else.</summary>
internal static class Ledgers
{
    public const string Origin = "negotiations.example/ledger";

    public const long Noon = 1_663_502_400; // 2022-09-18T12:00:00Z

    public static byte[] LogSeed { get; } = Counting(from: 0x00);

    public static byte[] WitnessSeed { get; } = Counting(from: 0x20);

    public static NoteSigner Log { get; } = new(Origin, SignatureKind.Note, LogSeed);

    public static NoteSigner Witness { get; } = new("witness.example/w1", SignatureKind.Cosignature, WitnessSeed);

    public static NoteSigner Stranger { get; } = new("stranger.example/x", SignatureKind.Note, Counting(from: 0x40));

    public static LogTrust Trust { get; } = LogTrust.In(Log.VerifierKey);

    public static LogTrust WitnessedTrust { get; } =
        Trust with
        {
            Witnesses = [Witness.VerifierKey],
            WitnessesNeeded = 1,
        };

    public static Checkpoint Head(Digest[] leaves, int size) => new(Origin, size, Trees.Root(leaves, size));

    public static SignedCheckpoint Signed(Digest[] leaves, int size) => Open(Head(leaves, size).Sign(Log).ToBytes());

    public static SignedCheckpoint Open(byte[] note) =>
        SignedCheckpoint.TryOpen(note, Trust, out var signed, out var failure)
            ? signed
            : throw new InvalidOperationException(failure.Explanation);

    public static TlogProof Proof(Digest[] leaves, int index, int size) =>
        new(index, Proofs.Inclusion(index, size, Trees.Reader(leaves)), Head(leaves, size).Sign(Log));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Counting(byte from) =>
        [.. Enumerable.Range(from, NoteSigner.SeedLength).Select(i => (byte)i)];
}
