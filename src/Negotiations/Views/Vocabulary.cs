namespace Negotiations.Views;

/// <summary>How far a negotiation has come. The first eleven are ranks, in order; the others stand beside the ladder.</summary>
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
    Calm,
    Clashes,
    Ceasefire,
    CeasefireBroken,
}

public enum Health
{
    Active,
    Suspended,
    Deadlocked,
    BrokenOff,
    Dormant,
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
