namespace Negotiations.Store.Actors;

/// <summary>Merges of an actor, those that were undone included.</summary>
/// <param name="Codes">Of all actors that were ever one with it, and its own.</param>
/// <param name="Count">How many merges and undone merges there were. It only grows.</param>
/// <param name="LastAt">When the last of them was recorded; null: there was none.</param>
public sealed record PastMerges(IReadOnlyList<string> Codes, int Count, DateTimeOffset? LastAt);
