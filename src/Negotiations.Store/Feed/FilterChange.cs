namespace Negotiations.Store.Feed;

// How an event changes what a filter by party finds.
public enum FilterChangeKind
{
    /// <summary>The filter finds this negotiation since, and did not before.</summary>
    Entered,

    /// <summary>It does not find it any more.</summary>
    Left,

    /// <summary>Two actors became one, or two again: what it finds may be other negotiations since.</summary>
    ActorsChanged,
}

/// <summary>What an event changes in the negotiations that a filter by party finds. An entry that has it is about the
/// filter and is not taken in as an event: it may be of a type that was not asked for.</summary>
/// <param name="Change">Which way.</param>
/// <param name="Events">Where to read what the filter finds since, from the first event to the end: of this
/// negotiation, or of all. Absent: it finds nothing of this negotiation.</param>
public sealed record FilterChange(FilterChangeKind Change, string? Events = null);
