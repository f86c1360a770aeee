using Negotiations.Store.Projections;

namespace Negotiations.Store.Audits;

/// <summary>A stored view as an audit compares it.</summary>
/// <param name="Version">Null: there is no row.</param>
/// <param name="Summary">As it is answered.</param>
/// <param name="FoldedOn">The day the row was last folded on.</param>
/// <param name="TurnedOn">The day it was folded on without a new event; null: never.</param>
/// <param name="NextTurn">The first day on which time alone changes it; null: never.</param>
/// <param name="Columns">All that its row says; null: there is no row.</param>
/// <param name="Snapshot">Of the whole status; null: none is stored by this version of the fold.</param>
public readonly record struct StoredView(
    long? Version,
    byte[] Summary,
    DateOnly FoldedOn,
    DateOnly? TurnedOn,
    DateOnly? NextTurn,
    StoredSnapshot? Snapshot,
    StoredColumns? Columns
);

/// <summary>A whole status as it was at some version.</summary>
/// <param name="Version">Of the negotiation; it may be behind the row.</param>
/// <param name="Erasures">How many events were erased then.</param>
/// <param name="FoldedOn">On which day.</param>
/// <param name="NextTurn">The first day on which time alone changes it; null: never.</param>
/// <param name="Data">As it is answered.</param>
public sealed record StoredSnapshot(long Version, int Erasures, DateOnly FoldedOn, DateOnly? NextTurn, byte[] Data);
