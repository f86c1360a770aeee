using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>Minsk II: measures that were signed, and a truce from midnight by the clock of the region.</summary>
public class MinskTwoSpecs
{
    private const string Package = "package-of-measures";
    private const string Truce = "minsk-2";

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened("War in Donbas", Subject.Ceasefire, "2014-06-08", "UKR", "RUS", "OSCE") with
        {
            UtcOffset = "+02:00",
        },
        new InstrumentSigned
        {
            InstrumentId = "minsk-protocol",
            Title = "Minsk Protocol",
            InstrumentType = InstrumentType.Protocol,
            Signatories = ["UKR", "RUS", "OSCE"],
        }.On("2014-09-05"),
        new CeasefireAgreed
        {
            CeasefireId = "minsk-1",
            Form = CeasefireForm.Protocol,
            EffectiveFrom = Edtf.Parse("2014-09-05T18:00+03:00"),
        }.On("2014-09-05"),
        new ClashReported { ClashId = "donetsk-airport", Breaches = "minsk-1" }.On("2014-09-28/2015-01-21"),
        new ClashReported { ClashId = "debaltseve" }.On("2015-01-22/2015-02-14"),
        new RoundHeld { Level = RoundLevel.Leaders }
            .On("2015-02-11/2015-02-12")
            .In("Minsk"),
        new InstrumentSigned
        {
            InstrumentId = Package,
            Title = "Package of Measures",
            InstrumentType = InstrumentType.PoliticalCommitment,
            Standing = InstrumentStanding.Principal,
            Binding = false,
            Signatories = ["UKR", "RUS", "OSCE"],
        }.On("2015-02-12"),
        new CeasefireAgreed
        {
            CeasefireId = Truce,
            Form = CeasefireForm.Agreement,
            EffectiveFrom = Edtf.Parse("2015-02-15T00:00+02:00"),
            InstrumentId = Package,
        }.On("2015-02-12"),
        new StatementIssued
        {
            Form = StatementForm.Resolution,
            Symbol = "S/RES/2202",
            Endorses = Package,
        }.On("2015-02-17"),
        new ClashReported { ClashId = "debaltseve-after", Breaches = Truce }.On("2015-02-16/2015-02-18"),
        new MeasureTaken { Measure = Measure.ForcesWithdrawn, By = ["UKR"] }.On("2015-02-18"),
        new RoundHeld { Level = RoundLevel.Leaders }
            .On("2019-12-09")
            .In("Paris"),
        new MeasureTaken { Measure = Measure.PrisonersExchanged, By = ["UKR", "RUS"] }.On("2019-12-29"),
        new InstrumentEnded
        {
            InstrumentId = Package,
            Mode = EndMode.Denounced,
            Party = "RUS",
        }.On("2022-02-22"),
        new TalksStatusChanged { Status = TalksStatus.BrokenOff }.On("2022-02-24"),
        new ClashReported { ClashId = "invasion" }.On("2022-02-24/..")
    );

    [Fact]
    public void Since_the_invasion_there_is_fighting_and_no_truce_that_it_broke_is_named() =>
        Assert.Equal(
            (Security.Clashes, "2022-02-24"),
            (Story.AsOf("2022-03-01").Security.State, Story.AsOf("2022-03-01").Security.Since!.Text)
        );

    [Fact]
    public void The_measures_are_signed_and_no_source_says_that_they_are_in_force()
    {
        var status = Story.AsOf("2015-03-01");

        Assert.Equal((Phase.Signed, "2015-02-12"), (status.Phase!.Certain, status.Phase!.Since!.Text));
        Assert.Equal(false, status.Instrument(Package).Binding);
        Assert.Null(status.Instrument(Package).EntryIntoForce?.On);
    }

    [Fact]
    public void Before_midnight_there_is_no_truce_to_break()
    {
        Assert.Equal(Security.Clashes, Story.AsOf("2015-02-13").Security.State);
        Assert.Equal(Security.Clashes, Story.At("2015-02-14T21:30:00Z", "2015-02-14").Security.State);
    }

    [Fact]
    public void From_midnight_in_the_region_on_it_holds_until_a_clash_breaks_it()
    {
        Assert.Equal(Security.Ceasefire, Story.At("2015-02-14T22:30:00Z", "2015-02-15").Security.State);
        Assert.Equal(Security.Ceasefire, Story.AsOf("2015-02-15").Security.State);
        Assert.Equal(Security.CeasefireBroken, Story.AsOf("2015-02-18").Security.State);
    }

    [Fact]
    public void One_side_ended_it_and_the_talks_were_broken_off()
    {
        var status = Story.AsOf("2022-03-01");

        Assert.Equal("RUS", Assert.Single(status.Instrument(Package).Withdrawals).Party);
        Assert.Equal(Health.BrokenOff, status.Health);
    }

    [Fact]
    public void The_sentence_says_what_was_signed_and_at_the_end_that_the_talks_are_off()
    {
        Assert.Equal(["signed.by 2015-02-12", "ceasefire 2015-02-12"], Story.AsOf("2015-02-15").Says());
        Assert.Equal(
            ["ended.denounced.by 2022-02-22", "talks.broken-off 2022-02-24", "clash.lasting 2022-02-24/.."],
            Story.AsOf("2022-03-01").Says().Skip(1)
        );
    }
}
