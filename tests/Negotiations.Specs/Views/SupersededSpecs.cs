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

    [Theory]
    [InlineData("2016-11-25", null)]
    [InlineData("2017-01-01", "second")]
    public void One_in_force_stands_until_the_other_is_in_force(string day, string? by)
    {
        var force = Force with { InstrumentId = "first", Occurred = Edtf.Parse("2016-10-01") };
        var first = Given(BorderTalks, First, force.Named("first in force"), Second, Force).AsOf(day).Instruments[0];

        Assert.Equal((InstrumentStatus.InForce, by), (first.Status, first.SupersededBy));
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
