using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>One file, no server, no trust in anyone who handed it over.</summary>
public class TlogProofSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(10);
    private static readonly TlogProof s_proof = Ledgers.Proof(s_leaves, 6, 10);

    [Fact]
    public void A_true_proof_holds() =>
        Assert.Equal(new Included(6, 10, Trees.Root(s_leaves, 10)), s_proof.Verify(Ledgers.Trust, Trees.Entry(6)));

    [Fact]
    public void A_file_reads_back_byte_for_byte_with_and_without_extra_data()
    {
        foreach (
            var proof in (TlogProof[])
                [s_proof, s_proof with { Extra = Trees.Entry(6) }, s_proof with { Extra = Array.Empty<byte>() }]
        )
        {
            Assert.True(TlogProof.TryParse(proof.ToBytes(), out var read, out _));
            Assert.Equal(proof.ToString(), read.ToString());
            Assert.Equal(proof.Extra.HasValue, read.Extra.HasValue);
            Assert.True(read.Verify(Ledgers.Trust, Trees.Entry(6)).Holds);
        }
    }

    [Fact]
    public void The_only_leaf_needs_no_hashes()
    {
        var proof = Ledgers.Proof(s_leaves, 0, 1);
        Assert.True(TlogProof.TryParse(proof.ToBytes(), out var read, out _));
        Assert.True(read.Verify(Ledgers.Trust, Trees.Entry(0)).Holds);
    }

    [Fact]
    public void Forged_proofs_of_every_kind_are_refused_and_named()
    {
        var entry = Trees.Entry(6);
        var hashes = s_proof.Hashes;
        var others = Trees.OtherLeaves(10);

        Assert.IsType<InclusionFailure>(s_proof.Verify(Ledgers.Trust, Trees.Entry(7)));
        Assert.IsType<InclusionFailure>((s_proof with { Index = 7 }).Verify(Ledgers.Trust, entry));
        Assert.IsType<WrongProofLength>((s_proof with { Index = 9 }).Verify(Ledgers.Trust, entry));
        Assert.IsType<OutsideTree>((s_proof with { Index = 10 }).Verify(Ledgers.Trust, entry));
        Assert.IsType<WrongProofLength>((s_proof with { Hashes = [.. hashes.Skip(1)] }).Verify(Ledgers.Trust, entry));
        Assert.IsType<WrongProofLength>(
            (s_proof with { Hashes = [.. hashes, hashes[0]] }).Verify(Ledgers.Trust, entry)
        );
        Assert.IsType<InclusionFailure>((s_proof with { Hashes = [.. hashes.Reverse()] }).Verify(Ledgers.Trust, entry));
        Assert.IsType<InclusionFailure>(
            (s_proof with { Hashes = Ledgers.Proof(others, 6, 10).Hashes }).Verify(Ledgers.Trust, entry)
        );
        Assert.IsType<InclusionFailure>(
            (s_proof with { Checkpoint = Ledgers.Head(others, 10).Sign(Ledgers.Log) }).Verify(Ledgers.Trust, entry)
        );
        Assert.IsType<NotSigned>(
            (s_proof with { Checkpoint = Ledgers.Head(s_leaves, 10).Sign(Ledgers.Stranger) }).Verify(
                Ledgers.Trust,
                entry
            )
        );
        Assert.IsType<TooFewWitnesses>(s_proof.Verify(Ledgers.WitnessedTrust, entry));
    }

    [Fact]
    public void A_changed_size_is_found_by_the_signature()
    {
        // 6 of 10 and 6 of 11 take the same turns, so the hashes alone would not show.
        var text = s_proof.ToString().Replace("\n10\n", "\n11\n", StringComparison.Ordinal);
        Assert.True(TlogProof.TryParse(Ledgers.Utf8(text), out var proof, out _));
        Assert.IsType<BadSignature>(proof.Verify(Ledgers.Trust, Trees.Entry(6)));
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_the_file_is_refused()
    {
        var bytes = s_proof.ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[i] ^= (byte)(1 << bit);
                Assert.False(
                    TlogProof.TryParse(bytes, out var proof, out _)
                        && proof.Verify(Ledgers.Trust, Trees.Entry(6)).Holds,
                    $"byte {i}, bit {bit}"
                );
                bytes[i] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var bytes = s_proof.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(
                TlogProof.TryParse(bytes.AsSpan(0, length), out var proof, out _)
                    && proof.Verify(Ledgers.Trust, Trees.Entry(6)).Holds
            );
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "")]
    [InlineData("index 6\n", "index 06\n")]
    [InlineData("index 6\n", "index -6\n")]
    [InlineData("index 6\n", "index  6\n")]
    [InlineData("index 6\n", "")]
    [InlineData("index 6\n", "index 6\nindex 6\n")]
    [InlineData("index 6\n", "index 6\nextra AA==\n")]
    [InlineData("index 6\n", "extra A\nindex 6\n")]
    [InlineData("index 6\n", "extra AA==\nextra AA==\nindex 6\n")]
    [InlineData("index 6\n", "index 6\nAAAA\n")]
    [InlineData("\n\n", "\n")]
    public void A_file_with_a_line_missing_repeated_or_misspelled_is_refused(string line, string other)
    {
        var text = s_proof.ToString();
        var at = text.IndexOf(line, StringComparison.Ordinal);
        Assert.False(
            TlogProof.TryParse(Ledgers.Utf8(text[..at] + other + text[(at + line.Length)..]), out _, out var failure)
        );
        Assert.Equal("proof", failure.What);
    }

    [Fact]
    public void A_file_too_long_is_refused_unread() =>
        Assert.False(TlogProof.TryParse(new byte[TlogProof.MaxLength + 1], out _, out _));

    [Fact]
    public void A_file_with_more_hashes_than_any_tree_is_high_is_refused() =>
        Assert.False(
            TlogProof.TryParse((s_proof with { Hashes = new Digest[TlogProof.MaxHashes + 1] }).ToBytes(), out _, out _)
        );
}
