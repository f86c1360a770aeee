using Negotiations.Events;

namespace Negotiations.Views;

internal enum LadderStepKind
{
    Rung,

    /// <summary>It stops where it is.</summary>
    Stop,
    Resume,
    Close,
    Reopen,
}

/// <summary>What one event does on the ladder of a kind of negotiation.</summary>
/// <param name="To">The rung, or the word for how it stopped or closed.</param>
/// <param name="Rule">In words.</param>
/// <param name="Moves">The event is an act of the thing itself, after which it stands still no longer.</param>
internal sealed record LadderStep(LadderStepKind Kind, Phase To, string Rule, bool Moves, PlacedEvent Placed, int Order)
    : IPlaced
{
    public DateTimeOffset From => Placed.From;

    DateTimeOffset IPlaced.To => Placed.To;

    public bool IsOptional => Placed.Optional;

    /// <summary>Known once all steps of the ladder are.</summary>
    public bool IsFree { get; set; }

    public bool MayBe(Moment moment) => moment.MayBe(Placed);

    public bool Was(Moment moment) => moment.Was(Placed);
}

/// <param name="Rung">The highest reached.</param>
/// <param name="Stopped">Null while it goes on.</param>
/// <param name="Closed">Null while it is open.</param>
internal readonly record struct LadderState(Phase Rung, Phase? Stopped, Phase? Closed)
{
    public LadderState Take(LadderStep step) =>
        step.Kind switch
        {
            LadderStepKind.Rung => this with
            {
                Rung = step.To > Rung ? step.To : Rung,
                Stopped = step.Moves ? null : Stopped,
            },
            LadderStepKind.Stop => this with { Stopped = step.To },
            LadderStepKind.Resume => this with { Stopped = null },
            LadderStepKind.Close => this with { Closed = step.To },
            _ => this with { Closed = null },
        };
}

/// <summary>
/// The ladders: which event is which rung, for each kind of negotiation. docs/phases.md is this table in words.
/// </summary>
internal static class Ladder
{
    public const string Resumed = "It was resumed: it stands where it stood.";

    public const string Reopened = "It was reopened: it stands where it stood.";

    /// <summary>Null where the event is no rung of it.</summary>
    public static LadderStep? StepOf(NegotiationKind kind, PlacedEvent placed, int order)
    {
        var step = placed.Event.Fact is NegotiationClosed closed
            ? Closing(closed)
            : kind switch
            {
                NegotiationKind.Project => Project(placed.Event.Fact),
                NegotiationKind.CouncilProduct => CouncilProduct(placed.Event.Fact),
                _ => Talks(placed.Event.Fact),
            };
        return step is var (does, to, rule, moves) ? new LadderStep(does, to, rule, moves, placed, order) : null;
    }

    /// <summary>What a council was asked for, and gave: it can no longer be blocked over it.</summary>
    public static bool IsProduct(StatementIssued issued) =>
        issued.Form is not (null or StatementForm.Letter or StatementForm.Remarks or StatementForm.Denial);

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves)? Talks(Fact fact) =>
        fact switch
        {
            RoundHeld => Rung(Phase.Negotiating, "A round of talks was held."),
            SectionsAgreed { AllRemaining: true } => Rung(
                Phase.AgreedInPrinciple,
                "All remaining sections were agreed."
            ),
            SectionsAgreed => Rung(Phase.PartiallyAgreed, "Some sections were agreed."),
            AgreementReached
            {
                Scope: AgreementScope.InPrinciple or AgreementScope.Framework or AgreementScope.Comprehensive
            } => Rung(
                Phase.AgreedInPrinciple,
                "An agreement in principle, framework or comprehensive agreement was reached."
            ),
            AgreementReached => Rung(Phase.PartiallyAgreed, "A partial agreement was reached."),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves)? Project(Fact fact) =>
        fact switch
        {
            MilestoneReported { Status: MilestoneStatus.Achieved } e => e.Milestone switch
            {
                Milestone.WorksBegan or Milestone.ConstructionStart => Rung(Phase.Begun, "Works began."),
                Milestone.ConstructionCompleted => Rung(Phase.Built, "Construction was completed."),
                Milestone.Operating => Rung(Phase.Operating, "It went into operation."),
                _ => null,
            },
            MilestoneReported
            {
                Milestone: Milestone.WorksBegan
                    or Milestone.ConstructionStart
                    or Milestone.ConstructionCompleted
                    or Milestone.Operating
            } => Plan("A milestone of the works was planned."),
            InstrumentSigned { InstrumentType: InstrumentType.Contract } => Rung(
                Phase.Contracted,
                "A contract was signed."
            ),
            CommitmentReported { Status: CommitmentStatus.Contracted or CommitmentStatus.Disbursed } => Rung(
                Phase.Contracted,
                "Money for it was contracted or paid."
            ),
            AgreementReached or InstrumentSigned => Plan("It was agreed on."),
            CommitmentReported => Plan("Money for it was promised."),
            TalksStatusChanged { Status: TalksStatus.Suspended or TalksStatus.BrokenOff } => (
                LadderStepKind.Stop,
                Phase.Suspended,
                "A source says that it has stopped.",
                false
            ),
            TalksStatusChanged { Status: TalksStatus.Resumed } => (LadderStepKind.Resume, default, Resumed, true),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves)? CouncilProduct(Fact fact) =>
        fact switch
        {
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.Requested } => Plan(
                "It was requested.",
                Phase.Requested
            ),
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.Considered } => Plan(
                "It was considered.",
                Phase.Considered
            ),
            MeetingHeld { Kind: MeetingKind.Briefing or MeetingKind.Consultations } => Plan(
                "A briefing or consultations were held.",
                Phase.Considered
            ),
            AgreementReached => Rung(Phase.Agreed, "It was agreed on."),
            StatementIssued e when IsProduct(e) => Rung(Phase.Issued, "It was issued."),
            TalksStatusChanged { Status: TalksStatus.Resumed } => (LadderStepKind.Resume, default, Resumed, true),
            TalksStatusChanged => (
                LadderStepKind.Stop,
                Phase.Blocked,
                "A source says that the council cannot agree on it.",
                false
            ),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves)? Closing(NegotiationClosed closed) =>
        closed switch
        {
            { Reopened: true } => (LadderStepKind.Reopen, default, Reopened, true),
            { Outcome: ClosingOutcome.Abandoned } => (
                LadderStepKind.Close,
                Phase.Abandoned,
                "The negotiation was closed as abandoned.",
                true
            ),
            { Outcome: ClosingOutcome.Merged or ClosingOutcome.Superseded } => (
                LadderStepKind.Close,
                Phase.Ended,
                "The negotiation went on elsewhere.",
                true
            ),
            _ => (
                LadderStepKind.Close,
                Phase.Completed,
                "The negotiation was closed as in force or implemented.",
                true
            ),
        };

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves) Rung(Phase to, string rule) =>
        (LadderStepKind.Rung, to, rule, true);

    private static (LadderStepKind Does, Phase To, string Rule, bool Moves) Plan(
        string rule,
        Phase to = Phase.Planned
    ) => (LadderStepKind.Rung, to, rule, false);
}
