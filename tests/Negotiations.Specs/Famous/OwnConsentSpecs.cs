using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// Conventions that are open to all, recorded by a negotiation of a few: who negotiates today is no party to them by
/// that, and who accedes is one since its accession.
/// </summary>
public class OwnConsentSpecs
{
    private static readonly Scenario Convention = FamousCase.Of(
        FamousCase.Opened("Accessions", Subject.Other, "1990", "KGZ", "TJK", "UZB"),
        new EnteredIntoForce { InstrumentId = "c", InstrumentType = InstrumentType.Convention }.On("1980-01-01"),
        Accedes("c", "KGZ", "1992-05-01"),
        Accedes("c", "TJK", "1994-05-01"),
        Accedes("c", "UZB", "1996-05-01") with
        {
            Effective = Edtf.Parse("1996-08-01"),
        },
        Leaves("c", "KGZ", "2001-05-01"),
        Leaves("c", "TJK", "2002-05-01")
    );

    [Fact]
    public void Who_accedes_is_a_party_since_its_accession_and_leaves_nothing_by_it()
    {
        Assert.Empty(Convention.AsOf("1981-01-01").Instrument("c").Parties);
        Assert.Equal(
            ["KGZ 1992-05-01/..", "TJK 1994-05-01/..", "UZB 1996-08-01/.."],
            Convention
                .AsOf("1997-01-01")
                .Instrument("c")
                .Parties.Select(each => $"{each.Party} {each.Since.Text}/{each.Until?.Text ?? ".."}")
        );
    }

    [Fact]
    public void A_convention_to_which_states_accede_does_not_end_where_one_of_those_on_record_is_left()
    {
        var status = Convention.AsOf("2003-01-01");

        Assert.Equal(Phase.InForce, status.Phase!.Certain);
        Assert.Equal(InstrumentStatus.InForce, status.Instrument("c").Status);
        Assert.Equal(["UZB"], status.Instrument("c").Members());
        Assert.Contains(status.Anomalies, each => each.Code == "one-party-on-record");
    }

    [Fact]
    public void Who_signed_and_deposited_after_the_entry_into_force_is_a_party_since_the_deposit()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Deposit", Subject.Other, "1979", "KGZ", "TJK"),
            new InstrumentSigned
            {
                InstrumentId = "d",
                InstrumentType = InstrumentType.Convention,
                Signatories = ["KGZ", "TJK"],
                SubjectToRatification = true,
            }.On("1979-01-01"),
            new EnteredIntoForce { InstrumentId = "d" }.On("1980-01-01"),
            new ConsentExpressed
            {
                InstrumentId = "d",
                Party = "TJK",
                Mode = ConsentMode.Deposit,
            }.On("1992-05-01")
        );

        Assert.Equal(["KGZ"], story.AsOf("1985-01-01").Instrument("d").Members());
        Assert.Equal(["TJK"], story.AsOf("1985-01-01").Instrument("d").Awaiting);
        Assert.Equal(
            "1992-05-01",
            story.AsOf("1995-01-01").Instrument("d").Parties.Single(each => each.Party == "TJK").Since.Text
        );
    }

    [Fact]
    public void A_disputed_accession_leaves_both_possible_before_it_as_well()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Deposit", Subject.Other, "1979", "KGZ", "TJK"),
            new InstrumentSigned
            {
                InstrumentId = "d",
                InstrumentType = InstrumentType.Convention,
                Signatories = ["KGZ", "TJK"],
            }.On("1979-01-01"),
            new EnteredIntoForce { InstrumentId = "d" }.On("1980-01-01"),
            new ConsentExpressed
            {
                InstrumentId = "d",
                Party = "TJK",
                Mode = ConsentMode.Deposit,
                Claim = new Claim { Status = ClaimStatus.Disputed },
            }.On("1992-05-01")
        );

        Assert.Equal(
            ["KGZ", "KGZ TJK"],
            story
                .AsOf("1985-01-01")
                .Uncertain.Single(each => each.Field == "instruments[d].parties")
                .Possible.Select(set => string.Join(' ', set!.AsArray().Select(code => (string)code!)))
        );
    }

    [Fact]
    public void Who_negotiates_today_is_no_party_to_an_old_text_beside_its_own()
    {
        var protocol = Ozone.AsOf("2017-01-01").Instrument("mp");

        Assert.Equal(
            (InstrumentStatus.InForce, 0, 0),
            (protocol.Status, protocol.Parties.Count, protocol.Awaiting.Count)
        );
    }

    [Fact]
    public void Fewer_consents_than_the_terms_ask_are_not_all_where_no_one_signed()
    {
        var (early, late) = (Ozone.AsOf("2017-06-01"), Ozone.AsOf("2018-10-01"));

        Assert.Empty(early.Instrument("kigali").Awaiting);
        Assert.Equal(Phase.ConsentPending, late.Phase!.Certain);
        Assert.Equal(InstrumentStatus.AwaitingConsent, late.Instrument("kigali").Status);
    }

    [Fact]
    public void Provisional_application_for_one_is_that_of_this_one_alone()
    {
        var story = FamousCase.Of(
            FamousCase.Opened("Chemical weapons", Subject.Security, "1992", "RUS", "USA"),
            new InstrumentSigned
            {
                InstrumentId = "cwc",
                InstrumentType = InstrumentType.Convention,
                Signatories = ["RUS", "USA"],
            }.On("1993-01-13"),
            new EnteredIntoForce { InstrumentId = "cwc" }.On("1997-04-29"),
            new EnteredIntoForce
            {
                InstrumentId = "cwc",
                Provisional = true,
                ForParty = "SYR",
            }.On("2013-09-14")
        );
        var status = story.AsOf("2013-09-30");

        Assert.Null(status.Instrument("cwc").EntryIntoForce!.Provisional);
        Assert.True(status.Instrument("cwc").Parties.Single(each => each.Party == "SYR").Provisional);
        Assert.Contains(status.Headline.Clauses, each => each is { Code: "force.provisional.for", Who: ["SYR"] });
    }

    private static readonly Scenario Ozone = FamousCase.Of(
        FamousCase.Opened("Kigali", Subject.Other, "2016", "EU", "MLI", "FSM", "RWA"),
        new TextAuthenticated
        {
            InstrumentId = "mp",
            InstrumentType = InstrumentType.Protocol,
            Standing = InstrumentStanding.Side,
            Mode = AuthenticationMode.Adopted,
        }.On("1987-09-16"),
        new EnteredIntoForce { InstrumentId = "mp" }.On("1989-01-01"),
        new TextAuthenticated
        {
            InstrumentId = "kigali",
            InstrumentType = InstrumentType.Amendment,
            Standing = InstrumentStanding.Principal,
            Mode = AuthenticationMode.Adopted,
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Deposits, Parties = 20 },
        }.On("2016-10-15"),
        Deposits("MLI", "2017-03-31"),
        Deposits("FSM", "2017-05-12"),
        Deposits("RWA", "2017-05-23"),
        Deposits("EU", "2018-09-27")
    );

    private static ConsentExpressed Deposits(string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = "kigali",
            Party = party,
            Mode = ConsentMode.Deposit,
        }.On(on);

    private static ConsentExpressed Accedes(string id, string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = id,
            Party = party,
            Mode = ConsentMode.Accession,
        }.On(on);

    private static InstrumentEnded Leaves(string id, string party, string on) =>
        new InstrumentEnded
        {
            InstrumentId = id,
            Party = party,
            Mode = EndMode.Withdrawn,
        }.On(on);
}
