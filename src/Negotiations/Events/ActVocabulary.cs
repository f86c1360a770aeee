namespace Negotiations.Events;

// On the wire every name is written in kebab-case: SanctionImposed is sanction-imposed.

// In which form a party qualifies its consent.
public enum ReservationForm
{
    Reservation,

    /// <summary>It says how the party understands the text.</summary>
    Declaration,

    /// <summary>To a reservation of another party.</summary>
    Objection,

    /// <summary>Of what was made before.</summary>
    Withdrawal,
}

public enum ProposalAnswer
{
    Accepted,
    Rejected,
    WithConditions,
    NoAnswer,
}

public enum ProvisionStatus
{
    Open,

    /// <summary>In square brackets: the text stands, and not all agree to it.</summary>
    Bracketed,
    Agreed,

    /// <summary>Provisionally or for good, as chapters are.</summary>
    Closed,
}

public enum Ruling
{
    Judgment,
    Award,
    ProvisionalMeasures,
    AdvisoryOpinion,
}

public enum Measure
{
    SanctionImposed,
    SanctionLifted,
    CrossingClosed,
    CrossingOpened,
    PrisonersExchanged,
    ForcesWithdrawn,
    TerritoryTransferred,
    ControlChanged,

    /// <summary>People went back to where they had fled from.</summary>
    Returns,

    /// <summary>Of goods, water, aid, money.</summary>
    Deliveries,
    InstitutionSuspended,
    InstitutionRestored,
    Other,
}
