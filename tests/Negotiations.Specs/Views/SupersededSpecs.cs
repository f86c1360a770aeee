using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>A text that another supersedes decides until the other is signed, and awaits no one after.</summary>
public class SupersededSpecs
{
    private static readonly InstrumentSigned First = new InstrumentSigned
    {
        InstrumentId = "first",
        InstrumentType = InstrumentType.Treaty,
        Signatories = ["KGZ", "TJK"],
        SubjectToRatification = true,
    }
        .On("2016-09-26")
        .Named("first");

    private static readonly InstrumentSigned Second = (First with { InstrumentId = "second", Supersedes = "first" })
        .On("2016-11-24")
        .Named("second");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "second" }.On("2016-12-01");

    [Fact]
    public void Once_the_other_is_signed_it_is_what_decides_also_where_the_phase_is_the_same()
    {
        var status = Given(BorderTalks, First, Second).AsOf("2016-11-25");

        Assert.Equal((Phase.ConsentPending, "2016-09-26"), (status.Phase!.Certain, status.Phase.Since!.Text));
        Assert.Equal([EventBuilders.Id("second")], status.Phase.DecidedBy);
        Assert.Equal([EventBuilders.Id("second")], status.Headline.Events);
    }

    [Theory]
    [InlineData("2016-10-01", "KGZ TJK")]
    [InlineData("2016-11-25", "")]
    [InlineData("2017-01-01", "")]
    public void It_awaits_no_one_once_the_other_is_signed_and_says_what_took_its_place(string day, string awaited)
    {
        var status = Given(BorderTalks, First, Second, Force).AsOf(day);

        Assert.Equal(awaited, string.Join(' ', status.Instruments[0].Awaiting));
        Assert.Equal(awaited.Length == 0 ? "second" : null, status.Instruments[0].SupersededBy);
        Assert.DoesNotContain(status.Uncertain, each => each.Field.EndsWith("awaiting", StringComparison.Ordinal));
    }

    [Fact]
    public void Whether_it_awaits_anyone_is_open_while_the_signature_of_the_other_is_disputed()
    {
        var text = new FinalDocumentsDrafted { InstrumentId = "second", Supersedes = "first" }.On("2016-10-10");
        var disputed = Second with { Claim = new Claim { Status = ClaimStatus.Disputed } };
        var uncertain = Given(BorderTalks, First, text, disputed)
            .AsOf("2017-01-01")
            .Uncertain.ToDictionary(each => each.Field, each => each.Possible.Count);

        Assert.Equal(2, uncertain["instruments[first].awaiting"]);
        Assert.Equal(2, uncertain["instruments[first].supersededBy"]);
    }

    private static readonly Event FirstForce = (Force with { InstrumentId = "first" }).On("2016-10-01").Named("one");

    // The Interim Accord of 1995 ended on the day on which the Prespa Agreement entered into force (VCLT art. 59).
    [Theory]
    [InlineData("2016-11-25", InstrumentStatus.InForce, null)]
    [InlineData("2017-01-01", InstrumentStatus.Ended, "second")]
    public void One_in_force_stands_until_the_other_is_in_force(string day, InstrumentStatus status, string? by)
    {
        var view = Given(BorderTalks, First, FirstForce, Second, Force.Named("force")).AsOf(day);
        var first = view.Instruments[0];

        Assert.Equal((status, by), (first.Status, first.SupersededBy));
        Assert.Equal(
            by is null ? [("KGZ", null), ("TJK", null)] : [("KGZ", "2016-12-01"), ("TJK", "2016-12-01")],
            first.Parties.Select(each => (each.Party, each.Until?.Text))
        );
        if (by is not null)
            Assert.Equal(
                (EndMode.Superseded, "2016-12-01", "second", EventBuilders.Id("force")),
                (first.Ended!.Mode, first.Ended.On.Text, first.Ended.Successor!, first.Ended.EventId)
            );
        Assert.Equal(
            by is null ? (Phase.ConsentPending, "2016-11-24") : (Phase.InForce, "2016-12-01"),
            (view.Phase!.Certain!.Value, view.Phase.Since!.Text)
        );
    }

    [Fact]
    public void Where_a_source_says_when_the_first_ended_it_ended_then()
    {
        var end = new InstrumentEnded { InstrumentId = "first", Mode = EndMode.Terminated }.On("2018-01-01");
        var first = Given(BorderTalks, First, FirstForce, Second, Force, end).AsOf("2017-06-01").Instruments[0];

        Assert.Equal(InstrumentStatus.InForce, first.Status);
    }

    [Fact]
    public void Between_those_that_did_not_join_the_other_the_first_goes_on()
    {
        var three = First with { Signatories = ["KGZ", "TJK", "UZB"] };
        var first = Given(BorderTalks, three, FirstForce, Second, Force).AsOf("2017-06-01").Instruments[0];

        Assert.Equal((InstrumentStatus.InForce, "second"), (first.Status, first.SupersededBy));
    }

    [Fact]
    public void Whether_it_ended_is_open_while_the_force_of_the_other_is_disputed()
    {
        var status = Given(
                BorderTalks,
                First,
                FirstForce,
                Second,
                Force with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }
            )
            .AsOf("2017-06-01");

        Assert.Equal(
            ["ended", "in-force"],
            status
                .Uncertain.Single(each => each.Field == "instruments[first].status")
                .Possible.Select(each => (string?)each)
        );
    }

    [Theory]
    [InlineData(AuthenticationMode.Adopted)]
    [InlineData(AuthenticationMode.Initialled)]
    public void A_draft_or_a_text_of_the_other_takes_nothing_from_one_in_force(AuthenticationMode mode)
    {
        var drafted = new FinalDocumentsDrafted { InstrumentId = "second", Supersedes = "first" }.On("2020-01-01");
        var text = new TextAuthenticated { InstrumentId = "second", Mode = mode }.On("2020-02-01");
        var force = Force with { InstrumentId = "first" };

        Assert.Equal([Phase.InForce], Given(BorderTalks, First, force, drafted).Now().Phase!.Possible);
        Assert.Equal([Phase.InForce], Given(BorderTalks, First, force, drafted, text).Now().Phase!.Possible);
    }
}
