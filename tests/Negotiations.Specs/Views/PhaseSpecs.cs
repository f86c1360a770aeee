using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>How far it has come: the published table, row by row.</summary>
public class PhaseSpecs
{
    private static readonly string[] Both = ["KGZ", "TJK"];

    private static readonly Event InForce = new EnteredIntoForce { InstrumentId = "treaty" }.On("2025-03-20");

    public static readonly TheoryData<Event, Phase> Table = new()
    {
        { new MeetingHeld(), Phase.Registered },
        {
            new MeetingScheduled { Kind = MeetingKind.Round },
            Phase.Registered
        },
        { new RoundHeld(), Phase.Negotiating },
        { new SectionsAgreed(), Phase.PartiallyAgreed },
        {
            new SectionsAgreed { AllRemaining = false },
            Phase.PartiallyAgreed
        },
        {
            new SectionsAgreed { AllRemaining = true },
            Phase.AgreedInPrinciple
        },
        { new AgreementReached(), Phase.PartiallyAgreed },
        {
            new AgreementReached { Scope = AgreementScope.Partial },
            Phase.PartiallyAgreed
        },
        {
            new AgreementReached { Scope = AgreementScope.InPrinciple },
            Phase.AgreedInPrinciple
        },
        {
            new AgreementReached { Scope = AgreementScope.Framework },
            Phase.AgreedInPrinciple
        },
        {
            new AgreementReached { Scope = AgreementScope.Comprehensive },
            Phase.AgreedInPrinciple
        },
        { new DraftingInstructed(), Phase.Drafting },
        { new FinalDocumentsDrafted(), Phase.Drafting },
        {
            new TextAuthenticated { Mode = AuthenticationMode.Initialled },
            Phase.TextAuthenticated
        },
        {
            new TextAuthenticated { Mode = AuthenticationMode.DelegationProtocol },
            Phase.TextAuthenticated
        },
        { new InstrumentSigned(), Phase.Signed },
        {
            new InstrumentSigned { InstrumentType = InstrumentType.Treaty },
            Phase.Signed
        },
        {
            new InstrumentSigned { InstrumentType = InstrumentType.Treaty, SubjectToRatification = true },
            Phase.ConsentPending
        },
        {
            new InstrumentSigned { InstrumentType = InstrumentType.JointStatement },
            Phase.Registered
        },
        {
            new ConsentExpressed { Party = "KGZ", Mode = ConsentMode.Ratification },
            Phase.ConsentPending
        },
        { new EnteredIntoForce(), Phase.InForce },
        {
            new EnteredIntoForce { Provisional = true },
            Phase.ConsentPending
        },
        {
            new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Achieved },
            Phase.Registered
        },
        {
            new InstrumentRegistered { Registry = "UNTS" },
            Phase.Registered
        },
        {
            new CommitmentReported { By = "JPN" },
            Phase.Registered
        },
        { new ClashReported(), Phase.Registered },
        { new CeasefireAgreed(), Phase.Registered },
        {
            new TalksStatusChanged { Status = TalksStatus.BrokenOff },
            Phase.Registered
        },
        { new StatementIssued(), Phase.Registered },
        {
            new AssessmentRecorded { Trend = Trend.Improved },
            Phase.Registered
        },
        {
            new ParticipationChanged { Actor = "UNRCCA", Change = ParticipationChange.Joined },
            Phase.Registered
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.InForce },
            Phase.Completed
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Implemented },
            Phase.Completed
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Abandoned },
            Phase.Abandoned
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Merged },
            Phase.Ended
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Superseded },
            Phase.Ended
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_first_fact_moves_the_phase_as_the_table_says(Event first, Phase phase)
    {
        var view = Given(BorderTalks, first.On("2024-12-04")).Now().Phase!;

        Assert.Equal(phase, view.Certain);
        Assert.Equal([phase], view.Possible);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_fact_that_may_not_have_happened_yet_moves_only_what_is_possible(Event first, Phase phase)
    {
        var view = Given(BorderTalks, first.On("[2024-12-04..2025-12-31]")).Now().Phase!;

        Assert.Equal(phase == Phase.Registered ? Phase.Registered : null, view.Certain);
        Assert.Equal(new[] { phase, Phase.Registered }.Distinct(), view.Possible);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Nothing_that_is_said_later_of_earlier_stages_moves_it_back(Event first, Phase phase)
    {
        var view = Given(BorderTalks, first.On("2024-12-04"), new RoundHeld().On("2025-01-10")).Now().Phase!;

        Assert.Equal(phase == Phase.Registered ? Phase.Negotiating : phase, view.Certain);
    }

    [Fact]
    public void A_milestone_counts_as_implementing_only_with_an_instrument_in_force()
    {
        var markers = new MilestoneReported { Milestone = Milestone.MarkersPlaced, Status = MilestoneStatus.Achieved };

        Assert.Equal(Phase.Implementing, Given(BorderTalks, InForce, markers.On("2025-03-25")).Now().Phase!.Shown);
        Assert.Equal(Phase.InForce, Given(BorderTalks, InForce, markers.On("2025-03-01")).Now().Phase!.Shown);
        Assert.Equal(
            Phase.InForce,
            Given(BorderTalks, InForce, (markers with { Status = MilestoneStatus.Planned }).On("2025-03-25"))
                .Now()
                .Phase!.Shown
        );
    }

    [Fact]
    public void It_says_since_when_and_which_fact_put_it_there()
    {
        var view = Given(
                BorderTalks,
                new RoundHeld().On("2024-07-06"),
                new DraftingInstructed().On("2024-12-04").Named("instruction"),
                new FinalDocumentsDrafted().On("2025-02-01").Named("documents")
            )
            .Now()
            .Phase!;

        Assert.Equal("2024-12-04", view.Since!.Text);
        Assert.Equal([EventBuilders.Id("instruction")], view.DecidedBy);
    }

    [Fact]
    public void A_late_report_takes_its_place_in_the_past() =>
        Assert.Equal(
            "2024-05-02",
            Given(BorderTalks, new RoundHeld().On("2024-07-06"))
                .AndOn("2025-02-01", new RoundHeld().On("2024-05-02"))
                .Now()
                .Phase!.Since!.Text
        );

    [Fact]
    public void A_closed_negotiation_that_reopens_stands_where_it_stood()
    {
        var past = Given(
            BorderTalks,
            new DraftingInstructed().On("2024-01-10"),
            new NegotiationClosed { Outcome = ClosingOutcome.Abandoned }.On("2024-03-01")
        );

        Assert.Equal(Phase.Abandoned, past.Now().Phase!.Shown);
        Assert.Equal(
            Phase.Drafting,
            past.AndOn("2025-02-01", new NegotiationClosed { Reopened = true }.On("2024-06-01")).Now().Phase!.Shown
        );
    }

    [Fact]
    public void What_happens_after_a_closing_does_not_reopen_it() =>
        Assert.Equal(
            Phase.Completed,
            Given(
                    BorderTalks,
                    new NegotiationClosed { Outcome = ClosingOutcome.InForce }.On("2024-03-01"),
                    new RoundHeld().On("2024-07-06")
                )
                .Now()
                .Phase!.Shown
        );

    [Fact]
    public void Consent_is_pending_until_every_signatory_has_given_it_and_then_the_treaty_is_consented_to()
    {
        var signed = Given(
            BorderTalks,
            new InstrumentSigned
            {
                InstrumentId = "treaty",
                Signatories = Both,
                SubjectToRatification = true,
            }.On("2025-03-13")
        );
        var one = signed.AndOn("2025-03-20", Consent("KGZ").On("2025-03-19"));
        var two = one.AndOn("2025-03-21", Consent("TJK").On("2025-03-20"));

        Assert.Equal(
            [Phase.ConsentPending, Phase.ConsentPending, Phase.Consented],
            [signed.Now().Phase!.Shown, one.Now().Phase!.Shown, two.Now().Phase!.Shown]
        );
    }

    [Fact]
    public void Without_named_signatories_the_consent_of_every_party_is_needed() =>
        Assert.Equal(
            Phase.Consented,
            Given(
                    BorderTalks,
                    new InstrumentSigned { InstrumentId = "treaty" }.On("2025-03-13"),
                    Consent("KGZ").On("2025-03-19"),
                    Consent("TJK").On("2025-03-20")
                )
                .Now()
                .Phase!.Shown
        );

    [Fact]
    public void The_same_party_consenting_twice_is_not_two() =>
        Assert.Equal(
            Phase.ConsentPending,
            Given(
                    BorderTalks,
                    new InstrumentSigned { InstrumentId = "treaty", Signatories = Both }.On("2025-03-13"),
                    Consent("KGZ").On("2025-03-19"),
                    Consent("KGZ").On("2025-03-20")
                )
                .Now()
                .Phase!.Shown
        );

    private static ConsentExpressed Consent(string party) =>
        new()
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        };
}
