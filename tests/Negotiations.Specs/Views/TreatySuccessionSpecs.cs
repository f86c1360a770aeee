using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// One state in the place of another in a treaty: only where a source says so, as nothing follows from the succession
/// of states alone (Vienna Convention of 1978).
/// </summary>
public class TreatySuccessionSpecs
{
    private static readonly Event[] Missiles =
    [
        new InstrumentSigned
        {
            InstrumentId = "inf",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["USA", "SUN"],
            SubjectToRatification = true,
        }.On("1987-12-08"),
        new ConsentExpressed { InstrumentId = "inf", Mode = ConsentMode.ExchangeOfInstruments }.On("1988-06-01"),
        new EnteredIntoForce { InstrumentId = "inf" }.On("1988-06-01"),
    ];

    private static readonly ConsentExpressed Russia = new ConsentExpressed
    {
        InstrumentId = "inf",
        Party = "RUS",
        Mode = ConsentMode.Succession,
        InPlaceOf = "SUN",
    }.On("1991-12-26");

    private static readonly InstrumentEnded Leaves = new InstrumentEnded
    {
        InstrumentId = "inf",
        Mode = EndMode.Withdrawn,
        Party = "RUS",
    }.On("2019-08-02");

    [Fact]
    public void Who_takes_the_place_of_another_is_a_party_instead_of_it_and_not_beside_it()
    {
        var parties = Story(Russia).AsOf("1995-01-01").Instruments[0].Parties;

        Assert.Equal(
            ["USA 1988-06-01/..", "SUN 1988-06-01/1991-12-26", "RUS 1991-12-26/.."],
            parties.Select(each => $"{each.Party} {each.Since.Text}/{each.Until?.Text ?? ".."}")
        );
    }

    [Fact]
    public void A_treaty_of_two_ends_when_the_successor_of_one_leaves()
    {
        var story = Story(Russia, Leaves);

        Assert.Equal(Phase.InForce, story.AsOf("2019-08-01").Phase!.Certain);
        Assert.Equal((Phase.Ended, "RUS"), (story.AsOf("2019-08-03").Phase!.Certain, By(story)));

        static string? By(Scenario story) => story.AsOf("2019-08-03").Instruments[0].Ended!.By;
    }

    [Fact]
    public void Where_no_source_says_that_it_took_the_place_the_end_of_one_that_never_joined_is_not_passed_over()
    {
        var status = Story(Leaves).AsOf("2020-01-01");

        Assert.Equal(Phase.InForce, status.Phase!.Certain);
        Assert.Contains(status.Anomalies, each =>
            each.Code == "left-without-joining" && (string?)each.Values["party"] == "RUS"
        );
        Assert.DoesNotContain(Story(Russia, Leaves).AsOf("2020-01-01").Anomalies, each =>
            each.Code == "left-without-joining"
        );
    }

    [Fact]
    public void A_predecessor_of_which_no_source_says_that_it_was_replaced_stays_a_party()
    {
        var status = Story(Russia with { InPlaceOf = null }).AsOf("1995-01-01").Instruments[0];

        Assert.Equal(
            ["USA", "SUN", "RUS"],
            status.Parties.Where(each => each.Until is null).Select(each => each.Party)
        );
    }

    [Fact]
    public void Several_may_take_the_place_of_one()
    {
        var story = Story(Russia, Russia with { Party = "UKR" }, Russia with { Party = "BLR" });

        Assert.Equal(
            ["USA", "RUS", "UKR", "BLR"],
            story.AsOf("1995-01-01").Instruments[0].Parties.Where(each => each.Until is null).Select(each => each.Party)
        );
    }

    [Theory]
    [InlineData("1992-06-01", "1991-12-26", "1992-03-01", "USA SUN")]
    [InlineData("1992-06-01", "1991-12-26", "1992-07-01", "USA RUS")]
    [InlineData("1992-06-01", "1992-12-01", "1992-07-01", "USA SUN")]
    [InlineData("1992-06-01", "1992-12-01", "1993-01-01", "USA RUS")]
    public void The_predecessor_is_a_party_until_the_consent_has_effect(
        string consent,
        string effective,
        string day,
        string parties
    ) =>
        Assert.Equal(
            parties,
            string.Join(
                ' ',
                Story(Russia.On(consent) with { Effective = Edtf.Parse(effective) })
                    .AsOf(day)
                    .Instruments[0]
                    .Parties.Where(each => each.Until is null)
                    .Select(each => each.Party)
            )
        );

    [Fact]
    public void A_predecessor_is_not_awaited_where_its_successor_has_consented()
    {
        var status = Scenario
            .Given(
                Scenario.BorderTalks,
                Missiles[0],
                Russia with
                {
                    Mode = ConsentMode.Ratification,
                },
                new ConsentExpressed
                {
                    InstrumentId = "inf",
                    Party = "USA",
                    Mode = ConsentMode.Ratification,
                }.On("1992-10-01")
            )
            .Now();

        Assert.Empty(status.Instruments[0].Awaiting);
        Assert.Equal(Phase.Consented, status.Phase!.Certain);
    }

    [Fact]
    public void Who_joins_a_treaty_in_force_takes_no_one_out_of_it()
    {
        var status = Scenario
            .Given(Scenario.BorderTalks, Missiles[0], Missiles[2], Accession("KAZ"), Accession("UKR"))
            .Now();

        Assert.Equal(["KAZ", "SUN", "UKR", "USA"], status.Instruments[0].Parties.Select(each => each.Party).Order());

        static ConsentExpressed Accession(string party) =>
            new ConsentExpressed
            {
                InstrumentId = "inf",
                Party = party,
                Mode = ConsentMode.Accession,
            }.On("1994-01-01");
    }

    [Theory]
    [InlineData("RUS", "inPlaceOf names the party itself")]
    [InlineData(null, "needs 'party'")]
    public void In_its_own_place_or_without_a_party_it_is_refused(string? party, string words) =>
        Scenario
            .Given(Scenario.BorderTalks)
            .When(Russia with { Party = party, InPlaceOf = "RUS" })
            .ThenRefused(RefusalKind.Invalid, "in-place-of-itself", "/inPlaceOf", words);

    private static Scenario Story(params Event[] more) => Scenario.Given([Scenario.BorderTalks, .. Missiles, .. more]);
}
