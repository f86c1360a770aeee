using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>An instrument that takes the place of the principal one is principal after it.</summary>
public class PrincipalSuccessionSpecs
{
    private static readonly RoundHeld Round = new RoundHeld().On("2018-01-10");

    private static readonly InstrumentSigned First = new InstrumentSigned
    {
        InstrumentId = "first",
        InstrumentType = InstrumentType.Treaty,
    }.On("2019-03-01");

    private static readonly InstrumentSigned Second = new InstrumentSigned
    {
        InstrumentId = "second",
        InstrumentType = InstrumentType.Agreement,
    }.On("2023-01-01");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "first" }.On("2019-06-01");

    [Fact]
    public void One_that_supersedes_the_only_other_leaves_nothing_unclear_and_decides_from_its_first_act_on()
    {
        var story = Given(BorderTalks, Round, First, Force, Second with { Supersedes = "first" });

        Assert.Equal(
            [Phase.Negotiating, Phase.InForce, Phase.Signed],
            new[] { "2018-06-01", "2020-01-01", "2023-06-01" }.Select(day => story.AsOf(day).Phase!.Certain!.Value)
        );
        Assert.DoesNotContain(story.Now().Anomalies, each => each.Code == "principal-unclear");
    }

    [Fact]
    public void The_successor_that_the_end_of_one_names_is_principal_after_it()
    {
        var story = Given(
            BorderTalks,
            First,
            Force,
            new InstrumentEnded
            {
                InstrumentId = "first",
                Mode = EndMode.Superseded,
                Successor = "second",
            }.On("2022-01-01"),
            Second
        );

        Assert.Equal(
            [Phase.Ended, Phase.Signed],
            new[] { "2022-06-01", "2023-06-01" }.Select(day => story.AsOf(day).Phase!.Certain!.Value)
        );
    }

    [Theory]
    [InlineData(InstrumentStanding.Principal, null, Phase.Signed)]
    [InlineData(InstrumentStanding.Principal, InstrumentStanding.Side, Phase.InForce)]
    public void What_supersedes_a_marked_one_is_principal_unless_it_is_marked_side(
        InstrumentStanding first,
        InstrumentStanding? second,
        Phase phase
    ) =>
        Assert.Equal(
            phase,
            Given(
                    BorderTalks,
                    First with
                    {
                        Standing = first,
                    },
                    Force,
                    Second with
                    {
                        InstrumentType = InstrumentType.Protocol,
                        Standing = second,
                        Supersedes = "first",
                    }
                )
                .Now()
                .Phase!.Certain
        );

    [Fact]
    public void It_is_the_later_of_the_two_whatever_the_days_of_their_first_acts()
    {
        var drafted = new FinalDocumentsDrafted { InstrumentId = "second", InstrumentType = InstrumentType.Treaty };
        var status = Given(BorderTalks, drafted.On("2018-02-01"), First, Second with { Supersedes = "first" }).Now();

        Assert.Equal([Phase.Signed], status.Phase!.Possible);
        Assert.Equal(Id("event 4"), status.Phase.DecidedBy.Single());
    }

    [Fact]
    public void Two_that_take_the_place_of_each_other_are_unclear() =>
        Assert.Contains(
            Given(BorderTalks, Round, First with { Supersedes = "second" }, Second with { Supersedes = "first" })
                .Now()
                .Anomalies,
            each => each.Code == "principal-unclear"
        );

    [Fact]
    public void Two_marked_that_take_the_place_of_each_other_are_read_as_if_neither_did() =>
        Assert.Equal(
            Phase.Signed,
            Given(
                    BorderTalks,
                    Force,
                    First with
                    {
                        Standing = InstrumentStanding.Principal,
                        Supersedes = "second",
                    },
                    Second with
                    {
                        Standing = InstrumentStanding.Principal,
                        Supersedes = "first",
                    }
                )
                .Now()
                .Phase!.Certain
        );

    [Fact]
    public void Where_it_is_disputed_that_it_supersedes_the_other_both_are_possible()
    {
        var disputed = new ProvisionsReported
        {
            InstrumentId = "second",
            Provisions = [],
            Supersedes = "first",
            Claim = new Claim { Status = ClaimStatus.Disputed },
        };
        var status = Given(BorderTalks, Round, First, Second, disputed.On("2023-02-01")).Now();

        Assert.Equal([Phase.Signed, Phase.Negotiating], status.Phase!.Possible);
    }

    private static Guid Id(string name) => EventBuilders.Id(name);
}
