using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>What the log signs, and what a witness adds to it.</summary>
public class CheckpointSpecs
{
    // C2SP tlog-checkpoint, first example.
    private const string SpecificationsOwn =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static readonly Digest[] s_leaves = Trees.Leaves(10);

    [Fact]
    public void The_specifications_own_checkpoint_reads_and_writes_back()
    {
        Assert.True(Checkpoint.TryParse(SpecificationsOwn, out var checkpoint, out _));
        Assert.Equal(
            ("example.com/behind-the-sofa", 20852163L, 0),
            (checkpoint.Origin, checkpoint.Size, checkpoint.Extensions.Count)
        );
        Assert.Equal(SpecificationsOwn, checkpoint.Text);
    }

    [Fact]
    public void Extension_lines_of_others_are_stored()
    {
        Assert.True(Checkpoint.TryParse(SpecificationsOwn + "one\ntwo\n", out var checkpoint, out _));
        Assert.Equal(["one", "two"], checkpoint.Extensions);
        Assert.Equal(SpecificationsOwn + "one\ntwo\n", checkpoint.Text);
    }

    [Theory]
    [InlineData("log\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("log\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")] // no leaves, and yet a root
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_text_is_refused(string? text)
    {
        Assert.False(Checkpoint.TryParse(text, out _, out var failure));
        Assert.Equal("checkpoint", failure.What);
    }

    [Fact]
    public void A_signed_checkpoint_opens_for_anyone_who_trusts_the_key() =>
        Assert.Equal(Ledgers.Head(s_leaves, 10), Ledgers.Signed(s_leaves, 10).Checkpoint);

    [Fact]
    public void One_changed_character_anywhere_in_the_text_is_refused()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log).ToString();
        for (var i = 0; i < Ledgers.Head(s_leaves, 10).Text.Length; i++)
            Refused(note[..i] + (char)(note[i] ^ 1) + note[(i + 1)..], Ledgers.Trust);
    }

    [Fact]
    public void Another_log_with_the_same_key_is_another_log()
    {
        var other = new Checkpoint("negotiations.example/lodger", 10, Trees.Root(s_leaves, 10)).Sign(Ledgers.Log);
        Assert.Equal(
            new WrongOrigin(Ledgers.Origin, "negotiations.example/lodger"),
            Refused(other.ToString(), Ledgers.Trust)
        );
    }

    [Fact]
    public void A_swapped_key_is_not_trusted()
    {
        using var swapped = new NoteSigner(Ledgers.Origin, SignatureKind.Note, Ledgers.WitnessSeed);
        Assert.IsType<NotSigned>(Refused(Ledgers.Head(s_leaves, 10).Sign(swapped).ToString(), Ledgers.Trust));
    }

    [Fact]
    public void While_a_key_is_being_replaced_either_one_opens_the_log()
    {
        using var next = new NoteSigner(Ledgers.Origin, SignatureKind.Note, Ledgers.WitnessSeed);
        var both = Ledgers.Trust with { LogKeys = [Ledgers.Log.VerifierKey, next.VerifierKey] };
        foreach (var signer in (NoteSigner[])[Ledgers.Log, next])
            Assert.True(SignedCheckpoint.TryOpen(Ledgers.Head(s_leaves, 10).Sign(signer), both, out _, out _));
    }

    [Fact]
    public void A_witness_adds_its_own_clock()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        note = note.With(Ledgers.Witness.Cosign(note, Ledgers.Noon));

        Assert.True(SignedCheckpoint.TryOpen(note.ToBytes(), Ledgers.WitnessedTrust, out var signed, out _));
        Assert.Equal([new Signing(Ledgers.Witness.VerifierKey, Ledgers.Noon)], signed.Witnesses);
    }

    [Fact]
    public void A_cosignature_with_another_time_text_or_key_is_refused()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        var good = Ledgers.Witness.Cosign(note, Ledgers.Noon);
        for (var i = 0; i < good.Bytes.Length; i++)
        {
            var bytes = good.Bytes.ToArray();
            bytes[i] ^= 1;
            Assert.IsType<BadSignature>(
                Refused(note.With(good with { Bytes = bytes }).ToString(), Ledgers.WitnessedTrust)
            );
        }

        Assert.IsType<BadSignature>(
            Refused(note.With(good with { Bytes = good.Bytes[8..] }).ToString(), Ledgers.WitnessedTrust)
        );
        Assert.IsType<BadSignature>(
            Refused(Ledgers.Head(s_leaves, 9).Sign(Ledgers.Log).With(good).ToString(), Ledgers.WitnessedTrust)
        );
    }

    [Fact]
    public void A_cosignature_beyond_the_last_second_that_the_standard_knows_is_refused()
    {
        // The witness's own key over the text that a time of 2^64 - 1 seconds, read as a signed number, would give.
        using var careless = new NoteSigner("witness.example/w1", SignatureKind.Note, Ledgers.WitnessSeed);
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        var over = careless.Sign(new SignedNote("cosignature/v1\ntime -1\n" + note.Text, []));
        byte[] bytes = [.. Enumerable.Repeat((byte)0xff, 8), .. over.Bytes.Span];

        var key = Ledgers.Witness.VerifierKey;
        Assert.IsType<BadSignature>(
            Refused(note.With(new NoteSignature(key.Name, key.KeyId, bytes)).ToString(), Ledgers.WitnessedTrust)
        );
    }

    [Fact]
    public void A_log_cannot_witness_itself()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        var trust = Ledgers.Trust with { Witnesses = [Ledgers.Log.VerifierKey], WitnessesNeeded = 1 };
        Assert.Equal(1, Assert.IsType<TooFewWitnesses>(Refused(note.ToString(), trust)).Needed);
    }

    [Fact]
    public void One_witness_twice_is_one_witness()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        note = note.With(Ledgers.Witness.Cosign(note, Ledgers.Noon))
            .With(Ledgers.Witness.Cosign(note, Ledgers.Noon + 1));
        var trust = Ledgers.WitnessedTrust with { WitnessesNeeded = 2 };
        Assert.Equal(["witness.example/w1"], Assert.IsType<TooFewWitnesses>(Refused(note.ToString(), trust)).Found);
    }

    [Fact]
    public void A_witness_alone_does_not_make_a_checkpoint()
    {
        var unsigned = new SignedNote(Ledgers.Head(s_leaves, 10).Text, []);
        Assert.IsType<NotSigned>(
            Refused(unsigned.With(Ledgers.Witness.Cosign(unsigned, Ledgers.Noon)).ToString(), Ledgers.WitnessedTrust)
        );
    }

    [Fact]
    public void Each_kind_of_key_signs_in_its_own_way_only()
    {
        var note = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Log);
        Assert.Throws<InvalidOperationException>(() => Ledgers.Log.Cosign(note, Ledgers.Noon));
        Assert.Throws<InvalidOperationException>(() => Ledgers.Witness.Sign(note));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ledgers.Witness.Cosign(note, -1));
    }

    private static VerificationFailure Refused(string note, LogTrust trust)
    {
        Assert.False(SignedCheckpoint.TryOpen(Ledgers.Utf8(note), trust, out _, out var failure));
        return failure;
    }
}
