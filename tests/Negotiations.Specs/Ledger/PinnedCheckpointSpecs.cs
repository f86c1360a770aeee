using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>An auditor who comes back finds what happened in between.</summary>
public class PinnedCheckpointSpecs
{
    private static readonly Digest[] s_leaves = Trees.Leaves(20);
    private static readonly Digest[] s_rewritten = Trees.OtherLeaves(20);
    private static readonly SignedCheckpoint s_pinned = Ledgers.Signed(s_leaves, 12);

    [Fact]
    public void A_log_that_only_grew_is_confirmed() =>
        Assert.Equal(new Grown(12, 20), Compare(Ledgers.Signed(s_leaves, 20), s_leaves));

    [Fact]
    public void A_log_that_did_not_change_is_confirmed() =>
        Assert.Equal(new Grown(12, 12), Compare(Ledgers.Signed(s_leaves, 12), s_leaves));

    [Fact]
    public void A_restored_old_backup_is_a_rollback_and_both_signed_checkpoints_are_the_evidence()
    {
        var found = Ledgers.Signed(s_leaves, 9);
        var failure = Assert.IsType<RolledBack>(PinnedCheckpoint.Compare(s_pinned, found, []));
        Assert.Equal((s_pinned, found), (failure.Pinned, failure.Found));
        Assert.Equal("The log signed 12 entries before and now shows 9: 3 were taken away.", failure.Explanation);
    }

    [Fact]
    public void Another_history_of_the_same_length_is_a_fork() =>
        Assert.IsType<RootMismatch>(Assert.IsType<Forked>(Compare(Ledgers.Signed(s_rewritten, 12), s_rewritten)).Cause);

    [Fact]
    public void Another_history_that_has_grown_since_is_a_fork() =>
        Assert.IsType<ConsistencyFailure>(
            Assert.IsType<Forked>(Compare(Ledgers.Signed(s_rewritten, 20), s_rewritten)).Cause
        );

    [Fact]
    public void Another_log_is_not_compared()
    {
        var lodger = new Checkpoint("negotiations.example/lodger", 12, s_pinned.Checkpoint.Root).Sign(Ledgers.Log);
        Assert.True(
            SignedCheckpoint.TryOpen(
                lodger,
                Ledgers.Trust with
                {
                    Origin = "negotiations.example/lodger",
                },
                out var found,
                out _
            )
        );
        Assert.IsType<WrongOrigin>(PinnedCheckpoint.Compare(s_pinned, found, []));
    }

    [Fact]
    public void A_proof_of_the_wrong_length_accuses_no_one() =>
        Assert.IsType<WrongProofLength>(PinnedCheckpoint.Compare(s_pinned, Ledgers.Signed(s_leaves, 20), []));

    private static Verification Compare(SignedCheckpoint found, Digest[] leaves) =>
        PinnedCheckpoint.Compare(s_pinned, found, Proofs.Consistency(12, found.Checkpoint.Size, Trees.Reader(leaves)));
}
