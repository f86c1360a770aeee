namespace Negotiations.Store.Actors;

/// <summary>Merges of an actor, those that were undone included.</summary>
/// <param name="Codes">Of all actors that were ever one with it, and its own.</param>
/// <param name="Eras">In order, each until the next one begins; empty: the question is about anyone. The first has no
/// beginning.</param>
public sealed record PastMerges(IReadOnlyList<string> Codes, IReadOnlyList<MergeEra> Eras)
{
    public static readonly PastMerges None = new([], []);

    /// <summary>The codes that meant the actor in some era and did not in another one.</summary>
    public IReadOnlyList<string> ChangedCodes =>
        [.. Codes.Where(code => Eras.Select(era => era.Codes.Contains(code)).Distinct().Count() > 1)];
}

/// <summary>A time in which the same codes meant an actor.</summary>
/// <param name="From">The sequence of the merge, or of the undoing of one, by which it began.</param>
/// <param name="At">When that was recorded.</param>
/// <param name="Codes">In order.</param>
public sealed record MergeEra(long From, DateTimeOffset At, IReadOnlyList<string> Codes);
