using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// The pinned checkpoint against the log as it is now. The old root is computed from the entries, so that no proof of
/// the log has to be waited for, or believed.
/// </summary>
internal static class PinnedCheck
{
    /// <summary>What the two heads alone say.</summary>
    public static void CompareHeads(SignedCheckpoint pinned, SignedCheckpoint found, VerifyReport report)
    {
        var (before, now) = (pinned.Checkpoint, found.Checkpoint);
        if (now.Size < before.Size)
            report.Findings.Add(new Finding("rolled-back", new RolledBack(pinned, found).Explanation));
        else if (now.Size == before.Size && now.Root != before.Root)
            report.Findings.Add(Fork(pinned, found, now.Root));
    }

    /// <summary>What the entries give at the size that was pinned, once they give what is signed now.</summary>
    public static void CompareRoots(SignedCheckpoint pinned, LogCopy copy, VerifyReport report)
    {
        var before = pinned.Checkpoint;
        if (before.Size >= copy.Entries.Count)
            return;

        var frontier = new TreeFrontier();
        foreach (var entry in copy.Entries.Take((int)before.Size))
            frontier.Append(MerkleHash.OfEntry(entry.Span));

        if (frontier.Root() is var root && root != before.Root)
            report.Findings.Add(Fork(pinned, copy.Signed, root));
    }

    private static Finding Fork(SignedCheckpoint pinned, SignedCheckpoint found, Digest root)
    {
        var cause = new RootMismatch(pinned.Checkpoint.Size, pinned.Checkpoint.Root, root);
        return new Finding("forked", new Forked(pinned, found, cause).Explanation);
    }
}
