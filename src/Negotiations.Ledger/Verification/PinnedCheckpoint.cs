namespace Negotiations.Ledger;

/// <summary>
/// What an auditor does on every visit: compare the checkpoint pinned at the last one with the one shown now. A
/// restored backup and a rewritten history show here and nowhere else.
/// </summary>
public static class PinnedCheckpoint
{
    /// <param name="pinned">From the last visit.</param>
    /// <param name="found">Shown now.</param>
    /// <param name="proof">Consistency from the stored size to the found one; empty for equal sizes.</param>
    /// <returns>
    /// <see cref="Grown"/>; <see cref="RolledBack"/>; <see cref="Forked"/>; <see cref="WrongOrigin"/>; or
    /// <see cref="WrongProofLength"/>, which says something about the proof and nothing about the log.
    /// </returns>
    public static Verification Compare(SignedCheckpoint pinned, SignedCheckpoint found, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(pinned);
        ArgumentNullException.ThrowIfNull(found);

        var (before, now) = (pinned.Checkpoint, found.Checkpoint);
        if (before.Origin != now.Origin)
            return new WrongOrigin(before.Origin, now.Origin);

        if (now.Size < before.Size)
            return new RolledBack(pinned, found);

        var verified = ConsistencyProof.Verify(before.Size, now.Size, before.Root, now.Root, proof);
        return verified is VerificationFailure cause and not WrongProofLength
            ? new Forked(pinned, found, cause)
            : verified;
    }
}
