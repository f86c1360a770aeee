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
                or MeasureTaken
                or BreachAlleged { InstrumentId: not null };

    /// <summary>Of talks: what moved the phase is said even where another act followed.</summary>
    public static bool IsRung(Phase phase, Fact decider) =>
        decider is InstrumentFact or NegotiationClosed || phase == Phase.AgreedInPrinciple;

    /// <summary>
    /// Of one day: another answer about the same instrument, an answer about another, the end of another instrument by
    /// the same party, or the consent with which a reservation was made.
    /// </summary>
    public static bool IsBeside(Fact fact, Fact act) =>
        (fact, act) switch
        {
            (ApprovalGiven one, ApprovalGiven other) => (one.InstrumentId, one.Outcome)
                != (other.InstrumentId, other.Outcome),
            (InstrumentEnded one, InstrumentEnded other) => one.Party == other.Party
                && one.InstrumentId != other.InstrumentId,
            (ConsentExpressed one, ReservationMade other) => one.Party == other.Party
                && one.InstrumentId == other.InstrumentId,
            _ => false,
        };

    /// <summary>Of one day: the same act on the same instrument by another party. Both are said at once.</summary>
    public static bool IsAlike(Fact fact, Fact act) =>
        (fact, act) switch
        {
            (ApprovalGiven { Party: { } party } one, ApprovalGiven { Party: { } by } other) => party != by
                && (one.InstrumentId, one.Outcome) == (other.InstrumentId, other.Outcome),
            (ConsentExpressed { Party: { } party } one, ConsentExpressed { Party: { } by } other) => party != by
                && (one.InstrumentId, one.Mode, one.Effective) == (other.InstrumentId, other.Mode, other.Effective),
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
