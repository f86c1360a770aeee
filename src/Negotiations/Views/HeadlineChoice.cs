using Negotiations.Events;

namespace Negotiations.Views;

/// <summary>What is said of which kind.</summary>
internal static class HeadlineChoice
{
    /// <summary>
    /// An act of the parties with each other; a meeting alone is none, unless it is a round of the talks.
    /// </summary>
    public static bool IsAct(Fact fact) =>
        fact
            is RoundHeld
                or SectionsAgreed
                or AgreementReached
                or TalksStatusChanged
                or InstrumentFact
                or CeasefireAgreed
                or NegotiationClosed
                or MilestoneReported { Status: not MilestoneStatus.Planned }
                or ProposalMade
                or ProposalAnswered
                or RulingIssued
                or MeasureTaken;

    /// <summary>Of talks: what moved the phase is said even where another act followed.</summary>
    public static bool IsRung(Phase phase, Fact decider) =>
        decider is InstrumentFact or NegotiationClosed || phase == Phase.AgreedInPrinciple;

    /// <summary>
    /// Of one day: another answer about the same instrument, the end of another instrument by the same party, or the
    /// consent with which a reservation was made.
    /// </summary>
    public static bool IsBeside(Fact fact, Fact act) =>
        (fact, act) switch
        {
            (ApprovalGiven one, ApprovalGiven other) => one.InstrumentId == other.InstrumentId
                && one.Outcome != other.Outcome,
            (InstrumentEnded one, InstrumentEnded other) => one.Party == other.Party
                && one.InstrumentId != other.InstrumentId,
            (ConsentExpressed one, ReservationMade other) => one.Party == other.Party
                && one.InstrumentId == other.InstrumentId,
            _ => false,
        };

    public static bool IsBuilt(Fact fact) =>
        fact
            is MilestoneReported { Status: not MilestoneStatus.Planned }
                or InstrumentFact
                or NegotiationClosed
                or TalksStatusChanged
                or CommitmentReported { Status: CommitmentStatus.Contracted or CommitmentStatus.Disbursed };

    public static bool IsPromised(Fact fact) => fact is CommitmentReported or AgreementReached;

    public static bool IsOfCouncil(Fact fact) =>
        fact
            is MeetingHeld
                or RoundHeld
                or AgreementReached
                or TalksStatusChanged
                or InstrumentFact
                or NegotiationClosed
                or MilestoneReported { Status: MilestoneStatus.Achieved }
                or StatementIssued { Form: not (null or StatementForm.Remarks or StatementForm.Denial) };

    /// <summary>What happened, where none of what the kind is about did.</summary>
    public static bool IsNews(Fact fact) =>
        fact is not (NegotiationOpened or AssessmentRecorded or TollReported or StatementIssued);
}
