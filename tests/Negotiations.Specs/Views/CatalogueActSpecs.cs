using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Proposals, provisions, reservations, measures, rulings and allegations as the status lists them.</summary>
public partial class CatalogueActSpecs
{
    private static readonly ProposalMade Plan = new ProposalMade
    {
        ProposalId = "plan",
        Title = "Bridging proposal",
        By = ["UNRCCA"],
        Summary = "Plots of equal size.",
    }.On("2024-05-02");

    [Fact]
    public void A_proposal_is_one_item_with_every_answer_to_it()
    {
        var proposal = Assert.Single(
            Given(
                    BorderTalks,
                    Plan,
                    Answer("KGZ", ProposalAnswer.WithConditions, "2024-05-20") with
                    {
                        Conditions = "The road stays open.",
                    },
                    Answer("TJK", ProposalAnswer.Rejected, "2024-06-01")
                )
                .Now()
                .Proposals
        );

        Assert.Equal(
            ("plan", "Bridging proposal", "Plots of equal size."),
            (proposal.ProposalId, proposal.Title, proposal.Summary)
        );
        Assert.Equal(["UNRCCA"], proposal.By);
        Assert.Equal("2024-05-02", proposal.Made!.Text);
        Assert.Equal(
            [(ProposalAnswer.WithConditions, "KGZ"), (ProposalAnswer.Rejected, "TJK")],
            proposal.Answers.Select(each => (each.Answer, each.By[0]))
        );
        Assert.Equal("The road stays open.", proposal.Answers[0].Conditions);
        Assert.Equal(3, proposal.Events.Count);
        Assert.Equal("AKIpress", Assert.Single(proposal.Sources).Publisher);
    }

    [Fact]
    public void An_answer_to_what_no_source_names_stands_alone_and_was_never_made() =>
        Assert.Null(
            Assert
                .Single(
                    Given(BorderTalks, Answer("KGZ", ProposalAnswer.NoAnswer, "2024-06-01") with { ProposalId = null })
                        .Now()
                        .Proposals
                )
                .Made
        );

    [Fact]
    public void A_proposal_moves_no_phase_and_what_is_accepted_is_an_act_of_the_talks()
    {
        var refused = Given(BorderTalks, Plan, Answer("TJK", ProposalAnswer.Rejected, "2025-03-01")).Now();
        var accepted = Given(BorderTalks, Plan, Answer("TJK", ProposalAnswer.Accepted, "2025-03-01")).Now();

        Assert.Equal((Phase.Registered, Health.NotReported), (refused.Phase!.Shown, refused.Health));
        Assert.Equal((Phase.Registered, Health.Active), (accepted.Phase!.Shown, accepted.Health));
    }

    [Fact]
    public void A_reservation_and_the_objection_to_it_are_listed_and_move_nothing()
    {
        var signed = new InstrumentSigned { InstrumentId = "border-treaty", Signatories = ["KGZ", "TJK"] }.On(
            "2025-03-13"
        );
        var reserved = new ReservationMade
        {
            InstrumentId = "border-treaty",
            Party = "KGZ",
            Form = ReservationForm.Reservation,
            Text = "Article 3 excepted.",
        }
            .On("2025-03-14")
            .Named("reserved");
        var objection = new ReservationMade
        {
            InstrumentId = "border-treaty",
            Party = "TJK",
            Form = ReservationForm.Objection,
            To = Id("reserved"),
        }.On("2025-03-20");

        var instrument = Assert.Single(Given(BorderTalks, signed, reserved, objection).Now().Instruments);

        Assert.Equal(
            [("KGZ", ReservationForm.Reservation, (Guid?)null), ("TJK", ReservationForm.Objection, Id("reserved"))],
            instrument.Reservations.Select(each => (each.Party, each.Form, each.To))
        );
        Assert.Equal("Article 3 excepted.", instrument.Reservations[0].Text);
        Assert.Equal(InstrumentStatus.Signed, instrument.Status);
    }

    [Fact]
    public void A_measure_that_was_undone_says_by_which()
    {
        var imposed = new MeasureTaken
        {
            Measure = Measure.SanctionImposed,
            By = ["EU"],
            Against = ["TJK"],
        }
            .On("2023-01-01")
            .Named("imposed");
        var lifted = new MeasureTaken
        {
            Measure = Measure.SanctionLifted,
            By = ["EU"],
            Reverses = Id("imposed"),
        }
            .On("2024-01-01")
            .Named("lifted");
        var past = Given(BorderTalks, imposed, lifted);

        Assert.Equal([Id("lifted"), (Guid?)null], past.Now().Measures.Select(each => each.ReversedBy));
        Assert.Null(Assert.Single(past.AsOf("2023-06-01").Measures).ReversedBy);
    }

    [Fact]
    public void A_lifting_that_is_disputed_may_have_left_the_measure_standing()
    {
        var imposed = new MeasureTaken { Measure = Measure.SanctionImposed }
            .On("2023-01-01")
            .Named("imposed");
        var lifted = new MeasureTaken
        {
            Measure = Measure.SanctionLifted,
            Reverses = Id("imposed"),
            Claim = new Claim { Status = ClaimStatus.Disputed },
        }.On("2024-01-01");

        var field = Assert.Single(Given(BorderTalks, imposed, lifted).Now().Uncertain, each =>
            each.Field == $"measures[{Id("imposed")}].reversedBy"
        );
        Assert.Contains(null, field.Possible);
    }

    [Fact]
    public void A_measure_under_the_principal_instrument_implements_it_and_one_beside_it_does_not()
    {
        var force = new EnteredIntoForce { InstrumentId = "border-treaty" }.On("2025-03-20");
        var exchange = new MeasureTaken { Measure = Measure.PrisonersExchanged, Amount = Exactly(20) }.On("2025-03-25");

        Assert.Equal(Phase.Implementing, PhaseAfter(force, exchange with { InstrumentId = "border-treaty" }));
        Assert.Equal(Phase.InForce, PhaseAfter(force, exchange));
        Assert.Equal(Phase.InForce, PhaseAfter(force, exchange with { InstrumentId = "another" }));
        Assert.Equal(
            Phase.InForce,
            PhaseAfter(force, exchange with { InstrumentId = "border-treaty", Measure = Measure.SanctionImposed })
        );
    }

    [Fact]
    public void Rulings_and_allegations_are_listed_with_what_they_are_about()
    {
        var ruling = new RulingIssued
        {
            Body = "ICJ",
            Matter = "The border river",
            Ruling = Ruling.ProvisionalMeasures,
            Symbol = "2024/43",
            Binding = true,
        }.On("2024-06-11");
        var breach = new BreachAlleged
        {
            InstrumentId = "border-treaty",
            By = ["KGZ"],
            Against = ["TJK"],
            Provision = "Paragraph 2",
        }.On("2024-07-01");
        var status = Given(BorderTalks, ruling, breach).Now();

        var (decided, alleged) = (Assert.Single(status.Rulings), Assert.Single(status.Breaches));
        Assert.Equal(
            ("ICJ", "The border river", "2024/43", true),
            (decided.Body, decided.Matter, decided.Symbol, decided.Binding)
        );
        Assert.Equal(
            ("border-treaty", "Paragraph 2", "KGZ", "TJK"),
            (alleged.InstrumentId, alleged.Provision, alleged.By[0], alleged.Against[0])
        );
        Assert.Equal(Security.NotReported, status.Security.State);
    }

    [Fact]
    public void A_statement_says_which_instrument_it_endorses() =>
        Assert.Equal(
            "border-treaty",
            Assert
                .Single(
                    Given(
                            BorderTalks,
                            new StatementIssued { Form = StatementForm.Resolution, Endorses = "border-treaty" }.On(
                                "2025-03-20"
                            )
                        )
                        .Now()
                        .Statements
                )
                .Endorses
        );

    [Fact]
    public void The_last_representative_stands_for_a_party_until_it_leaves()
    {
        var opened = BorderTalks.With(
            new Actor
            {
                Id = "KGZ",
                Role = ActorRole.Party,
                Representative = "The first",
            },
            "TJK".As(ActorRole.Party)
        );
        var changed = new ParticipationChanged
        {
            Actor = "KGZ",
            Change = ParticipationChange.RepresentativeChanged,
            Representative = "The second",
        }.On("2024-01-01");
        var past = Given(
            opened,
            changed,
            new ParticipationChanged { Actor = "KGZ", Change = ParticipationChange.Left }.On("2025-01-01")
        );

        Assert.Equal(["The first", null], past.AsOf("2023-06-01").Parties.Select(each => each.Representative));
        Assert.Equal(["The second", null], past.AsOf("2024-06-01").Parties.Select(each => each.Representative));
        Assert.Equal([null], past.Now().Parties.Select(each => each.Representative));
        Assert.Equal(ActorRole.Party, past.AsOf("2024-06-01").Parties[0].Role);
    }

    [Fact]
    public void Several_bouts_are_a_count_in_the_words_of_the_source()
    {
        var clashes = Given(
                BorderTalks,
                new ClashReported { Unenumerated = true, Count = Words("several bouts", Qualifier.Several) }
                    .On("2022-09")
                    .Named("bouts")
            )
            .Now()
            .Clashes;

        var several = Assert.Single(clashes.Several!);
        Assert.Equal((Id("bouts"), "several bouts", 3m), (several.EventId, several.Count.Text, several.Count.Low));
        Assert.Equal((1, 1), (clashes.Count, clashes.Unenumerated));
    }

    private static Phase PhaseAfter(params Event[] events) => Given([BorderTalks, .. events]).Now().Phase!.Shown;

    private static ProposalAnswered Answer(string by, ProposalAnswer answer, string on) =>
        new ProposalAnswered
        {
            ProposalId = "plan",
            By = [by],
            Answer = answer,
        }.On(on);
}
