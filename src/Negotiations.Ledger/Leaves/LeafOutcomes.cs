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
        + $"entry {Leaf.Index} commits to {Leaf.Commitment.ToHex()}.";
}

/// <summary>Every member that is shown is one that the leaf commits to.</summary>
/// <param name="Leaf">Of version 2.</param>
/// <param name="Shown">How many are shown.</param>
/// <param name="Withheld">How many there are besides.</param>
public sealed record MembersMatch(Leaf Leaf, int Shown, int Withheld) : Confirmation
{
    public override string Explanation =>
        $"{Shown} members of {Leaf.Stream} version {Leaf.Version} are what entry {Leaf.Index} commits to; "
        + $"{Withheld} are withheld.";
}

/// <summary>The members, shown and withheld, do not give the root of the leaf.</summary>
public sealed record MembersMismatch(Leaf Leaf, Digest Computed) : VerificationFailure
{
    public override string Explanation =>
        $"The members of {Leaf.Stream} version {Leaf.Version} give the root {Computed.ToHex()}; "
        + $"entry {Leaf.Index} commits to {Leaf.Commitment.ToHex()}.";
}

/// <summary>A member that the root holds says something else than the leaf does in the open.</summary>
/// <param name="Leaf">Of version 2.</param>
/// <param name="Member">Its name.</param>
/// <param name="Reason">Half a sentence.</param>
public sealed record MemberContradicts(Leaf Leaf, string Member, string Reason) : VerificationFailure
{
    public override string Explanation =>
        $"The member {Member} of {Leaf.Stream} version {Leaf.Version} contradicts entry {Leaf.Index}: {Reason}.";
}
