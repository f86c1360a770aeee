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
/// <param name="Moves">The event is an act of the thing itself, after which it stands still no longer.</param>
internal sealed record LadderStep(
    LadderStepKind Kind,
    Phase To,
    PhaseRule Rule,
    bool Moves,
    PlacedEvent Placed,
    int Order
) : ISweepStep
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

    /// <summary>Some part of the text is agreed, whatever is left.</summary>
    public static bool IsAgreed(ProvisionsReported reported) =>
        reported.Provisions?.Any(each => each.Status is ProvisionStatus.Agreed or ProvisionStatus.Closed) == true;

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves)? Talks(Fact fact) =>
        fact switch
        {
            RoundHeld => Rung(Phase.Negotiating, PhaseRule.RoundHeld),
            SectionsAgreed { AllRemaining: true } => Rung(Phase.AgreedInPrinciple, PhaseRule.SectionsAll),
            SectionsAgreed => Rung(Phase.PartiallyAgreed, PhaseRule.SectionsSome),
            AgreementReached
            {
                Scope: AgreementScope.InPrinciple or AgreementScope.Framework or AgreementScope.Comprehensive
            } => Rung(Phase.AgreedInPrinciple, PhaseRule.AgreementInPrinciple),
            AgreementReached => Rung(Phase.PartiallyAgreed, PhaseRule.AgreementPartial),
            ProvisionsReported e => IsAgreed(e)
                ? Rung(Phase.PartiallyAgreed, PhaseRule.ProvisionsAgreed)
                : Rung(Phase.Negotiating, PhaseRule.ProvisionsOpen),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves)? Project(Fact fact) =>
        fact switch
        {
            MilestoneReported { Status: MilestoneStatus.Achieved } e => e.Milestone switch
            {
                Milestone.WorksBegan or Milestone.ConstructionStart => Rung(Phase.Begun, PhaseRule.WorksBegan),
                Milestone.ConstructionCompleted => Rung(Phase.Built, PhaseRule.ConstructionCompleted),
                Milestone.Operating => Rung(Phase.Operating, PhaseRule.Operating),
                _ => null,
            },
            MilestoneReported
            {
                Milestone: Milestone.WorksBegan
                    or Milestone.ConstructionStart
                    or Milestone.ConstructionCompleted
                    or Milestone.Operating
            } => Plan(PhaseRule.WorksPlanned),
            InstrumentSigned { InstrumentType: InstrumentType.Contract } => Rung(
                Phase.Contracted,
                PhaseRule.ContractSigned
            ),
            CommitmentReported { Status: CommitmentStatus.Contracted or CommitmentStatus.Disbursed } => Rung(
                Phase.Contracted,
                PhaseRule.MoneyContracted
            ),
            AgreementReached or InstrumentSigned => Plan(PhaseRule.AgreedOn),
            CommitmentReported => Plan(PhaseRule.MoneyPromised),
            TalksStatusChanged { Status: TalksStatus.Suspended or TalksStatus.BrokenOff } => (
                LadderStepKind.Stop,
                Phase.Suspended,
                PhaseRule.Stopped,
                false
            ),
            TalksStatusChanged { Status: TalksStatus.Resumed } => (
                LadderStepKind.Resume,
                default,
                PhaseRule.Resumed,
                true
            ),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves)? CouncilProduct(Fact fact) =>
        fact switch
        {
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.Requested } => Plan(
                PhaseRule.ProductRequested,
                Phase.Requested
            ),
            MilestoneReported { Status: MilestoneStatus.Achieved, Milestone: Milestone.Considered } => Plan(
                PhaseRule.ProductConsidered,
                Phase.Considered
            ),
            MeetingHeld { Kind: MeetingKind.Briefing or MeetingKind.Consultations } => Plan(
                PhaseRule.ConsultationsHeld,
                Phase.Considered
            ),
            AgreementReached => Rung(Phase.Agreed, PhaseRule.AgreedOn),
            StatementIssued e when IsProduct(e) => Rung(Phase.Issued, PhaseRule.ProductIssued),
            TalksStatusChanged { Status: TalksStatus.Resumed } => (
                LadderStepKind.Resume,
                default,
                PhaseRule.Resumed,
                true
            ),
            TalksStatusChanged => (LadderStepKind.Stop, Phase.Blocked, PhaseRule.ProductBlocked, false),
            _ => null,
        };

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves)? Closing(NegotiationClosed closed) =>
        closed switch
        {
            { Reopened: true } => (LadderStepKind.Reopen, default, PhaseRule.Reopened, true),
            { Outcome: ClosingOutcome.Abandoned } => (
                LadderStepKind.Close,
                Phase.Abandoned,
                PhaseRule.ClosedAbandoned,
                true
            ),
            { Outcome: ClosingOutcome.Merged or ClosingOutcome.Superseded } => (
                LadderStepKind.Close,
                Phase.Ended,
                PhaseRule.ClosedElsewhere,
                true
            ),
            _ => (LadderStepKind.Close, Phase.Completed, PhaseRule.ClosedCompleted, true),
        };

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves) Rung(Phase to, PhaseRule rule) =>
        (LadderStepKind.Rung, to, rule, true);

    private static (LadderStepKind Does, Phase To, PhaseRule Rule, bool Moves) Plan(
        PhaseRule rule,
        Phase to = Phase.Planned
    ) => (LadderStepKind.Rung, to, rule, false);
}
