using Negotiations.Events;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// A record that holds the consents of some of those who signed concludes nothing from how few they are.
/// </summary>
public class ShortRecordSpecs
{
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
        new EnteredIntoForce { InstrumentId = "treaty" }.On("2012-01-01"),
    ];

    [Fact]
    public void Where_signatories_are_awaited_few_parties_on_record_end_nothing_and_the_view_says_so()
    {
        var status = Story(Act(EndMode.Withdrawn, "KGZ")).AsOf("2015-06-01");

        Assert.Equal(Phase.InForce, status.Phase!.Certain);
        Assert.Equal(["UZB", "KAZ"], status.Instruments[0].Awaiting);
        Assert.Equal(
            "TJK",
            (string?)status.Anomalies.Single(each => each.Code == "one-party-on-record").Values["party"]
        );
        Assert.DoesNotContain(Story().AsOf("2015-06-01").Anomalies, each => each.Code == "one-party-on-record");
    }

    [Fact]
    public void Nor_is_it_suspended_where_one_of_two_on_record_suspends_it() =>
        Assert.Equal(
            InstrumentStatus.InForce,
            Story(Act(EndMode.Suspended, "KGZ")).AsOf("2015-06-01").Instruments[0].Status
        );

    [Fact]
    public void Where_all_who_signed_have_consented_or_left_it_is_the_whole_and_two_less_one_end_it()
    {
        var story = Story(Consent("UZB"), Act(EndMode.Withdrawn, "KAZ"), Act(EndMode.Withdrawn, "UZB"));

        Assert.Equal(Phase.InForce, story.AsOf("2015-06-01").Phase!.Certain);
        Assert.Equal(
            Phase.Ended,
            Story(
                    Consent("UZB"),
                    Act(EndMode.Withdrawn, "KAZ"),
                    Act(EndMode.Withdrawn, "UZB"),
                    Act(EndMode.Withdrawn, "KGZ")
                )
                .AsOf("2015-06-01")
                .Phase!.Certain
        );
    }

    private static ConsentExpressed Consent(string party) =>
        new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = party,
            Mode = ConsentMode.Ratification,
        }.On("2011-01-01");

    private static InstrumentEnded Act(EndMode mode, string party) =>
        new InstrumentEnded
        {
            InstrumentId = "treaty",
            Mode = mode,
            Party = party,
        }.On("2015-01-01");

    private static Scenario Story(params Event[] more) => Scenario.Given([Scenario.BorderTalks, .. Four, .. more]);
}
