using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A new log key is trusted when the old one has signed it.</summary>
public class KeyHandoverSpecs
{
    private static readonly NoteSigner s_old = Signer("log.example", 1);
    private static readonly NoteSigner s_new = Signer("log.example", 2);
    private static readonly Checkpoint s_head = new("log.example", 1, MerkleHash.OfEntry("entry"u8));

    [Fact]
    public void A_handover_signed_by_both_brings_trust_from_the_old_key_to_the_new()
    {
        Assert.True(
            KeyHandover.TryOpen(
                KeyHandover.Sign(s_head, s_old, s_new),
                LogTrust.In(s_old.VerifierKey),
                out var handover,
                out _
            )
        );
        Assert.Equal(
            (s_old.VerifierKey, s_new.VerifierKey, 1),
            (handover.From, handover.To, handover.Signed.Checkpoint.Size)
        );
    }

    [Fact]
    public void A_handover_by_a_stranger_brings_none() =>
        Assert.False(
            KeyHandover.TryOpen(
                KeyHandover.Sign(s_head, Signer("log.example", 3), s_new),
                LogTrust.In(s_old.VerifierKey),
                out _,
                out _
            )
        );

    // It is trusted already, and a key that is not known gives it nothing.
    [Fact]
    public void Who_knows_the_new_key_alone_takes_no_handover() =>
        Assert.False(
            KeyHandover.TryOpen(KeyHandover.Sign(s_head, s_old, s_new), LogTrust.In(s_new.VerifierKey), out _, out _)
        );

    [Fact]
    public void A_key_that_did_not_sign_its_own_handover_is_not_taken()
    {
        var note = KeyHandover.Sign(s_head, s_old, s_new);
        Assert.False(
            KeyHandover.TryOpen(
                new SignedNote(note.Text, [note.Signatures[0]]),
                LogTrust.In(s_old.VerifierKey),
                out _,
                out _
            )
        );
    }

    [Fact]
    public void A_handover_to_the_key_of_another_log_is_not_taken() =>
        Assert.False(
            KeyHandover.TryOpen(
                KeyHandover.Sign(s_head, s_old, Signer("other.example", 2)),
                LogTrust.In(s_old.VerifierKey),
                out _,
                out _
            )
        );

    [Fact]
    public void A_checkpoint_that_names_no_next_key_is_no_handover() =>
        Assert.False(KeyHandover.TryOpen(s_head.Sign(s_old), LogTrust.In(s_old.VerifierKey), out _, out _));

    [Fact]
    public void A_private_key_is_read_as_it_was_written_and_only_for_its_kind()
    {
        var text = NoteKeyText.Of("log.example", SignatureKind.Note, Seed(1));
        Assert.True(NoteKeyText.TryRead(text + "\n", SignatureKind.Note, out var signer));
        Assert.Equal(s_old.VerifierKey, signer.VerifierKey);
        Assert.False(NoteKeyText.TryRead(text, SignatureKind.Cosignature, out _));
        Assert.False(NoteKeyText.TryRead("PRIVATE+KEY+nonsense", SignatureKind.Note, out _));
    }

    private static NoteSigner Signer(string name, byte seed) => new(name, SignatureKind.Note, Seed(seed));

    private static byte[] Seed(byte value) => [.. Enumerable.Repeat(value, NoteSigner.SeedLength)];
}
