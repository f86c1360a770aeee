using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// Treaties of many parties of which a record holds few: who signed and never ratified is no party, and nothing follows
/// from how few consents are on record.
/// </summary>
public class OpenTreatySpecs
{
    private static readonly Scenario Rome = FamousCase.Of(
        FamousCase.Opened("Rome Statute", Subject.Other, "1995-12-11", "ITA"),
        new TextAuthenticated
        {
            InstrumentId = "rome",
            InstrumentType = InstrumentType.Treaty,
            Mode = AuthenticationMode.Adopted,
        }.On("1998-07-17"),
        Signs("rome", "1998-07-18", "ITA") with
        {
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Deposits, Parties = 60 },
        },
        Signs("rome", "2000-09-13", "RUS"),
        Signs("rome", "2000-12-31", "USA", "ISR"),
        Consents("rome", "ITA", "1999-07-26"),
        new EnteredIntoForce { InstrumentId = "rome" }.On("2002-07-01"),
        Consents("rome", "BDI", "2004-09-21"),
        Consents("rome", "PHL", "2011-08-30"),
        Ends("rome", EndMode.Withdrawn, "BDI", "2016-10-27", "2017-10-27"),
        Ends("rome", EndMode.Withdrawn, "PHL", "2018-03-17", "2019-03-17"),
        Ends("rome", EndMode.Suspended, "ITA", "2020-01-01", null)
    );

    private static readonly Scenario Charter = FamousCase.Of(
        FamousCase.Opened("Energy Charter Treaty", Subject.Trade, "1991-12-17", "RUS", "ITA", "DEU", "FRA"),
        Signs("ect", "1994-12-17", "RUS", "ITA", "DEU", "FRA") with
        {
            InstrumentType = InstrumentType.Treaty,
        },
        new EnteredIntoForce { InstrumentId = "ect", Provisional = true }.On("1994-12-17"),
        Consents("ect", "ITA", "1997-12-05"),
        Consents("ect", "DEU", "1997-12-16"),
        new EnteredIntoForce { InstrumentId = "ect" }.On("1998-04-16"),
        Consents("ect", "FRA", "1999-09-27"),
        Ends("ect", EndMode.ProvisionalApplicationEnded, "RUS", "2009-08-20", "2009-10-18")
    );

    [Fact]
    public void Who_signed_and_never_ratified_is_no_party_where_a_number_of_consents_puts_it_in_force()
    {
        var rome = Rome.AsOf("2002-07-01").Instrument("rome");

        Assert.Equal(InstrumentStatus.InForce, rome.Status);
        Assert.Equal(["ITA"], rome.Members());
        Assert.Equal(["ISR", "RUS", "USA"], rome.Awaiting.Order());
    }

    [Theory]
    [InlineData("2017-11-01", "ITA PHL")]
    [InlineData("2019-04-01", "ITA")]
    [InlineData("2020-02-01", "ITA")]
    public void That_few_of_those_on_record_remain_ends_or_suspends_nothing(string day, string members)
    {
        var status = Rome.AsOf(day);

        Assert.Equal((Phase.InForce, "2002-07-01"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Equal(InstrumentStatus.InForce, status.Instrument("rome").Status);
        Assert.Equal(members, string.Join(' ', status.Instrument("rome").Members().Order()));
    }

    [Fact]
    public void Where_as_many_are_asked_as_have_signed_force_is_for_all_of_them_and_two_less_one_end_it()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Border", Subject.Boundary, "2000", "KGZ", "UZB"),
            Signs("border", "2001-01-01", "KGZ", "UZB") with
            {
                InstrumentType = InstrumentType.Treaty,
                EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Notifications, Parties = 2 },
            },
            new EnteredIntoForce { InstrumentId = "border" }.On("2002-01-01"),
            Ends("border", EndMode.Denounced, "UZB", "2003-01-01", null)
        );

        Assert.Equal(["KGZ", "UZB"], story.AsOf("2002-06-01").Instrument("border").Members());
        Assert.Equal(Phase.Ended, story.AsOf("2003-06-01").Phase!.Certain);
    }

    [Fact]
    public void It_goes_on_to_apply_provisionally_for_one_while_it_is_in_force_for_others()
    {
        var then = Charter.AsOf("2005-01-01").Instrument("ect").Parties;
        var now = Charter.AsOf("2010-01-01").Instrument("ect").Parties;

        Assert.Equal(
            "1994-12-17 open",
            then.Where(each => each is { Party: "RUS", Provisional: true })
                .Select(each => $"{each.Since.Text} {each.Until?.Text ?? "open"}")
                .Single()
        );
        Assert.Equal("2009-10-18", now.Single(each => each.Party == "RUS").Until!.Text);
        Assert.Equal("1999-09-27", then.Single(each => each is { Party: "FRA", Provisional: true }).Until!.Text);
    }

    [Fact]
    public void A_convention_that_states_adopted_in_an_organisation_awaits_not_the_organisation()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Convention 190", Subject.Other, "2018-05-28", "ILO"),
            new TextAuthenticated
            {
                InstrumentId = "c190",
                InstrumentType = InstrumentType.Convention,
                Mode = AuthenticationMode.Adopted,
            }.On("2019-06-21"),
            Consents("c190", "URY", "2020-06-12"),
            Consents("c190", "FJI", "2020-06-25"),
            new EnteredIntoForce { InstrumentId = "c190" }.On("2021-06-25"),
            Ends("c190", EndMode.Denounced, "FJI", "2025-01-01", null)
        );

        Assert.Empty(story.AsOf("2020-07-01").Instrument("c190").Awaiting);
        Assert.Equal(Phase.ConsentPending, story.AsOf("2020-07-01").Phase!.Certain);
        Assert.Equal(["URY", "FJI"], story.AsOf("2022-01-01").Instrument("c190").Members());
        Assert.Equal(Phase.InForce, story.AsOf("2025-06-01").Phase!.Certain);
    }

    [Fact]
    public void A_deposit_after_a_withdrawal_makes_no_approval_of_the_consent_before_it()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Paris", Subject.Other, "2015", "USA", "CHN", "FRA"),
            Signs("paris", "2016-04-22", "USA", "CHN", "FRA") with
            {
                InstrumentType = InstrumentType.Treaty,
            },
            Consents("paris", "USA", "2016-09-03", ConsentMode.Acceptance),
            Consents("paris", "CHN", "2016-09-03"),
            Consents("paris", "FRA", "2016-10-05"),
            new EnteredIntoForce { InstrumentId = "paris" }.On("2016-11-04"),
            Ends("paris", EndMode.Withdrawn, "USA", "2019-11-04", "2020-11-04"),
            Consents("paris", "USA", "2021-01-20", ConsentMode.Deposit)
        );

        Assert.Contains("USA", story.AsOf("2017-01-01").Instrument("paris").Members());
        Assert.DoesNotContain("USA", story.AsOf("2020-12-01").Instrument("paris").Members());
        Assert.Contains("USA", story.AsOf("2021-06-01").Instrument("paris").Members());
        Assert.Empty(story.AsOf("2017-01-01").Instrument("paris").Approvals);
    }

    [Fact]
    public void Who_signs_later_puts_off_no_force_that_began_when_all_who_negotiated_had_signed()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Accords", Subject.Peace, "2020-08", "ISR", "ARE"),
            Signs("accords", "2020-09-15", "ISR") with
            {
                InstrumentType = InstrumentType.Agreement,
                SubjectToRatification = null,
                EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Signature },
            },
            Signs("accords", "2020-09-16", "ARE") with
            {
                SubjectToRatification = null,
            },
            Signs("accords", "2025-11-06", "KAZ") with
            {
                SubjectToRatification = null,
            }
        );

        Assert.Equal(Phase.Signed, story.AsOf("2020-09-15").Phase!.Certain);
        Assert.Equal(
            (Phase.InForce, "2020-09-16"),
            (story.AsOf("2024-01-01").Phase!.Certain, story.AsOf("2024-01-01").Phase!.Since!.Text)
        );
        Assert.Equal(
            "2025-11-06",
            story.AsOf("2026-01-01").Instrument("accords").Parties.Single(each => each.Party == "KAZ").Since.Text
        );
    }

    private static InstrumentSigned Signs(string id, string on, params string[] signatories) =>
        new InstrumentSigned
        {
            InstrumentId = id,
            Signatories = signatories,
            SubjectToRatification = true,
        }.On(on);

    private static ConsentExpressed Consents(
        string id,
        string party,
        string on,
        ConsentMode mode = ConsentMode.Ratification
    ) =>
        new ConsentExpressed
        {
            InstrumentId = id,
            Party = party,
            Mode = mode,
        }.On(on);

    private static InstrumentEnded Ends(string id, EndMode mode, string party, string on, string? effective) =>
        new InstrumentEnded
        {
            InstrumentId = id,
            Mode = mode,
            Party = party,
            Effective = effective is null ? null : Edtf.Parse(effective),
        }.On(on);
}
