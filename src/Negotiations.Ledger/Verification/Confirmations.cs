namespace Negotiations.Ledger;

/// <summary>The leaf is in the tree.</summary>
public sealed record Included(long Index, long Size, Digest Root) : Confirmation
{
    public override string Explanation => $"Entry {Index} is in the tree of {Size} entries with root {Root}.";
}

/// <summary>The newer tree starts with all entries of the older one, in their order. Equal sizes mean that nothing was
/// added.</summary>
public sealed record Grown(long FromSize, long ToSize) : Confirmation
{
    public override string Explanation =>
        FromSize == ToSize
            ? $"Both trees are the same {ToSize} entries."
            : $"The tree of {ToSize} entries starts with the {FromSize} entries known before, unchanged.";
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
