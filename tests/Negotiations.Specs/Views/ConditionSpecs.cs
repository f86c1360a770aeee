using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// What is beside the phase and never moves it: boundary stage, security, health, the two flags of drafting.
/// </summary>
public class ConditionSpecs
{
    [Fact]
    public void The_stages_of_boundary_making_follow_sections_markers_and_the_completed_demarcation()
    {
        var past = Given(
            BorderTalks,
            new SectionsAgreed().On("2023-11-01"),
            Achieved(Milestone.MarkersPlaced).On("2024-05-01"),
            Achieved(Milestone.DemarcationCompleted).On("2025-01-01")
        );

        Assert.Equal(
            [BoundaryStage.None, BoundaryStage.Delimitation, BoundaryStage.Demarcation, BoundaryStage.Administration],
            new[] { "2023-10-31", "2023-11-01", "2024-05-01", "2025-01-01" }.Select(day => past.AsOf(day).BoundaryStage)
        );
    }

    [Fact]
    public void Where_nothing_is_said_of_a_boundary_there_is_no_stage_of_it_and_no_word_on_its_sections()
    {
        var dialogue = BorderTalks with
        {
            Kind = NegotiationKind.DialogueSeries,
            Subject = Subject.Partnership,
            BoundaryLength = null,
        };
        var held = new RoundHeld().On("2023-06-01");
        var (quiet, border) = (Given(dialogue, held).Now(), Given(BorderTalks, held).Now());

        Assert.Equal(
            (null, null, BoundaryStage.None),
            (quiet.BoundaryStage, quiet.Sections.AllAgreed, border.BoundaryStage)
        );

        var some = Given(dialogue, new SectionsAgreed { Cumulative = EventBuilders.Exactly(300) }.On("2023-07-01"))
            .Now();
        Assert.Equal((BoundaryStage.Delimitation, false), (some.BoundaryStage, some.Sections.AllAgreed));
    }

    [Fact]
    public void A_disputed_word_on_sections_may_be_none()
    {
        var disputed = new Claim { Status = ClaimStatus.Disputed };
        var status = Given(
                BorderTalks with
                {
                    Subject = Subject.Partnership,
                    BoundaryLength = null,
                },
                new SectionsAgreed { AllRemaining = true, Claim = disputed }.On("2023-07-01")
            )
            .Now();

        string?[] Possible(string field) =>
            [.. status.Uncertain.Single(each => each.Field == field).Possible.Select(each => each?.ToJsonString())];
        Assert.Equal(["true", null], Possible("sections.allAgreed"));
        Assert.Equal(["\"delimitation\"", null], Possible("boundaryStage"));
    }

    [Fact]
    public void A_boundary_stage_does_not_fall_back() =>
        Assert.Equal(
            BoundaryStage.Administration,
            Given(
                    BorderTalks,
                    Achieved(Milestone.DemarcationCompleted).On("2024-01-01"),
                    new SectionsAgreed().On("2025-01-01")
                )
                .Now()
                .BoundaryStage
        );

    [Fact]
    public void Markers_that_are_only_planned_demarcate_nothing() =>
        Assert.Equal(
            BoundaryStage.None,
            Given(
                    BorderTalks,
                    (Achieved(Milestone.MarkersPlaced) with { Status = MilestoneStatus.Planned }).On("2024-05-01")
                )
                .Now()
                .BoundaryStage
        );

    [Fact]
    public void Security_is_what_the_latest_clash_or_truce_makes_it()
    {
        var past = Given(
            BorderTalks,
            new ClashReported().On("2021-04-28"),
            new CeasefireAgreed().On("2021-05-01"),
            new ClashReported().On("2022-01-27"),
            new ClashReported().On("2022-09-14"),
            new CeasefireAgreed().On("2022-09-16")
        );

        Assert.Equal(
            [
                Security.NotReported,
                Security.Clashes,
                Security.Ceasefire,
                Security.Clashes,
                Security.Clashes,
                Security.Ceasefire,
            ],
            new[] { "2021-04-27", "2021-04-28", "2021-05-01", "2022-01-27", "2022-09-14", "2022-09-16" }.Select(day =>
                past.AsOf(day).Security.State
            )
        );
    }

    [Fact]
    public void A_clash_that_breaches_a_ceasefire_no_one_recorded_breaks_it_all_the_same() =>
        Assert.Equal(
            Security.CeasefireBroken,
            Given(BorderTalks, new ClashReported { Breaches = "ceasefire-2021" }.On("2022-09-14"))
                .AsOf("2022-10-01")
                .Security.State
        );

    [Fact]
    public void A_clash_never_moves_the_phase() =>
        Assert.Equal(
            Phase.Drafting,
            Given(BorderTalks, new DraftingInstructed().On("2024-12-04"), new ClashReported().On("2025-01-01"))
                .Now()
                .Phase!.Shown
        );

    [Theory]
    [InlineData(TalksStatus.Suspended, Health.Suspended)]
    [InlineData(TalksStatus.Deadlocked, Health.Deadlocked)]
    [InlineData(TalksStatus.BrokenOff, Health.BrokenOff)]
    [InlineData(TalksStatus.Resumed, Health.Active)]
    public void Health_is_what_a_source_says_of_the_talks(TalksStatus status, Health health) =>
        Assert.Equal(
            health,
            Given(BorderTalks, new TalksStatusChanged { Status = status }.On("2023-01-10")).AsOf("2023-01-11").Health
        );

    [Fact]
    public void Talks_that_are_held_again_are_active_again() =>
        Assert.Equal(
            Health.Active,
            Given(
                    BorderTalks,
                    new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2023-01-10"),
                    new RoundHeld().On("2023-10-03")
                )
                .AsOf("2023-10-04")
                .Health
        );

    [Fact]
    public void A_statement_does_not_revive_suspended_talks() =>
        Assert.Equal(
            Health.Suspended,
            Given(
                    BorderTalks,
                    new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2023-01-10"),
                    new StatementIssued().On("2023-10-03")
                )
                .Now()
                .Health
        );

    [Fact]
    public void Active_talks_of_which_nothing_is_heard_for_one_and_a_half_cadences_are_quiet()
    {
        var past = Given(BorderTalks with { Cadence = "P6M" }, new RoundHeld().On("2024-01-01"));

        Assert.Equal(
            [Health.Active, Health.Quiet],
            new[] { "2024-09-27", "2024-09-28" }.Select(day => past.AsOf(day).Health)
        );
    }

    [Fact]
    public void Without_a_cadence_half_a_year_of_silence_is_quiet_and_replaces_nothing_but_active()
    {
        var round = Given(BorderTalks, new RoundHeld().On("2024-01-01"));

        Assert.Equal(
            [Health.Active, Health.Quiet],
            new[] { "2024-06-29", "2024-06-30" }.Select(day => round.AsOf(day).Health)
        );
        Assert.Equal(
            Health.Deadlocked,
            Given(BorderTalks, new TalksStatusChanged { Status = TalksStatus.Deadlocked }.On("2005-01-01")).Now().Health
        );
    }

    [Fact]
    public void Talks_of_which_no_act_is_on_record_are_not_reported_and_a_closed_negotiation_has_no_health()
    {
        Assert.Equal(Health.NotReported, Given(BorderTalks, new StatementIssued().On("2024-01-01")).Now().Health);
        Assert.Null(
            Given(
                    BorderTalks,
                    new RoundHeld().On("2004-01-01"),
                    new NegotiationClosed { Outcome = ClosingOutcome.Abandoned }.On("2005-01-01")
                )
                .Now()
                .Health
        );
    }

    [Fact]
    public void Being_instructed_to_draft_and_having_drafted_are_two_things()
    {
        var status = Given(BorderTalks, new DraftingInstructed().On("2024-12-04")).Now();
        var done = Given(BorderTalks, new FinalDocumentsDrafted().On("2024-12-04")).Now();

        Assert.Equal((true, false), (status.DraftingInstructed, status.FinalDocumentsDrafted));
        Assert.Equal((false, true), (done.DraftingInstructed, done.FinalDocumentsDrafted));
    }

    [Fact]
    public void An_assessment_moves_nothing()
    {
        var before = Given(BorderTalks, new RoundHeld().On("2024-01-01")).Now();
        var after = Given(
                BorderTalks,
                new RoundHeld().On("2024-01-01"),
                new AssessmentRecorded { Trend = Trend.Deteriorated, Alert = Alert.Risk }.On("2024-02-01")
            )
            .Now();

        Assert.Equal(
            (before.Phase!.Shown, before.BoundaryStage, before.Security.State, before.Health),
            (after.Phase!.Shown, after.BoundaryStage, after.Security.State, after.Health)
        );
        Assert.Empty(after.Anomalies);
    }

    private static MilestoneReported Achieved(Milestone milestone) =>
        new() { Milestone = milestone, Status = MilestoneStatus.Achieved };
}
