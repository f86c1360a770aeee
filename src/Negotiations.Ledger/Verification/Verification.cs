namespace Negotiations.Ledger;

/// <summary>What a check found. Each case carries its evidence: enough for a third party to see the same thing.</summary>
public abstract record Verification
{
    // Closed: the cases below are all there are.
    private protected Verification()
    {
    }

    public bool Holds => this is Confirmation;

    /// <summary>One sentence for a person, with the offending values in it.</summary>
    public abstract string Explanation { get; }
}

/// <summary>The claim holds.</summary>
public abstract record Confirmation : Verification;

/// <summary>The claim does not hold, or what was given to prove it cannot be read.</summary>
public abstract record VerificationFailure : Verification;

/// <summary>The leaf is in the tree.</summary>
public sealed record Included(long Index, long Size, Digest Root) : Confirmation
{
    public override string Explanation => $"Entry {Index} is in the tree of {Size} entries with root {Root}.";
}

/// <summary>The newer tree starts with all entries of the older one, in their order. Equal sizes mean that nothing was added.</summary>
public sealed record Grown(long FromSize, long ToSize) : Confirmation
{
    public override string Explanation => FromSize == ToSize
        ? $"Both trees are the same {ToSize} entries."
        : $"The tree of {ToSize} entries starts with the {FromSize} entries known before, unchanged.";
}

/// <summary>Every trusted key found in the note signed it.</summary>
/// <param name="By">At least one; each key once.</param>
public sealed record Signed(IReadOnlyList<Signing> By) : Confirmation
{
    public override string Explanation => $"Signed by {string.Join(", ", By.Select(signing => signing.Key.Name))}.";
}

/// <summary>The published data are what the leaf commits to.</summary>
public sealed record DataMatches(Leaf Leaf) : Confirmation
{
    public override string Explanation => $"The data of {Leaf.Stream} version {Leaf.Version} are what entry {Leaf.Index} commits to.";
}

/// <summary>A tile or bundle says what the entries read so far hash to.</summary>
public sealed record PartMatches(string Path) : Confirmation
{
    public override string Explanation => $"{Path} is what the entries hash to.";
}

/// <summary>Every entry was read, and together they give the root that was signed.</summary>
public sealed record Replayed(long Size, Digest Root) : Confirmation
{
    public override string Explanation => $"All {Size} entries hash to the signed root {Root}.";
}
