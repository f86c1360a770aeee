using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>A sentence says what a source says, and nothing that no source says.</summary>
public class SentenceSpecs
{
    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK", "UZB"],
    }.On("2001-01-01");

    [Fact]
    public void A_breach_that_is_confirmed_is_more_than_alleged()
    {
        var truce = new CeasefireAgreed { CeasefireId = "truce" }.On("2020-01-01");
        var breach = new BreachAlleged { CeasefireId = "truce", Against = ["KGZ"] }.On("2020-02-01");
        var confirmed = breach with
        {
            By = ["TJK"],
            Claim = new Claim { Status = ClaimStatus.Confirmed },
        };

        Assert.Equal(["ceasefire", "breach"], Codes(Given(BorderTalks, truce, breach).Now()));
        Assert.Equal(["ceasefire", "breach.confirmed"], Codes(Given(BorderTalks, truce, confirmed).Now()));
        Assert.Equal(
            ["ceasefire", "breach.some"],
            Codes(Given(BorderTalks, truce, breach with { Against = null }).Now())
        );
    }

    [Fact]
    public void A_truce_that_was_renewed_lasts_until_its_new_end_and_no_one_disagrees()
    {
        var status = Given(BorderTalks, Truce("2022-04-01", "2022-04-02", "2022-06-02"), Renewed).AsOf("2022-06-05");

        Assert.Equal(
            ["ceasefire 2022-06-02", "ceasefire.until 2022-08-02"],
            status.Headline.Clauses.Select(each => $"{each.Code} {(each.Code == "ceasefire" ? each.On : each.For)}")
        );
        Assert.DoesNotContain(status.Anomalies, each => each.Code == "dates-disagree");
        Assert.Contains(
            Given(BorderTalks, Truce("2022-04-01", "2022-04-02", "2022-06-02"), Truce("2022-04-01", "2022-04-05", null))
                .AsOf("2022-06-05")
                .Anomalies,
            each => each.Code == "dates-disagree"
        );
    }

    [Fact]
    public void A_clash_that_breaks_a_truce_is_said_to() =>
        Assert.Equal(
            ["ceasefire", "clash.breach"],
            Codes(
                Given(
                        BorderTalks,
                        new CeasefireAgreed { CeasefireId = "truce" }.On("2020-01-01"),
                        new ClashReported { Breaches = "truce" }.On("2020-02-01")
                    )
                    .AsOf("2020-02-10")
            )
        );

    [Fact]
    public void Fighting_whose_beginning_no_source_gives_has_no_day_before_it_is_over()
    {
        var clause = Given(BorderTalks, new ClashReported().On("../2022-08-20")).AsOf("2021-01-01").Headline.Clauses[0];

        Assert.Equal(("clash.lasting", null), (clause.Code, clause.On));
    }

    [Fact]
    public void How_long_a_border_is_is_no_agreement_on_it()
    {
        var total = new Quantity
        {
            Low = 210,
            Best = 210,
            High = 210,
            Unit = "km",
        };

        Assert.Equal(
            ["sections.total", "sections.cumulative"],
            new[]
            {
                new SectionsAgreed { Total = total },
                new SectionsAgreed { Cumulative = total },
            }.Select(each => Given(BorderTalks, each.On("2020-01-01")).Now().Headline.Clauses.Single().Code)
        );
    }

    [Fact]
    public void Consents_of_a_day_and_of_a_year_are_of_the_days_between_the_first_and_the_last() =>
        Assert.Equal(
            ["[2002-01-01..2002-12-31]"],
            Given(BorderTalks, Treaty, Deposits("KGZ", "2002-01-01"), Deposits("UZB", "2002"), Deposits("TJK", "2003"))
                .Now()
                .Headline.Clauses.Where(each => each.On?.Text.StartsWith('[') == true)
                .Select(each => each.On!.Text)
        );

    [Fact]
    public void The_party_of_the_last_consent_is_not_said_twice()
    {
        var clauses = Given(
                BorderTalks,
                Treaty,
                Deposits("KGZ", "2002-01-01"),
                Deposits("TJK", "2002-03-01"),
                Deposits("UZB", "2002-04-01"),
                Deposits("KAZ", "2002-05-01")
            )
            .Now()
            .Headline.Clauses;
        var named = clauses.SelectMany(each => each.Who ?? []).ToList();

        Assert.Equal(named.Distinct(), named);
    }

    private static CeasefireAgreed Renewed => Truce("2022-06-02", "2022-06-02", "2022-08-02");

    private static CeasefireAgreed Truce(string on, string from, string? until) =>
        new CeasefireAgreed
        {
            CeasefireId = "truce",
            EffectiveFrom = Edtf.Parse(from),
            EffectiveUntil = until is null ? null : Edtf.Parse(until),
        }.On(on);

    private static ConsentExpressed Deposits(string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        }.On(on);

    private static IEnumerable<string> Codes(Status status) => status.Headline.Clauses.Select(each => each.Code);
}
