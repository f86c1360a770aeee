using Negotiations.Events;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>
/// Two sources that put one act on an instrument on two days: the view holds the earlier, says that they disagree, and
/// its sentence has the day that the view holds.
/// </summary>
public class InstrumentDatesSpecs
{
    private const string Code = "dates-disagree";

    private static readonly InstrumentSigned Signed = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK", "UZB"],
    }.On("2010-01-01");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "treaty" }.On("2011-01-01");

    private static readonly InstrumentEnded Left = new InstrumentEnded
    {
        InstrumentId = "treaty",
        Mode = EndMode.Withdrawn,
        Party = "UZB",
        Effective = Edtf.Parse("2016-01-01"),
    }.On("2015-01-01");

    private static readonly EnteredIntoForce ForceForOne = Force with { ForParty = "UZB" };

    private static readonly EnteredIntoForce Provisional = Force with { Provisional = true };

    private static readonly InstrumentEnded LeftLater = Left with { Effective = Edtf.Parse("2016-07-01") };

    private static readonly InstrumentEnded End = Left with { Party = null, Effective = null };

    private static readonly InstrumentSigned SignedByOne = Signed with { Signatories = ["TJK"] };

    public static TheoryData<string, Event, Event, string, string> Twice =>
        new()
        {
            { "force", Force, Force.On("2011-03-01"), "on", "2011-01-01" },
            { "force of one party", ForceForOne, ForceForOne.On("2011-03-01"), "on", "2011-01-01" },
            { "provisional application", Provisional, Provisional.On("2011-03-01"), "provisional", "2011-01-01" },
            { "signature", Signed, Signed.On("2010-01-03"), "signed", "2010-01-01" },
            { "signature of one of them", Signed, SignedByOne.On("2010-01-03"), "signed", "2010-01-01" },
            { "effect of a withdrawal", Left, LeftLater, "effective", "2016-01-01" },
            { "the earlier effect reported last", LeftLater, Left, "effective", "2016-01-01" },
            { "the end for all", End, End.On("2015-02-01"), "effective", "2015-01-01" },
        };

    [Theory]
    [MemberData(nameof(Twice))]
    public void Two_days_of_one_act_are_said_and_the_sentence_has_the_one_that_holds(
        string what,
        Event one,
        Event other,
        string member,
        string held
    )
    {
        var status = Story(one.Named("one"), other.Named("other")).AsOf("2018-01-01");

        var anomaly = Assert.Single(status.Anomalies, each => each.Code == Code);
        Assert.True(held == (string?)anomaly.Values[member], what);
        Assert.Equal([Id("one"), Id("other")], anomaly.Events.Order().OrderBy(id => id == Id("other")));
        var shutOut = what == "the earlier effect reported last" ? Id("one") : Id("other");
        Assert.DoesNotContain(shutOut, status.Headline.Events);
    }

    [Fact]
    public void It_is_said_while_only_one_of_the_days_has_come() =>
        Assert.Contains(Story(Force.Named("one"), Force.On("2011-03-01")).AsOf("2011-02-01").Anomalies, each =>
            each.Code == Code
        );

    public static TheoryData<string, Event[]> Fitting =>
        new()
        {
            { "one more exact than the other", [Force.On("2011-01"), Force.On("2011-01-05")] },
            { "two parties", [Force with { ForParty = "UZB" }, Force.On("2011-03-01") with { ForParty = "TJK" }] },
            {
                "a signature each",
                [Signed with { Signatories = ["KGZ"] }, Signed.On("2010-02-01") with { Signatories = ["TJK"] }]
            },
            { "one signature that names no one", [Signed, Signed.On("2010-02-01") with { Signatories = [] }] },
            {
                "in force again after its end",
                [Force, Left with { Party = null, Effective = null }, Force.On("2017-01-01")]
            },
            {
                "in force again after a suspension",
                [Force, Left with { Mode = EndMode.Suspended, Effective = null }, Force.On("2017-01-01")]
            },
            {
                "left, came back and left",
                [
                    Left,
                    new ConsentExpressed
                    {
                        InstrumentId = "treaty",
                        Party = "UZB",
                        Mode = ConsentMode.Accession,
                    }.On("2016-06-01"),
                    Left.On("2017-01-01") with
                    {
                        Effective = Edtf.Parse("2017-06-01"),
                    },
                ]
            },
            {
                "a notice revoked and another",
                [
                    Left,
                    new InstrumentResumed { InstrumentId = "treaty", Party = "UZB" }.On("2015-06-01"),
                    Left.On("2016-06-01") with
                    {
                        Effective = Edtf.Parse("2017-06-01"),
                    },
                ]
            },
            {
                "a report that a source disputes",
                [Force, Force.On("2011-03-01") with { Claim = new Claim { Status = ClaimStatus.Disputed } }]
            },
        };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_together_raises_no_anomaly(string what, Event[] events) =>
        Assert.False(
            Scenario
                .Given([Scenario.BorderTalks, .. events])
                .AsOf("2018-01-01")
                .Anomalies.Any(each => each.Code == Code),
            what
        );

    private static Scenario Story(Event one, Event other) =>
        Scenario.Given([
            Scenario.BorderTalks,
            .. one is InstrumentSigned ? [] : new Event[] { Signed },
            .. one is InstrumentSigned or EnteredIntoForce ? [] : new Event[] { Force },
            one,
            other,
        ]);
}
