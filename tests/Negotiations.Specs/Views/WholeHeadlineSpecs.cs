using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>A sentence leaves out no one who did the same, nothing that still holds, and no treaty in force.</summary>
public class WholeHeadlineSpecs
{
    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        Title = "Border Treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["USA", "RUS", "DEU", "TUR"],
    }.On("1990-11-19");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "treaty" }.On("1992-11-09");

    [Fact]
    public void Several_that_suspend_on_one_day_are_all_named() =>
        Assert.Equal(
            ["force 1992-11-09 ", "ended.suspended.by 2023-11-07 USA DEU"],
            Said(Given(BorderTalks, Treaty, Force, Suspends("USA", "2023-11-07"), Suspends("DEU", "2023-11-07")).Now())
        );

    [Fact]
    public void What_others_did_before_is_said_as_long_as_it_holds() =>
        Assert.Equal(
            [
                "force 1992-11-09 ",
                "ended.withdrawn.by 2023-06-09 RUS",
                "ended.suspended.by 2023-11-07 USA DEU",
                "ended.suspended.by 2024-04-05 TUR",
            ],
            Said(
                Given(
                        BorderTalks,
                        Treaty,
                        Force,
                        Suspends("RUS", "2007-07-14"),
                        Withdraws("RUS", "2023-06-09", "2023-11-07"),
                        Suspends("USA", "2023-11-07"),
                        Suspends("DEU", "2023-11-07"),
                        Suspends("TUR", "2024-04-05")
                    )
                    .Now()
            )
        );

    [Fact]
    public void What_was_lifted_revoked_or_made_good_by_a_new_consent_is_not() =>
        Assert.Equal(
            ["force 1992-11-09 ", "ended.suspended.by 2024-04-05 TUR"],
            Said(
                Given(
                        BorderTalks,
                        Treaty,
                        Force,
                        Suspends("RUS", "2007-07-14"),
                        new InstrumentResumed { InstrumentId = "treaty", Party = "RUS" }.On("2008-07-14"),
                        Withdraws("DEU", "2010-01-01", "2012-01-01"),
                        new InstrumentResumed { InstrumentId = "treaty", Party = "DEU" }.On("2011-01-01"),
                        Withdraws("USA", "2013-01-01", "2014-01-01"),
                        new ConsentExpressed
                        {
                            InstrumentId = "treaty",
                            Party = "USA",
                            Mode = ConsentMode.Acceptance,
                        }.On("2015-01-01"),
                        Suspends("TUR", "2024-04-05")
                    )
                    .Now()
            )
        );

    [Fact]
    public void Many_that_left_one_after_the_other_are_counted()
    {
        string[] parties = ["AUT", "BEL", "CAN", "DNK", "ESP", "FRA", "GBR", "HUN"];
        var headline = Given([
                BorderTalks,
                Treaty with
                {
                    Signatories = [.. parties, "USA", "RUS"],
                },
                Force,
                .. parties.Select((party, i) => Withdraws(party, $"200{i}-01-01", $"200{i}-07-01")),
            ])
            .Now()
            .Headline;

        Assert.Equal(
            [
                "force 1992-11-09 ",
                "ended.withdrawn.by [2000-01-01..2005-01-01] AUT BEL CAN DNK ESP FRA",
                "ended.withdrawn.by 2006-01-01 GBR",
                "ended.withdrawn.by 2007-01-01 HUN",
            ],
            headline.Clauses.Select(Line)
        );
        Assert.Equal(9, headline.Events.Count);
    }

    [Fact]
    public void A_notice_that_is_to_take_effect_is_said_with_its_day_whatever_came_after_it()
    {
        var headline = Given(
                BorderTalks,
                Treaty with
                {
                    Signatories = ["USA", "RUS"],
                },
                Force,
                Withdraws("USA", "2019-02-02", "2019-08-02"),
                Suspends("RUS", "2019-03-04")
            )
            .AsOf("2019-08-01")
            .Headline;

        Assert.Equal(
            ["force 1992-11-09 ", "ended.withdrawn.by 2019-02-02 USA", "ended.suspended.by 2019-03-04 RUS"],
            headline.Clauses.Select(Line)
        );
        Assert.Equal("2019-08-02", headline.Clauses[1].For?.Text);
    }

    [Fact]
    public void One_that_signed_on_a_day_of_its_own_is_among_those_who_signed() =>
        Assert.Equal(
            ["signed.by [2010-05-14..2011-02-28] ETH RWA KEN BDI"],
            Said(
                Given(
                        BorderTalks,
                        (Treaty with { Signatories = ["ETH", "RWA"] }).On("2010-05-14"),
                        Signs("KEN", "2010-05-19"),
                        Signs("BDI", "2011-02-28")
                    )
                    .Now()
            )
        );

    [Fact]
    public void Those_who_ratified_before_the_last_are_not_left_out() =>
        Assert.Equal(
            ["consent.ratification [1991-01-01..1991-06-01] USA TUR", "consent.ratification 1992-01-01 DEU RUS"],
            Said(
                Given(
                        BorderTalks,
                        Treaty,
                        Ratifies("USA", "1991-01-01"),
                        Ratifies("TUR", "1991-06-01"),
                        Ratifies("DEU", "1992-01-01"),
                        Ratifies("RUS", "1992-01-01")
                    )
                    .Now()
            )
        );

    [Fact]
    public void Several_that_answer_join_or_allege_on_one_day_are_all_named()
    {
        Assert.Equal(
            ["breach 2020-01-01 USA DEU"],
            Said(
                Given(
                        BorderTalks,
                        new BreachAlleged
                        {
                            InstrumentId = "treaty",
                            By = ["USA"],
                            Against = ["RUS"],
                        }.On("2020-01-01"),
                        new BreachAlleged
                        {
                            InstrumentId = "treaty",
                            By = ["DEU"],
                            Against = ["RUS"],
                        }.On("2020-01-01")
                    )
                    .Now()
            )
        );
        Assert.Equal(
            ["measure.sanction-imposed 2020-01-01 USA EU"],
            Said(Given(BorderTalks, Sanctions("USA"), Sanctions("EU")).Now())
        );
    }

    [Fact]
    public void A_treaty_in_force_is_said_to_be_in_force_beside_the_last_act() =>
        Assert.Equal(
            ["force 1992-11-09 ", "measure.territory-transferred 1994-05-30 LBY"],
            Said(
                Given(
                        BorderTalks,
                        Treaty,
                        Force,
                        new MeasureTaken
                        {
                            Measure = Measure.TerritoryTransferred,
                            InstrumentId = "treaty",
                            By = ["LBY"],
                        }.On("1994-05-30")
                    )
                    .Now()
            )
        );

    [Fact]
    public void An_act_that_put_it_in_force_says_so()
    {
        var headline = Given(
                BorderTalks,
                Treaty with
                {
                    SubjectToRatification = true,
                    EntryIntoForceTerms = new() { Trigger = ForceTrigger.Exchange },
                },
                new ConsentExpressed { InstrumentId = "treaty", Mode = ConsentMode.ExchangeOfInstruments }
                    .On("1991-04-25")
                    .Named("exchange")
            )
            .Now()
            .Headline;

        Assert.Equal(
            ["consent.exchange-of-instruments 1991-04-25 USA RUS DEU TUR", "in-force  "],
            headline.Clauses.Select(Line)
        );
        Assert.Equal(("1991-04-25", "Border Treaty"), (headline.Clauses[1].For?.Text, headline.Clauses[1].What));
    }

    [Fact]
    public void What_is_applied_provisionally_is_said_beside_a_consent() =>
        Assert.Equal(
            ["force.provisional 1991-07-17 ", "consent.ratification 1992-01-01 USA"],
            Said(
                    Given(
                            BorderTalks,
                            Treaty,
                            new EnteredIntoForce { InstrumentId = "treaty", Provisional = true }.On("1991-07-17"),
                            Ratifies("USA", "1992-01-01")
                        )
                        .Now()
                )
                .Where(line => !line.StartsWith("signed", StringComparison.Ordinal))
        );

    [Fact]
    public void What_was_signed_on_the_day_of_the_last_act_is_said_beside_it() =>
        Assert.Equal(
            ["signed.by 2001-11-16 USA RUS DEU TUR", "sections.share 2001-11-16 "],
            Said(
                Given(
                        BorderTalks,
                        Treaty.On("2001-11-16") with
                        {
                            Standing = InstrumentStanding.Side,
                        },
                        new SectionsAgreed { Share = new Quantity { Best = 96 } }.On("2001-11-16")
                    )
                    .Now()
            )
        );

    [Fact]
    public void What_lasts_beyond_the_day_that_is_asked_about_is_said_to_last()
    {
        var past = Given(BorderTalks, new ClashReported().On("1998-05-06/2000-06-18"));

        Assert.Equal(["clash.lasting 1998-05-06/.. "], Said(past.AsOf("1999-06-01")));
        Assert.Equal(["clash.lasting 1998-05-06/.. "], Said(past.AsOf("2000-06-17")));
        Assert.Equal(["clash 1998-05-06/2000-06-18 "], Said(past.AsOf("2000-06-18")));
        Assert.Equal(new DateOnly(2000, 6, 18), past.Standing(Clocks.On(new DateOnly(2000, 6, 17))).NextTurn);
    }

    [Theory]
    [InlineData(NegotiationKind.Negotiation, "talks.suspended", "closed.abandoned")]
    [InlineData(NegotiationKind.Project, "project.suspended", "project.closed.abandoned")]
    [InlineData(NegotiationKind.DialogueSeries, "series.suspended", "series.closed.abandoned")]
    [InlineData(NegotiationKind.Relations, "relations.suspended", "relations.closed.abandoned")]
    public void What_stops_or_ends_is_called_as_its_kind_is(NegotiationKind kind, string stopped, string ended)
    {
        var opened = BorderTalks with { Kind = kind };

        Assert.Contains(stopped, Codes(new TalksStatusChanged { Status = TalksStatus.Suspended }.On("2021-08-01")));
        Assert.Contains(ended, Codes(new NegotiationClosed { Outcome = ClosingOutcome.Abandoned }.On("2022-08-01")));

        IEnumerable<string> Codes(Event only) => Given(opened, only).Now().Headline.Clauses.Select(each => each.Code);
    }

    private static ConsentExpressed Ratifies(string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        }.On(on);

    private static MeasureTaken Sanctions(string by) =>
        new MeasureTaken
        {
            Measure = Measure.SanctionImposed,
            By = [by],
            Against = ["IRN"],
        }.On("2020-01-01");

    private static InstrumentSigned Signs(string party, string on) =>
        new InstrumentSigned { InstrumentId = "treaty", Signatories = [party] }.On(on);

    private static InstrumentEnded Suspends(string party, string on) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Suspended,
            Party = party,
        }.On(on);

    private static InstrumentEnded Withdraws(string party, string on, string effective) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Withdrawn,
            Party = party,
            Effective = Edtf.Parse(effective),
        }.On(on);

    private static IEnumerable<string> Said(Status status) => status.Headline.Clauses.Select(Line);

    private static string Line(HeadlineClause clause) =>
        $"{clause.Code} {clause.On?.Text} {string.Join(' ', clause.Who ?? [])}";
}
