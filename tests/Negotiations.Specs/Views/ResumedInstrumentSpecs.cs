using Negotiations.Events;
using Negotiations.Views;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>
/// What is resumed after its end stays ended (VCLT art. 68): the view says that it does not fit, and the sentence
/// proclaims nothing. A notice revoked in time is said to be that: nothing ever ceased to apply.
/// </summary>
public class ResumedInstrumentSpecs
{
    private const string Late = "resumed-after-end";

    private static readonly Event[] Three =
    [
        new InstrumentSigned
        {
            InstrumentId = "treaty",
            InstrumentType = InstrumentType.Treaty,
            Title = "Treaty",
            Signatories = ["KGZ", "TJK", "UZB"],
        }.On("2010-01-01"),
        new EnteredIntoForce { InstrumentId = "treaty" }.On("2011-01-01"),
    ];

    [Theory]
    [InlineData(null, "UZB", "UZB")]
    [InlineData("2015-06-01", "UZB", "UZB")]
    [InlineData(null, null, null)]
    [InlineData(null, null, "KGZ")]
    public void After_its_effect_a_withdrawal_is_not_revoked_and_the_view_says_that_this_does_not_fit(
        string? effective,
        string? left,
        string? back
    )
    {
        var status = Story(Left(left, effective), Back(back, "2016-01-01")).AsOf("2017-01-01");

        var anomaly = Assert.Single(status.Anomalies, each => each.Code == Late);
        Assert.Equal([Id("back")], anomaly.Events);
        Assert.Equal(back, (string?)anomaly.Values.GetValueOrDefault("party"));
        Assert.Equal("2016-01-01", (string?)anomaly.Values["on"]);
        Assert.DoesNotContain(status.Headline.Events, each => each == Id("back"));
        Assert.Contains(status.Headline.Events, each => each == Id("left"));
    }

    [Fact]
    public void Nor_where_one_that_stayed_resumes_what_has_ended_for_want_of_parties() =>
        Assert.Contains(
            Story(Left("UZB", null), Left("KGZ", null).Named("other"), Back("TJK", "2016-01-01"))
                .AsOf("2017-01-01")
                .Anomalies,
            each => each.Code == Late
        );

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            { "a notice revoked in time", [Left("UZB", "2016-06-01"), Back("UZB", "2016-01-01")] },
            { "of one month, and no one knows which came first", [Left("UZB", "2016-01"), Back("UZB", "2016-01")] },
            { "a suspension", [Left("UZB", null) with { Mode = EndMode.Suspended }, Back("UZB", "2016-01-01")] },
            {
                "one that came back by a new consent",
                [
                    Left("UZB", null),
                    new ConsentExpressed
                    {
                        InstrumentId = "treaty",
                        Party = "UZB",
                        Mode = ConsentMode.Accession,
                    }.On("2015-09-01"),
                    Back("UZB", "2016-01-01"),
                ]
            },
            {
                "an end that a source denies",
                [
                    Left("UZB", null) with
                    {
                        Claim = new() { Status = Negotiations.Values.ClaimStatus.Denied },
                    },
                    Back("UZB", "2016"),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) =>
        Assert.False(Story(events).AsOf("2017-01-01").Anomalies.Any(each => each.Code == Late), what);

    [Fact]
    public void A_notice_revoked_before_its_effect_is_said_to_be_revoked()
    {
        var headline = Story(Left("UZB", "2016-06-01"), Back("UZB", "2016-01-01")).AsOf("2017-01-01").Headline;

        Assert.Equal("revoked.by", headline.Clauses[^1].Code);
        Assert.Equal(["UZB"], headline.Clauses[^1].Who);
    }

    [Theory]
    [InlineData("UZB", "2015-01-01", "2016-06-01")]
    [InlineData("UZB", "2015-01-02", "2016-06-01")]
    [InlineData("UZB", "2015-02-01", "2016-07-01")]
    [InlineData(null, "2015-01-02", "2016-06-01")]
    [InlineData(null, "2015-01-01", null)]
    public void A_revoked_notice_ends_nothing_however_many_report_it(string? party, string on, string? effective)
    {
        var treaty = Story(
                Left(party, "2016-06-01") with
                {
                    Mode = EndMode.Terminated,
                },
                (Left(party, effective) with { Mode = EndMode.Terminated }).On(on).Named("another"),
                Left(party, "2016-06-01").On("2015-01-03").Named("a third"),
                Back(party, "2016-01-01")
            )
            .AsOf("2017-01-01")
            .Instruments[0];

        Assert.Equal(InstrumentStatus.InForce, treaty.Status);
        Assert.All(treaty.Parties, each => Assert.Null(each.Until));
        Assert.All(treaty.Withdrawals, each => Assert.Equal("2016-01-01", each.Revoked!.Text));
    }

    [Fact]
    public void A_second_notice_after_the_first_was_revoked_has_its_effect()
    {
        var treaty = Story(
                Left("UZB", "2016-06-01"),
                Back("UZB", "2015-06-01"),
                Left("UZB", "2016-08-01").On("2015-08-01").Named("second")
            )
            .AsOf("2017-01-01")
            .Instruments[0];

        Assert.Equal("2016-08-01", treaty.Parties.Single(each => each.Party == "UZB").Until!.Text);
        Assert.Equal(["2015-06-01", null], treaty.Withdrawals.Select(each => each.Revoked?.Text));
    }

    [Fact]
    public void A_suspension_that_is_lifted_is_said_to_be_lifted() =>
        Assert.Equal(
            "resumed.by",
            Story(Left("UZB", null) with { Mode = EndMode.Suspended }, Back("UZB", "2016-01-01"))
                .AsOf("2017-01-01")
                .Headline.Clauses[^1]
                .Code
        );

    [Fact]
    public void Where_both_are_of_one_month_the_sentence_follows_the_view()
    {
        var status = Story(Left("UZB", "2016-01"), Back("UZB", "2016-01")).AsOf("2017-01-01");

        Assert.Equal(
            status.Instruments[0].Parties.Single(each => each.Party == "UZB").Until is null,
            status.Headline.Clauses[^1].Code == "revoked.by"
        );
    }

    [Fact]
    public void The_sentence_of_the_event_alone_says_neither() =>
        Assert.Equal(
            "continued.by",
            Negotiations.Views.Headline.Of(Story(Back("UZB", "2016-01-01")).Negotiation.Events[^1])!.Clauses[0].Code
        );

    private static InstrumentEnded Left(string? party, string? effective) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Withdrawn,
            Party = party,
            Effective = effective is null ? null : Negotiations.Values.Edtf.Parse(effective),
        }
            .On("2015-01-01")
            .Named("left");

    private static InstrumentResumed Back(string? party, string on) =>
        new InstrumentResumed { InstrumentId = "treaty", Party = party }
            .On(on)
            .Named("back");

    private static Scenario Story(params Event[] more) => Scenario.Given([Scenario.BorderTalks, .. Three, .. more]);
}
