namespace Negotiations.Dashboard.Models;

/// <summary>What the palette offers for words that were typed.</summary>
/// <param name="Said">How much is found, in a sentence.</param>
/// <param name="Groups">What is found, each kind by itself; none is empty.</param>
public sealed record Found(string Said, IReadOnlyList<FoundGroup> Groups);

/// <param name="Name">Of the kind, in the reader's language.</param>
/// <param name="Items">The best fit first.</param>
public sealed record FoundGroup(string Name, IReadOnlyList<FoundItem> Items);

/// <param name="Text">What it is called.</param>
/// <param name="Under">What distinguishes it from others of the name.</param>
/// <param name="Address">Where it is; null: it is no place but other words.</param>
/// <param name="Words">What to look for instead; null: it is a place.</param>
public sealed record FoundItem(string Text, string? Under, string? Address, string? Words = null);
