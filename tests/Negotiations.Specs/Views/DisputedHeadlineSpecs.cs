using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>A sentence that is disputed or denied says who does it, as far as a source says.</summary>
public class DisputedHeadlineSpecs
{
    private static readonly RoundHeld Round = new RoundHeld().On("2024-02-01").Named("round");

    [Theory]
    [InlineData(Stance.Disputes)]
    [InlineData(Stance.Denies)]
    public void Whose_source_it_is_is_in_the_clause_and_its_event_among_those_of_the_sentence(Stance stance)
    {
        var headline = Given(BorderTalks, Round, Against(stance, "IRNA"), Against(stance, "RTS")).Now().Headline;

        Assert.Equal("IRNA, RTS", headline.Clauses[^1].DeniedBy);
        Assert.Contains(EventBuilders.Id("IRNA"), headline.Events);
        Assert.Contains(EventBuilders.Id("RTS"), headline.Events);
        Assert.Equal("AKIpress", headline.Clauses[^1].Source);
    }

    [Fact]
    public void The_one_that_the_report_itself_names_comes_first()
    {
        var claim = new Claim { Status = ClaimStatus.Denied, DeniedBy = "TJK" };

        Assert.Equal(
            "TJK",
            Given(BorderTalks, Round with { Claim = claim }, Against(Stance.Denies, "IRNA"))
                .Now()
                .Headline.Clauses[^1]
                .DeniedBy
        );
    }

    [Fact]
    public void Where_no_source_says_who_no_one_is_named() =>
        Assert.Null(
            Given(BorderTalks, Round with { Claim = new Claim { Status = ClaimStatus.Disputed } })
                .Now()
                .Headline.Clauses[^1]
                .DeniedBy
        );

    [Theory]
    [InlineData(Stance.Disputes)]
    [InlineData(Stance.Denies)]
    public void The_one_that_speaks_in_the_source_is_named_apart_from_it(Stance stance)
    {
        var clause = Given(BorderTalks, Round, Against(stance, "RTS").With("SRB".As(ActorRole.Party)))
            .Now()
            .Headline.Clauses[^1];

        Assert.Equal(["SRB"], clause.Deniers);
        Assert.Equal("RTS", clause.DeniedBy);
    }

    [Fact]
    public void The_claim_of_an_item_names_them_too()
    {
        var agreement = new AgreementReached().On("2023-03-18").Named("round");
        var shown = Given(
                BorderTalks,
                agreement,
                Against(Stance.Disputes, "RTS").With("SRB".As(ActorRole.Party), "KGZ".As(ActorRole.Party))
            )
            .Now()
            .Agreements.Single();

        Assert.Equal((ClaimStatus.Disputed, "SRB, KGZ"), (shown.Claim!.Status!.Value, shown.Claim.DeniedBy));
        Assert.Null(Given(BorderTalks, agreement).Now().Agreements.Single().Claim);
    }

    private static SourceAttached Against(Stance stance, string publisher) =>
        new SourceAttached { Target = EventBuilders.Id("round"), Stance = stance }
            .By(publisher)
            .Named(publisher);
}
