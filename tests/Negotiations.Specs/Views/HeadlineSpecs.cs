using CsCheck;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Events;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What matters most, in one sentence: which events it is about, for each kind. The words are the
/// pages'.</summary>
public class HeadlineSpecs
{
    private static readonly RoundHeld Round = new RoundHeld { RoundNumber = 4 }.On("2024-02-01");

    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        Title = "Border Treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK"],
    }.On("2025-03-13");

    [Fact]
    public void Of_talks_it_is_the_latest_act() =>
        Assert.Equal([("round.numbered", "2024-02-01")], Said(Given(BorderTalks, Round.On("2024-01-01"), Round).Now()));

    [Fact]
    public void What_decides_the_phase_is_said_even_where_another_act_followed() =>
        Assert.Equal(
            [("signed.by", "2025-03-13"), ("round", "2025-03-20")],
            Said(Given(BorderTalks, Treaty, new RoundHeld().On("2025-03-20")).Now())
        );

    [Fact]
    public void A_meeting_of_the_same_day_is_no_news_beside_what_was_signed_at_it() =>
        Assert.Equal(
            [("signed.by", "2025-03-13")],
            Said(Given(BorderTalks, Treaty, new MeetingHeld { Kind = MeetingKind.Summit }.On("2025-03-13")).Now())
        );

    [Fact]
    public void An_instrument_is_called_what_any_event_on_it_calls_it()
    {
        var headline = Given(BorderTalks, Treaty, new EnteredIntoForce { InstrumentId = "treaty" }.On("2025-03-31"))
            .Now()
            .Headline;

        Assert.Equal(("force", "Border Treaty"), (headline.Clauses[0].Code, headline.Clauses[0].What));
    }

    [Theory]
    [InlineData(NegotiationKind.CouncilProduct)]
    [InlineData(NegotiationKind.Negotiation)]
    public void Of_resolutions_that_replace_one_another_the_one_that_stands_is_said(NegotiationKind kind)
    {
        var first = new TextAuthenticated
        {
            InstrumentId = "first",
            Title = "Resolution 1",
            InstrumentType = InstrumentType.Declaration,
            Mode = AuthenticationMode.Adopted,
            By = ["UN"],
        }.On("2024-06-05");
        var second = (first with { InstrumentId = "second", Title = "Resolution 2", Supersedes = "first" }).On(
            "2025-01-10"
        );
        var ended = new InstrumentEnded { InstrumentId = "first", Mode = EndMode.Superseded }.On("2025-01-10");

        var headline = Given(BorderTalks with { Kind = kind }, first, second, ended).Now().Headline;

        Assert.Equal(
            [("authenticated.adopted", "Resolution 2")],
            headline.Clauses.Select(each => (each.Code, each.What!))
        );
    }

    [Fact]
    public void Documents_that_were_ordered_are_said_with_what_was_agreed_in_the_same_breath() =>
        Assert.Equal(
            ["sections.all", "drafting"],
            Given(
                    BorderTalks,
                    new SectionsAgreed { AllRemaining = true }.On("2024-12-04"),
                    new DraftingInstructed { InstrumentId = "documents" }.On("2024-12-04")
                )
                .Now()
                .Headline.Clauses.Select(each => each.Code)
        );

    [Fact]
    public void What_was_made_known_in_a_statement_bears_its_day_and_its_speaker()
    {
        var ministry = new Claim { Status = ClaimStatus.Announced, AttributedTo = "the ministry" };
        var statement = (new StatementIssued() with { Claim = ministry }).On("2025-01-22").Named("statement");
        var headline = Given(BorderTalks, statement, (Treaty with { Claim = ministry }).On("[..2025-01-22]"))
            .Now()
            .Headline;

        Assert.Equal(("the ministry", "2025-01-22"), (headline.Clauses[0].Said, headline.Clauses[0].SaidOn!.Text));
        Assert.Contains(statement.EventId!.Value, headline.Events);
    }

    [Fact]
    public void What_is_disputed_says_so_and_what_is_denied_stands_behind_what_is_not()
    {
        var disputed = (Round with { Claim = new Claim { Status = ClaimStatus.Disputed } }).Named("disputed");
        var denied = Treaty with
        {
            Claim = new Claim { Status = ClaimStatus.Denied, DeniedBy = "the ministry" },
        };

        var clauses = Given(BorderTalks, disputed, denied).Now().Headline.Clauses;

        Assert.Equal([ClaimStatus.Disputed, ClaimStatus.Denied], clauses.Select(each => each.Claim!.Value));
        Assert.Equal(("round.numbered", "the ministry"), (clauses[0].Code, clauses[1].DeniedBy));
    }

    [Fact]
    public void Of_a_project_it_is_what_was_last_built_and_the_plan_that_is_open() =>
        Assert.Equal(
            ["done.works-began", "milestone.planned"],
            Of(
                NegotiationKind.Project,
                Reports(Milestone.WorksBegan, MilestoneStatus.Achieved, "2024-09"),
                Reports(Milestone.ConstructionCompleted, MilestoneStatus.Planned, "2024-10", "2027")
            )
        );

    [Fact]
    public void A_plan_whose_day_has_passed_says_so() =>
        Assert.Equal(
            ["milestone.passed"],
            Of(NegotiationKind.Project, Reports(Milestone.WorksBegan, MilestoneStatus.Planned, "2024-01", "2024-07"))
        );

    [Fact]
    public void Of_a_series_it_is_the_last_edition_and_the_one_to_come() =>
        Assert.Equal(
            ["met.summit", "scheduled"],
            Of(
                NegotiationKind.DialogueSeries,
                new MeetingHeld { MeetingId = "one", Kind = MeetingKind.Summit }.On("2024-07-04"),
                new MeetingScheduled
                {
                    MeetingId = "two",
                    Kind = MeetingKind.Summit,
                    PlannedFor = Edtf.Parse("2025-07"),
                }.On("2025-01-10")
            )
        );

    [Fact]
    public void A_series_that_was_closed_or_fell_asleep_says_so()
    {
        var edition = new MeetingHeld { Kind = MeetingKind.Summit }.On("2020-07-04");

        Assert.Equal(
            ["met.summit", "series.closed.abandoned"],
            Of(
                NegotiationKind.DialogueSeries,
                edition,
                new NegotiationClosed { Outcome = ClosingOutcome.Abandoned }.On("2021-01-01")
            )
        );
        Assert.Equal(
            ["met.summit", "series.silent"],
            Given(BorderTalks with { Kind = NegotiationKind.DialogueSeries, Cadence = "P1Y" }, edition)
                .Now()
                .Headline.Clauses.Select(each => each.Code)
        );
    }

    [Fact]
    public void A_series_without_an_edition_that_was_closed_says_it_once() =>
        Assert.Equal(
            ["series.closed.abandoned"],
            Of(
                NegotiationKind.DialogueSeries,
                new NegotiationClosed { Outcome = ClosingOutcome.Abandoned }.On("2021-01-01")
            )
        );

    [Fact]
    public void Of_relations_it_is_the_latest_step_and_of_a_council_product_the_last_action()
    {
        Assert.Equal(
            ["visited"],
            Of(
                NegotiationKind.Relations,
                new MeetingHeld { Kind = MeetingKind.Visit }
                    .With("CHN".As(ActorRole.Visitor), "TJK".As(ActorRole.Host))
                    .On("2024-07-04"),
                new StatementIssued { Form = StatementForm.Remarks }.On("2024-08-01")
            )
        );
        Assert.Equal(
            ["blocked"],
            Of(
                NegotiationKind.CouncilProduct,
                new StatementIssued { Form = StatementForm.PressStatement }.On("2018-01-25"),
                new TalksStatusChanged { Status = TalksStatus.Deadlocked }.On("2018-06~")
            )
        );
    }

    [Fact]
    public void A_clash_is_said_where_no_act_of_the_talks_is_on_record() =>
        Assert.Equal(["clash"], Of(NegotiationKind.Negotiation, new ClashReported().On("2022-09-16")));

    [Fact]
    public void What_broke_a_truce_is_said_beside_it()
    {
        var truce = new CeasefireAgreed { CeasefireId = "minsk" }.On("2015-02-12");
        var breach = new BreachAlleged { CeasefireId = "minsk", By = ["UKR"] };

        Assert.Equal(["ceasefire"], Of(NegotiationKind.Negotiation, new ClashReported().On("2015-02-10"), truce));
        Assert.Equal(
            ["ceasefire", "clash"],
            Of(NegotiationKind.Negotiation, truce, new ClashReported().On("2015-02-17"))
        );
        Assert.Equal(["ceasefire", "breach"], Of(NegotiationKind.Negotiation, truce, breach.On("2015-02-17")));
        Assert.Equal(
            ["ceasefire", "breach"],
            Of(NegotiationKind.Negotiation, truce, (breach with { By = null }).On("2015-02-17"))
        );
        Assert.Equal(["ceasefire"], Of(NegotiationKind.Negotiation, truce, breach.On("2015-02-01")));
    }

    // The Annan plan: one side said yes on the day on which the other said no.
    [Fact]
    public void Each_party_has_its_last_answer_to_a_proposal_in_whichever_order_they_were_recorded()
    {
        var plan = new ProposalMade { ProposalId = "plan", By = ["UNSG"] }.On("2004-03-31");
        var earlier = Answer("CYP", ProposalAnswer.WithConditions, "2004-04-07");
        var no = Answer("CYP", ProposalAnswer.Rejected, "2004-04-24");
        var yes = Answer("CYP-TC", ProposalAnswer.Accepted, "2004-04-24");
        string[] both = ["answered.accepted CYP-TC", "answered.rejected CYP"];

        Assert.Equal(both, Answers(plan, earlier, no, yes));
        Assert.Equal(both, Answers(plan, earlier, yes, no));
        Assert.Equal(
            ["answered.rejected CYP", "answered.accepted CYP-TC"],
            Answers(plan, no, Answer("CYP-TC", ProposalAnswer.Accepted, "2004-04-25"))
        );
        Assert.Equal(
            ["answered.accepted CYP,CYP-TC"],
            Answers(plan, no, yes, Answer("CYP", ProposalAnswer.Accepted, "2004-04-24"))[..1]
        );
        Assert.Equal(both, Answers(no with { ProposalId = null }, yes with { ProposalId = null }));

        static ProposalAnswered Answer(string by, ProposalAnswer answer, string on) =>
            new ProposalAnswered
            {
                ProposalId = "plan",
                By = [by],
                Answer = answer,
            }.On(on);

        static string[] Answers(params Event[] events) =>
            [
                .. Given([BorderTalks, .. events])
                    .Now()
                    .Headline.Clauses.Select(each => $"{each.Code} {string.Join(',', each.Who!)}"),
            ];
    }

    [Fact]
    public void Where_nothing_happened_it_says_that_nothing_is_on_record() =>
        Assert.Equal(["nothing"], Of(NegotiationKind.Negotiation));

    [Fact]
    public void Every_fact_has_a_sentence_and_no_act_on_the_record_has_one() => Assert.All(Samples.Types, type =>
        {
            var sample = EventJson.Read(Samples.Element(type)).Value!;
            var headline = Headline.Of(
                new RecordedEvent(sample.EventId!.Value, 1, 1, DateTimeOffset.UnixEpoch, "monitor-1", sample)
            );
            Assert.Equal(sample is Fact, headline is not null);
            Assert.All(headline?.Events ?? [], id => Assert.Equal(sample.EventId, id));
        });

    [Fact]
    public void Whatever_happened_is_said_and_by_events_that_are_on_record() =>
        Gen.Select(AnyStream.OfAnyDates, AnyStream.Day)
            .Holds(
                (negotiation, day) =>
                {
                    var status = StatusFold.Of(negotiation, Clocks.On(day))!.Status;
                    var ids = negotiation.Events.Select(each => each.EventId).ToHashSet();
                    Assert.NotEmpty(status.Headline.Clauses);
                    Assert.All(status.Headline.Events, id => Assert.Contains(id, ids));
                    if (status.LastEvent is { Type: not "negotiation-opened" })
                        Assert.NotEqual("nothing", status.Headline.Clauses[0].Code);
                },
                iter: 300
            );

    private static MilestoneReported Reports(
        Milestone what,
        MilestoneStatus status,
        string on,
        string? plannedFor = null
    ) =>
        new MilestoneReported
        {
            Milestone = what,
            Status = status,
            PlannedFor = plannedFor is null ? null : Edtf.Parse(plannedFor),
        }.On(on);

    private static IEnumerable<string> Of(NegotiationKind kind, params Event[] events) =>
        Given([BorderTalks with { Kind = kind }, .. events]).Now().Headline.Clauses.Select(each => each.Code);

    private static IEnumerable<(string, string)> Said(Status status) =>
        status.Headline.Clauses.Select(each => (each.Code, each.On!.Text));
}
