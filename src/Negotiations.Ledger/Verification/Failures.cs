namespace Negotiations.Ledger;

/// <summary>The checkpoint belongs to another log.</summary>
public sealed record WrongOrigin(string Expected, string Found) : VerificationFailure
{
    public override string Explanation => $"The checkpoint is of the log \"{Found}\", not of \"{Expected}\".";
}

/// <summary>Fewer known witnesses cosigned than the policy asks for.</summary>
public sealed record TooFewWitnesses(int Needed, IReadOnlyList<string> Found) : VerificationFailure
{
    public override string Explanation => $"{Needed} known witnesses must cosign; {Found.Count} did.";
}

/// <summary>There is no such entry in a tree of that size.</summary>
public sealed record OutsideTree(long Index, long Size) : VerificationFailure
{
    public override string Explanation => $"A tree of {Size} entries has no entry {Index}.";
}

/// <summary>The entry names another place in the log than the one it stands at.</summary>
public sealed record WrongIndex(long Named, long Proven) : VerificationFailure
{
    public override string Explanation => $"The entry says it is number {Named}; the proof is of number {Proven}.";
}

/// <summary>An index and a size, or two sizes, fix how many hashes prove them; another number proves nothing.</summary>
public sealed record WrongProofLength(int Expected, int Found) : VerificationFailure
{
    public override string Explanation => $"The proof has {Found} hashes; it takes exactly {Expected}.";
}

/// <summary>The entry and its proof lead to another root: the entry, its place or the proof was changed.</summary>
public sealed record InclusionFailure(long Index, long Size, Digest ExpectedRoot, Digest ComputedRoot)
    : VerificationFailure
{
    public override string Explanation =>
        $"Entry {Index} of {Size} leads to the root {ComputedRoot}, not to the signed {ExpectedRoot}: it "
        + "is not what was recorded there.";
}

/// <summary>The proof does not lead to both roots: no tree that only grew has them.</summary>
/// <param name="FromSize">Entries in the older tree.</param>
/// <param name="ToSize">Entries in the newer tree.</param>
/// <param name="FailingSize">The size whose root was missed.</param>
/// <param name="ExpectedRoot">The root given for that size.</param>
/// <param name="ComputedRoot">The root the proof leads to.</param>
public sealed record ConsistencyFailure(
    long FromSize,
    long ToSize,
    long FailingSize,
    Digest ExpectedRoot,
    Digest ComputedRoot
) : VerificationFailure
{
    public override string Explanation =>
        $"From {FromSize} to {ToSize} entries the proof gives the tree of {FailingSize} the root "
        + $"{ComputedRoot}, not {ExpectedRoot}.";
}

/// <summary>
/// The log shows fewer entries than it has signed before: a backup was restored, or the tail cut off.
/// </summary>
public sealed record RolledBack(SignedCheckpoint Pinned, SignedCheckpoint Found) : VerificationFailure
{
    public override string Explanation =>
        $"The log signed {Pinned.Checkpoint.Size} entries before and now shows {Found.Checkpoint.Size}: "
        + $"{Pinned.Checkpoint.Size - Found.Checkpoint.Size} were taken away.";
}

/// <summary>
/// The log has signed two histories of which neither continues the other. Both signed checkpoints together are the
/// proof.
/// </summary>
/// <param name="Pinned">Stored by the auditor.</param>
/// <param name="Found">Shown now.</param>
/// <param name="Cause">How the two disagree; when it is a consistency proof that fails, a wrong proof for two good
/// trees looks the same: fetch it again before you accuse.</param>
public sealed record Forked(SignedCheckpoint Pinned, SignedCheckpoint Found, VerificationFailure Cause)
    : VerificationFailure
{
    public override string Explanation =>
        $"The log shows another history than the one it signed before. {Cause.Explanation}";
}

/// <summary>
/// Two trees of the same size with different roots, or entries that lead to another root than the signed one.
/// </summary>
public sealed record RootMismatch(long Size, Digest ExpectedRoot, Digest ComputedRoot) : VerificationFailure
{
    public override string Explanation =>
        $"The tree of {Size} entries has the root {ComputedRoot}, not {ExpectedRoot}.";
}

/// <summary>The log signed another number of entries than there are.</summary>
public sealed record WrongEntryCount(long Expected, long Found) : VerificationFailure
{
    public override string Explanation => $"The log signed {Expected} entries; there are {Found}.";
}

/// <summary>An entry does not hash to what the level 0 tile says of it: the first such entry.</summary>
public sealed record LeafMismatch(long Index, Digest Expected, Digest Computed) : VerificationFailure
{
    public override string Explanation => $"Entry {Index} hashes to {Computed}; the tree holds {Expected}.";
}

/// <summary>A hash above level 0 does not follow from the entries below it: the first such hash.</summary>
/// <param name="Tile">Where it stands.</param>
/// <param name="Position">Within the tile, from 0.</param>
/// <param name="Expected">What the tile says.</param>
/// <param name="Computed">What the entries give.</param>
public sealed record TileMismatch(Tile Tile, int Position, Digest Expected, Digest Computed) : VerificationFailure
{
    public override string Explanation =>
        $"Hash {Position} of {Tile.Path} is {Expected}; the entries below give {Computed}.";
}
