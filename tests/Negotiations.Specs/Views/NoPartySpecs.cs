using Negotiations.Events;
using static Negotiations.Specs.EventBuilders;

namespace Negotiations.Specs.Views;

/// <summary>An instrument in force for no one on record is said to be that, and not said to have ended.</summary>
public class NoPartySpecs
{
    private const string None = "no-party-on-record";

    private static readonly Event[] Four =
    [
        new InstrumentSigned
        {
            InstrumentId = "treaty",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["KGZ", "TJK", "UZB", "KAZ"],
            SubjectToRatification = true,
        }.On("2010-01-01"),
        Consent("KGZ"),
        Consent("TJK"),
        new EnteredIntoForce { InstrumentId = "treaty" }
            .On("2012-01-01")
            .Named("force"),
    ];

    [Fact]
    public void Where_every_party_on_record_has_left_the_view_says_so_and_names_the_acts()
    {
        var status = Story(Leave("KGZ"), Leave("TJK")).AsOf("2015-06-01");

        var anomaly = Assert.Single(status.Anomalies);
        Assert.Equal(None, anomaly.Code);
        Assert.Equal([Id("force"), Id("KGZ"), Id("TJK")], anomaly.Events);
        Assert.Equal(InstrumentStatusInForce, status.Instruments[0].Status);
    }

    [Fact]
    public void While_one_is_left_or_may_be_it_is_not_said()
    {
        Assert.DoesNotContain(Story(Leave("KGZ")).AsOf("2015-06-01").Anomalies, each => each.Code == None);
        Assert.DoesNotContain(
            Story(
                    Leave("KGZ"),
                    Leave("TJK") with
                    {
                        Claim = new() { Status = Negotiations.Values.ClaimStatus.Disputed },
                    }
                )
                .AsOf("2015-06-01")
                .Anomalies,
            each => each.Code == None
        );
    }

    [Fact]
    public void Nor_of_one_whose_parties_no_source_names() =>
        Assert.DoesNotContain(
            Scenario
                .Given(
                    Scenario.BorderTalks with
                    {
                        Actors = [],
                    },
                    new EnteredIntoForce { InstrumentId = "treaty" }.On("2012-01-01")
                )
                .AsOf("2015-06-01")
                .Anomalies,
            each => each.Code == None
        );

    private const Negotiations.Views.InstrumentStatus InstrumentStatusInForce = Negotiations
        .Views
        .InstrumentStatus
        .InForce;

    private static ConsentExpressed Consent(string party) =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        }.On("2011-01-01");

    private static InstrumentEnded Leave(string party) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = EndMode.Withdrawn,
            Party = party,
        }
            .On("2015-01-01")
            .Named(party);

    private static Scenario Story(params Event[] more) => Scenario.Given([Scenario.BorderTalks, .. Four, .. more]);
}
