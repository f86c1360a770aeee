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
    /// the same party, the consent with which a reservation was made, or what became of a text beside an act on none.
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
            (InstrumentSigned one, InstrumentSigned other) => one.InstrumentId != other.InstrumentId,
            (InstrumentSigned or EnteredIntoForce or InstrumentEnded, not InstrumentFact) => true,
            _ => false,
        };

    /// <summary>The same act by another party: of one day they are said at once.</summary>
    public static bool IsAlike(Fact fact, Fact act) =>
        !ReferenceEquals(fact, act)
        && fact.GetType() == act.GetType()
        && (fact, act) switch
        {
            (InstrumentFact one, InstrumentFact other) => one.InstrumentId == other.InstrumentId
                && IsAlikeOnText(one, other),
            (MeasureTaken { By: not null } one, MeasureTaken { By: not null } other) => (
                one.Measure,
                one.InstrumentId,
                one.Title,
                one.Reverses
            ) == (other.Measure, other.InstrumentId, other.Title, other.Reverses)
                && one.Amount is null
                && other.Amount is null
                && AreSame(one.Against, other.Against),
            (BreachAlleged { By: not null } one, BreachAlleged { By: not null } other) => (
                one.InstrumentId,
                one.CeasefireId,
                one.Provision
            ) == (other.InstrumentId, other.CeasefireId, other.Provision)
                && AreSame(one.Against, other.Against),
            (ParticipationChanged one, ParticipationChanged other) => (one.Change, one.Role)
                == (other.Change, other.Role),
            _ => false,
        };

    private static bool IsAlikeOnText(InstrumentFact fact, InstrumentFact act) =>
        (fact, act) switch
        {
            (InstrumentSigned, InstrumentSigned) => fact.InstrumentId is not null,
            (ApprovalGiven { Party: { } party } one, ApprovalGiven { Party: { } by } other) => party != by
                && one.Outcome == other.Outcome,
            (ConsentExpressed { Party: { } party } one, ConsentExpressed { Party: { } by } other) => party != by
                && (one.Mode, one.InPlaceOf) == (other.Mode, other.InPlaceOf),
            (InstrumentEnded { Party: { } party } one, InstrumentEnded { Party: { } by } other) => party != by
                && (one.Mode, one.Effective, one.Successor) == (other.Mode, other.Effective, other.Successor),
            (InstrumentResumed { Party: { } party }, InstrumentResumed { Party: { } by }) => party != by,
            (ReservationMade { Party: { } party } one, ReservationMade { Party: { } by } other) => party != by
                && (one.Form, one.To) == (other.Form, other.To),
            (EnteredIntoForce { ForParty: { } party } one, EnteredIntoForce { ForParty: { } by } other) => party != by
                && one.Provisional == other.Provisional,
            (TextAuthenticated { By: { } some } one, TextAuthenticated { By: { } others } other) => one.Mode
                == other.Mode
                && !AreSame(some, others),
            _ => false,
        };

    private static bool AreSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        (one ?? []).SequenceEqual(other ?? [], StringComparer.Ordinal);

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
