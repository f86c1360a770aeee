using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// A source dates the entry into force for one party: for this one it is in force since that day, whatever it
/// deposited before and whatever day is said of all.
/// </summary>
public class OwnDaySpecs
{
    // Brazil and Chile ratified early and waived the conditions of article 28 decades later.
    private static readonly Scenario Tlatelolco = FamousCase.Of(
        FamousCase.Opened("Nuclear-weapon-free zone", Subject.Security, "1964-11-23", "MEX", "SLV", "BRA", "CHL"),
        Signs("tlatelolco", "1967-02-14", "MEX", "SLV", "BRA", "CHL"),
        Deposits("tlatelolco", "MEX", "1967-09-20"),
        Deposits("tlatelolco", "BRA", "1968-01-29"),
        Deposits("tlatelolco", "SLV", "1968-04-22"),
        new EnteredIntoForce { InstrumentId = "tlatelolco" }.On("1969-04-25"),
        Deposits("tlatelolco", "CHL", "1974-10-09"),
        For("tlatelolco", "CHL", "1994-01-18"),
        For("tlatelolco", "BRA", "1994-05-30")
    );

    private static readonly Scenario Climate = FamousCase.Of(
        FamousCase.Opened("Climate", Subject.Other, "2015", "USA", "CHN", "FRA"),
        Signs("paris", "2016-04-22", "USA", "CHN", "FRA"),
        Deposits("paris", "USA", "2016-09-03"),
        Deposits("paris", "CHN", "2016-09-03"),
        Deposits("paris", "FRA", "2016-10-05"),
        new EnteredIntoForce { InstrumentId = "paris" }.On("2016-11-04"),
        new InstrumentEnded
        {
            InstrumentId = "paris",
            Mode = EndMode.Withdrawn,
            Party = "USA",
            Effective = Edtf.Parse("2020-11-04"),
        }.On("2019-11-04"),
        Deposits("paris", "USA", "2021-01-20"),
        For("paris", "USA", "2021-02-19")
    );

    [Theory]
    [InlineData("1969-04-25", "MEX SLV")]
    [InlineData("1974-10-09", "MEX SLV")]
    [InlineData("1994-01-17", "MEX SLV")]
    [InlineData("1994-01-18", "CHL MEX SLV")]
    [InlineData("1994-05-30", "BRA CHL MEX SLV")]
    public void It_is_in_force_for_one_party_since_the_day_that_a_source_gives_for_this_one(string day, string members)
    {
        var status = Tlatelolco.AsOf(day);

        Assert.Equal(members, string.Join(' ', status.Instrument("tlatelolco").Members().Order()));
        Assert.Equal((Phase.InForce, "1969-04-25"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Empty(Invariants.Broken(status));
        Assert.DoesNotContain(status.Uncertain, each => each.Field.StartsWith("instruments", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_deposited_and_has_a_later_day_of_its_own_is_neither_a_party_nor_awaited()
    {
        var treaty = Tlatelolco.AsOf("1980-01-01").Instrument("tlatelolco");

        Assert.Empty(treaty.Awaiting);
        Assert.Equal(
            ["MEX 1969-04-25", "SLV 1969-04-25", "CHL 1994-01-18", "BRA 1994-05-30"],
            Tlatelolco
                .AsOf("2000-01-01")
                .Instrument("tlatelolco")
                .Parties.Select(each => $"{each.Party} {each.Since.Text}")
        );
    }

    [Fact]
    public void A_withdrawal_before_the_day_of_its_own_does_not_end_the_treaty_of_the_others()
    {
        var story = Tlatelolco.AndOn(
            "2026-06-02",
            new InstrumentEnded
            {
                InstrumentId = "tlatelolco",
                Mode = EndMode.Denounced,
                Party = "SLV",
            }
                .On("1980-01-01")
                .Named("denounced")
        );

        Assert.Equal(Phase.InForce, story.AsOf("1981-01-01").Phase!.Certain);
        Assert.Equal(["MEX"], story.AsOf("1981-01-01").Instrument("tlatelolco").Members());
    }

    [Theory]
    [InlineData("2018-01-01", true)]
    [InlineData("2020-12-01", false)]
    [InlineData("2021-01-25", false)]
    [InlineData("2021-02-19", true)]
    public void A_day_after_a_withdrawal_is_that_of_the_new_spell_and_takes_nothing_from_the_old_one(
        string day,
        bool isParty
    )
    {
        var treaty = Climate.AsOf(day).Instrument("paris");

        Assert.Equal(isParty, treaty.Members().Contains("USA"));
        Assert.Equal("2016-11-04", treaty.Parties.First(each => each.Party == "USA").Since.Text);
    }

    [Fact]
    public void A_day_after_a_suspension_ends_the_suspension_and_no_spell()
    {
        var story = BorderTreaty(
            new InstrumentEnded
            {
                InstrumentId = "border",
                Mode = EndMode.Suspended,
                Party = "UZB",
            }.On("2003-01-01"),
            For("border", "UZB", "2005-01-01")
        );

        var spell = story.AsOf("2006-01-01").Instrument("border").Parties.Single(each => each.Party == "UZB");
        Assert.Equal(("2002-01-01", null, null), (spell.Since.Text, spell.Until?.Text, spell.Suspended));
        Assert.True(
            story.AsOf("2004-01-01").Instrument("border").Parties.Single(each => each.Party == "UZB").Suspended
        );
    }

    [Fact]
    public void A_disputed_day_of_its_own_leaves_both_possible()
    {
        var story = BorderTreaty(
            For("border", "UZB", "2005-01-01") with
            {
                Claim = new Claim { Status = ClaimStatus.Disputed },
            }
        );

        Assert.Equal(["KGZ TJK", "KGZ TJK UZB"], PartiesPossible(story.AsOf("2003-01-01"), "border"));
        Assert.Empty(PartiesPossible(story.AsOf("2006-01-01"), "border"));
    }

    [Fact]
    public void An_end_that_may_come_before_or_after_the_day_leaves_both_possible()
    {
        var story = BorderTreaty(
            new InstrumentEnded
            {
                InstrumentId = "border",
                Mode = EndMode.Denounced,
                Party = "UZB",
            }.On("[2004-01-01..2006-01-01]"),
            For("border", "UZB", "2005-01-01")
        );

        Assert.Equal(["KGZ TJK", "KGZ TJK UZB"], PartiesPossible(story.AsOf("2003-01-01"), "border"));
    }

    // In force for all three from 2002 on, and what came later.
    private static Scenario BorderTreaty(params Event[] later) =>
        FamousCase.Of(
            FamousCase.Opened("Border", Subject.Boundary, "2000", "KGZ", "UZB", "TJK"),
            [
                Signs("border", "2001-01-01", "KGZ", "UZB", "TJK"),
                new EnteredIntoForce { InstrumentId = "border" }.On("2002-01-01"),
                .. later,
            ]
        );

    private static IEnumerable<string> PartiesPossible(Status status, string id) =>
        status
            .Uncertain.Where(each => each.Field == $"instruments[{id}].parties")
            .SelectMany(each => each.Possible)
            .Select(set => string.Join(' ', set!.AsArray().Select(code => (string)code!)))
            .Order();

    private static InstrumentSigned Signs(string id, string on, params string[] signatories) =>
        new InstrumentSigned
        {
            InstrumentId = id,
            InstrumentType = InstrumentType.Treaty,
            Signatories = signatories,
            SubjectToRatification = true,
        }.On(on);

    private static ConsentExpressed Deposits(string id, string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = id,
            Party = party,
            Mode = ConsentMode.Deposit,
        }.On(on);

    private static EnteredIntoForce For(string id, string party, string on) =>
        new EnteredIntoForce { InstrumentId = id, ForParty = party }.On(on);
}
