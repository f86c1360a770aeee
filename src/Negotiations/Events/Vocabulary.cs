namespace Negotiations.Events;

// The values that members of events can have. On the wire every name is written in kebab-case: DialogueSeries is
// dialogue-series.

// What kind of process a negotiation is.
public enum NegotiationKind
{
    Negotiation,
    DialogueSeries,
    Project,
    Relations,
    CouncilProduct,
    Instrument,
}

public enum Subject
{
    Boundary,
    Ceasefire,
    Peace,
    Partnership,
    Trade,
    Water,
    Security,
    Other,
}

public enum ParticipationChange
{
    Joined,
    Left,
    RoleChanged,
    RepresentativeChanged,
}

public enum MeetingKind
{
    Round,
    Summit,
    Ministerial,
    Bilateral,
    Visit,
    Briefing,
    Consultations,
    Conference,
    ExpertMeeting,
    WorkingGroup,
    Ceremony,
    Call,
}

public enum MeetingChange
{
    Postponed,
    Rescheduled,
    Relocated,
    Cancelled,
}

public enum RoundLevel
{
    Technical,
    Ministerial,
    Leaders,
}

public enum RoundOutcome
{
    NoResult,
    ProposalsExchanged,
    SectionsAgreed,
    ProtocolSigned,
    TextAgreed,
}

public enum TollOf
{
    All,
    Combatants,
    Civilians,
}

public enum CeasefireForm
{
    Verbal,
    JointStatement,
    Protocol,
    Agreement,
}

public enum AgreementScope
{
    InPrinciple,
    Framework,
    Partial,
    Comprehensive,
}

public enum TalksStatus
{
    Suspended,
    Resumed,
    Deadlocked,
    BrokenOff,
}

public enum AuthenticationMode
{
    Initialled,
    Adopted,
    SignedAdReferendum,
    DelegationProtocol,
}

public enum InstrumentType
{
    Treaty,
    Protocol,
    JointStatement,
    Memorandum,
    Programme,
    Roadmap,
    Contract,
    Agreement,
    Convention,
    ExchangeOfNotes,
    Declaration,
    PoliticalCommitment,
    Amendment,
}

public enum InstrumentStanding
{
    Principal,
    Side,
}

/// <summary>What an instrument makes its entry into force depend on.</summary>
public enum ForceTrigger
{
    Signature,
    LastConsent,
    Exchange,
    Deposits,
    Notifications,
    Date,
    Other,
}

public enum OrganKind
{
    LowerChamber,
    UpperChamber,
    Parliament,
    HeadOfState,
    Government,
    Court,
    Referendum,
    Other,
}

public enum ApprovalOutcome
{
    Approved,
    Rejected,
}

public enum ConsentMode
{
    Ratification,
    Acceptance,
    Approval,
    Accession,
    ExchangeOfInstruments,
    Deposit,
    Notification,
    Succession,
    DefinitiveSignature,
}

public enum EndMode
{
    Withdrawn,
    Denounced,
    Terminated,
    Suspended,
    Expired,
    Superseded,
    ProvisionalApplicationEnded,
}

public enum Milestone
{
    CommissionFormed,
    MarkersPlaced,
    DemarcationCompleted,
    CheckpointsReopened,
    WorksBegan,
    ConstructionStart,
    CredentialsAccepted,
    LandTransferred,
    Other,
    ConstructionCompleted,
    Operating,
    Requested,
    Considered,
}

public enum MilestoneStatus
{
    Planned,
    Achieved,
    Missed,
    Delayed,
}

public enum CommitmentStatus
{
    Expected,
    Pledged,
    Contracted,
    Disbursed,
}

public enum StatementForm
{
    JointStatement,
    PressStatement,
    PressElements,
    Letter,
    Remarks,
    Denial,
    Resolution,
    Mandate,
}

public enum Trend
{
    Deteriorated,
    Unchanged,
    Improved,
}

public enum Alert
{
    Risk,
    Opportunity,
}

public enum ClosingOutcome
{
    InForce,
    Implemented,
    Abandoned,
    Merged,
    Superseded,
}

public enum CorrectionKind
{
    /// <summary>We recorded it wrongly.</summary>
    Error,

    /// <summary>The source now says it more exactly.</summary>
    Refinement,

    /// <summary>The world moved on and the source with it.</summary>
    Update,
}

public enum RetractionReason
{
    /// <summary>It did not happen.</summary>
    False,
    Duplicate,
    WrongNegotiation,

    /// <summary>The source took it back.</summary>
    Withdrawn,
}

public enum Stance
{
    Confirms,
    Disputes,
    Repeats,
    Denies,
}
