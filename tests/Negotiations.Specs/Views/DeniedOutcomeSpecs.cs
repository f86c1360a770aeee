using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>A denied report is no outcome, and no silence of the sources either.</summary>
public class DeniedOutcomeSpecs
{
    private static readonly Claim Denied = new() { Status = ClaimStatus.Denied, DeniedBy = "TJK" };

    [Fact]
    public void Where_nothing_but_a_denied_clash_is_reported_the_sentence_says_it()
    {
        var status = Given(BorderTalks, new ClashReported { Claim = Denied }.On("2020-03-01")).Now();

        Assert.Equal(["clash Denied"], Said(status));
    }

    [Fact]
    public void A_denied_edition_is_said_instead_of_silence()
    {
        var status = Given(
                BorderTalks with
                {
                    Kind = NegotiationKind.DialogueSeries,
                    Cadence = "P1Y",
                },
                new MeetingHeld { Kind = MeetingKind.Summit }.On("2015-03-01"),
                new MeetingHeld { Kind = MeetingKind.Summit, Claim = Denied }.On("2016-03-01")
            )
            .Now();

        Assert.DoesNotContain(status.Headline.Clauses, each => each.Code == "series.silent");
        Assert.Contains(status.Headline.Clauses, each => each.Claim == ClaimStatus.Denied);
    }

    [Fact]
    public void A_plan_whose_outcome_is_denied_is_not_without_a_word_on_what_became_of_it()
    {
        var status = Given(
                BorderTalks,
                new MeetingScheduled
                {
                    MeetingId = "summit",
                    Kind = MeetingKind.Summit,
                    PlannedFor = Edtf.Parse("2020-03-10"),
                }.On("2020-02-01"),
                new MeetingHeld { MeetingId = "summit", Claim = Denied }.On("2020-03-10")
            )
            .Now();

        Assert.DoesNotContain(status.Anomalies, each => each.Code == "date-passed-no-outcome");
        Assert.DoesNotContain(status.Headline.Clauses, each => each.Code == "scheduled.passed");
        Assert.Contains(status.Headline.Clauses, each => each.Claim == ClaimStatus.Denied);
    }

    [Fact]
    public void A_milestone_that_is_denied_is_no_plan_of_which_no_source_speaks()
    {
        MilestoneReported Works(MilestoneStatus status) =>
            new()
            {
                MilestoneId = "works",
                Milestone = Milestone.Operating,
                Status = status,
            };
        var status = Given(
                BorderTalks with
                {
                    Kind = NegotiationKind.Project,
                },
                (Works(MilestoneStatus.Planned) with { PlannedFor = Edtf.Parse("2002") }).On("2001-01-01"),
                (Works(MilestoneStatus.Achieved) with { Claim = Denied }).On("2002-06-01")
            )
            .Now();

        Assert.DoesNotContain(status.Anomalies, each => each.Code == "date-passed-no-outcome");
        Assert.DoesNotContain(status.Headline.Clauses, each => each.Code == "milestone.passed");
    }

    private static IEnumerable<string> Said(Status status) =>
        status.Headline.Clauses.Select(each => $"{each.Code} {each.Claim}");
}
