namespace Negotiations.Views;

/// <summary>
/// How far a negotiation has come. The first twelve are ranks, in order; each kind of negotiation has a ladder of its
/// own (docs/phases.md).
/// </summary>
public enum Phase
{
    Registered,
    Negotiating,
    PartiallyAgreed,
    AgreedInPrinciple,
    Drafting,
    TextAuthenticated,
    Signed,
    ConsentPending,

    /// <summary>All that have to have consented have, and no source says that it is in force.</summary>
    Consented,
    InForce,
    Implementing,
    Completed,
    Abandoned,
    Ended,

    /// <summary>A dialogue series before its first edition.</summary>
    Announced,

    /// <summary>A dialogue series whose last edition is no older than one and a half of its cadences.</summary>
    Active,

    /// <summary>A dialogue series whose last edition is older than that.</summary>
    Dormant,

    /// <summary>A project that is intended, by a plan or an agreement.</summary>
    Planned,

    /// <summary>A project for which someone is bound to build or to pay.</summary>
    Contracted,

    /// <summary>Works on a project have begun.</summary>
    Begun,

    /// <summary>Works on a project are done.</summary>
    Built,
    Operating,

    /// <summary>A project that a source says has stopped.</summary>
    Suspended,

    /// <summary>A product was asked of a council.</summary>
    Requested,

    /// <summary>A council discussed it.</summary>
    Considered,

    /// <summary>A council agreed on it.</summary>
    Agreed,
    Issued,

    /// <summary>A council cannot agree on it.</summary>
    Blocked,
}

/// <summary>Stages of boundary making (Jones, Boundary-Making, 1945).</summary>
public enum BoundaryStage
{
    None,
    Allocation,
    Delimitation,
    Demarcation,
    Administration,
}

public enum Security
{
    /// <summary>No clash, toll or ceasefire is on record: which is no calm.</summary>
    NotReported,
    Clashes,

    /// <summary>The last clash on record, or that a source says a truce was broken, is over a year old.</summary>
    PastClashes,
    Ceasefire,
    CeasefireBroken,
}

public enum Health
{
    /// <summary>No act of the talks is on record.</summary>
    NotReported,
    Active,

    /// <summary>Active when last heard of, half a year or one and a half cadences ago.</summary>
    Quiet,
    Suspended,
    Deadlocked,
    BrokenOff,
}

public enum MeetingStatus
{
    Scheduled,
    Rescheduled,
    Postponed,
    Held,
    Cancelled,

    /// <summary>Its day has passed and no source says what became of it.</summary>
    OutcomeUnknown,
}
