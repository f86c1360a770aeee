using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Famous.FamousCase;

namespace Negotiations.Specs.Famous;

/// <summary>Treaties as an analyst asked of them once more: who is bound by what, in each reading.</summary>
public class SixthLookSpecs
{
    private static readonly InstrumentSigned ThreeSign = new InstrumentSigned
    {
        InstrumentId = "t",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK", "UZB"],
        SubjectToRatification = true,
    }.On("1998-01-01");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "t" }.On("2000-01-01");

    [Fact]
    public void Where_one_of_several_deposited_in_time_the_others_are_awaited_and_no_parties()
    {
        var treaty = Story(ThreeSign, Force, Deposits("KGZ", "1999-05-01"), Deposits("TJK", "2001-05-01"))
            .AsOf("2002-01-01")
            .Instrument("t");

        Assert.Equal(
            ["KGZ 2000-01-01", "TJK 2001-05-01"],
            treaty.Parties.Select(each => $"{each.Party} {each.Since.Text}")
        );
        Assert.Equal(["UZB"], treaty.Awaiting);
    }

    [Fact]
    public void A_disputed_deposit_leaves_the_party_that_gave_it_in_doubt_and_lets_no_other_in()
    {
        var status = Story(ThreeSign, Force, Deposits("KGZ", "1999-05-01"), Disputed(Deposits("TJK", "1999-06-01")))
            .AsOf("2002-01-01");

        Assert.Equal(["KGZ", "KGZ TJK"], Possible(status, "instruments[t].parties"));
        Assert.Equal(["TJK UZB", "UZB"], Possible(status, "instruments[t].awaiting"));
    }

    [Fact]
    public void Whose_place_was_taken_on_the_day_of_force_was_a_party_at_no_time_and_the_successor_is_said()
    {
        ConsentExpressed Exchanges(string party) =>
            new ConsentExpressed
            {
                InstrumentId = "t",
                Party = party,
                Mode = ConsentMode.ExchangeOfInstruments,
                InPlaceOf = party == "RUS" ? "SUN" : null,
            }.On("1994-12-05");
        var status = Story(
                ThreeSign with
                {
                    Signatories = ["USA", "SUN"],
                },
                Exchanges("USA"),
                new EnteredIntoForce { InstrumentId = "t" }.On("1994-12-05"),
                Exchanges("RUS"),
                Exchanges("UKR")
            )
            .AsOf("1995-01-01");

        Assert.DoesNotContain(status.Instrument("t").Parties, each => each.Party == "SUN");
        Assert.Contains(status.Headline.Clauses, each => each.Who?.Contains("RUS") == true);
    }

    [Fact]
    public void Until_when_one_was_a_party_and_when_a_treaty_ended_is_uncertain_where_a_notice_is_disputed()
    {
        var left = Story(
                ThreeSign,
                Force,
                Leaves("KGZ", "2010-06-01", "2011-01-01"),
                Disputed(Leaves("KGZ", "2009-06-01", "2010-01-01"))
            )
            .AsOf("2015-01-01");

        Assert.Equal("2010-01-01", left.Instrument("t").Parties.Single(each => each.Party == "KGZ").Until!.Text);
        Assert.Equal(["\"2010-01-01\"", "\"2011-01-01\""], Values(left, "instruments[t].parties[KGZ].until"));

        InstrumentEnded Ends(string on) => new InstrumentEnded { InstrumentId = "t", Mode = EndMode.Terminated }.On(on);
        var ended = Story(ThreeSign, Force, Disputed(Ends("2010-01-01")), Ends("2012-01-01")).AsOf("2015-01-01");
        Assert.Equal(["\"2010-01-01\"", "\"2012-01-01\""], Values(ended, "instruments[t].ended.on"));
        Assert.Equal(["\"2010-01-01\"", "\"2012-01-01\""], Values(ended, "instruments[t].parties[TJK].until"));
    }

    [Fact]
    public void What_no_source_disputes_is_said_before_what_one_does()
    {
        var status = Story(
                ThreeSign with
                {
                    Signatories = ["KGZ", "TJK", "UZB", "KAZ"],
                },
                Force,
                Leaves("KGZ", "2024-01-28", "2025-01-29"),
                Leaves("TJK", "2024-01-28", "2025-01-29"),
                Disputed(Leaves("KGZ", "2024-01-28", "2024-01-28")),
                Disputed(Leaves("TJK", "2024-01-28", "2024-01-28"))
            )
            .AsOf("2024-06-01");

        Assert.Equal(
            ["force", "ended.withdrawn.by 2025-01-29 KGZ TJK"],
            status.Headline.Clauses.Select(each => $"{each.Code} {each.For} {string.Join(' ', each.Who ?? [])}".Trim())
        );
    }

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public void Two_signatures_of_three_bring_no_entry_into_force_to_be_expected(int? parties)
    {
        var terms = new EntryIntoForceTerms { Trigger = ForceTrigger.Signature, Parties = parties };
        InstrumentSigned Signs(string party, string on) =>
            new InstrumentSigned
            {
                InstrumentId = "t",
                InstrumentType = InstrumentType.Treaty,
                Signatories = [party],
                EntryIntoForceTerms = terms,
            }.On(on);
        var story = Story(Signs("KGZ", "2001-01-01"), Signs("TJK", "2001-01-01"), Signs("UZB", "2001-03-01"));
        var (early, late) = (story.AsOf("2001-02-01"), story.AsOf("2001-04-01"));

        Assert.Null(early.Instrument("t").EntryIntoForce);
        Assert.DoesNotContain(early.Anomalies, each => each.Code == "date-passed-no-outcome");
        Assert.Equal("2001-03-01", late.Instrument("t").EntryIntoForce!.On!.Text);
    }

    [Fact]
    public void A_later_notification_begins_no_phase_that_a_signature_began()
    {
        var status = Of(
                Opened("Name", Subject.Other, "1993", "GRC", "MKD"),
                new InstrumentSigned
                {
                    InstrumentId = "interim",
                    InstrumentType = InstrumentType.Treaty,
                    Standing = InstrumentStanding.Principal,
                    Signatories = ["GRC", "MKD"],
                }.On("1995-09-13"),
                new InstrumentSigned
                {
                    InstrumentId = "prespa",
                    InstrumentType = InstrumentType.Treaty,
                    Standing = InstrumentStanding.Principal,
                    Signatories = ["GRC", "MKD"],
                    SubjectToRatification = true,
                }.On("2018-06-17"),
                new ConsentExpressed
                {
                    InstrumentId = "prespa",
                    Party = "MKD",
                    Mode = ConsentMode.Notification,
                }.On("2019-02-1X")
            )
            .AsOf("2019-02-11");

        Assert.Equal((Phase.ConsentPending, "2018-06-17"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Empty(Values(status, "phase.since"));
    }

    [Fact]
    public void Both_halves_of_a_swap_are_said()
    {
        MeasureTaken Transfers(string by, string to, decimal hectares) =>
            new MeasureTaken
            {
                Measure = Measure.TerritoryTransferred,
                By = [by],
                Against = [to],
                Amount = EventBuilders.Exactly(hectares) with { Unit = "ha" },
            }.On("2022-11-03");
        var status = Story(Transfers("KGZ", "UZB", 4485), Transfers("UZB", "KGZ", 19699)).Now();

        Assert.Equal(
            ["KGZ", "UZB"],
            status.Headline.Clauses.SelectMany(each => each.By ?? each.Who ?? []).Distinct().Order()
        );
    }

    private static Scenario Story(params Event[] events) =>
        Of(Opened("Three", Subject.Boundary, "1990", "KGZ", "TJK", "UZB"), events);

    private static T Disputed<T>(T fact)
        where T : Fact => fact with { Claim = new Claim { Status = ClaimStatus.Disputed } };

    private static ConsentExpressed Deposits(string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = "t",
            Party = party,
            Mode = ConsentMode.Deposit,
        }.On(on);

    private static InstrumentEnded Leaves(string party, string on, string effective) =>
        new InstrumentEnded
        {
            InstrumentId = "t",
            Party = party,
            Mode = EndMode.Withdrawn,
            Effective = Edtf.Parse(effective),
        }.On(on);

    private static IEnumerable<string> Possible(Status status, string field) =>
        status
            .Uncertain.Single(each => each.Field == field)
            .Possible.Select(set => string.Join(' ', set!.AsArray().Select(code => (string)code!)))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Values(Status status, string field) =>
        status
            .Uncertain.Where(each => each.Field == field)
            .SelectMany(each => each.Possible)
            .Select(value => value?.ToJsonString() ?? "null")
            .Order(StringComparer.Ordinal);
}
