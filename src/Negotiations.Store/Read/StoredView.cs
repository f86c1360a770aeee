namespace Negotiations.Store.Read;

/// <summary>A stored view as an audit compares it.</summary>
/// <param name="Version">Null: there is no row.</param>
/// <param name="Data">The status as it is answered.</param>
/// <param name="Summary">Likewise.</param>
/// <param name="FoldedOn">The day it was last folded on.</param>
/// <param name="NextTurn">The first day on which time alone changes it; null: never.</param>
public readonly record struct StoredView(
    long? Version,
    byte[] Data,
    byte[] Summary,
    DateOnly FoldedOn,
    DateOnly? NextTurn
);
