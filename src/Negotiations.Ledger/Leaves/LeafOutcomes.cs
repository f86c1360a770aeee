namespace Negotiations.Ledger;

/// <summary>The published data are what the leaf commits to.</summary>
public sealed record DataMatches(Leaf Leaf) : Confirmation
{
    public override string Explanation =>
        $"The data of {Leaf.Stream} version {Leaf.Version} are what entry {Leaf.Index} commits to.";
}

/// <summary>The published data are not what the leaf commits to.</summary>
public sealed record DataMismatch(Leaf Leaf, Digest Computed) : VerificationFailure
{
    public override string Explanation =>
        $"The data of {Leaf.Stream} version {Leaf.Version} hash to {Computed.ToHex()}; "
        + $"entry {Leaf.Index} commits to {Leaf.DataHash.ToHex()}.";
}
