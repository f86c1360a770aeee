using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Specs.Famous;

/// <summary>
/// The ceasefires of Karabakh: three that failed inside the war of 2020, a statement that ended it and completed
/// nothing, and a treaty text that was initialled five years later.
/// </summary>
public class KarabakhSpecs
{
    private const string Statement = "statement-2020";
    private const string Peace = "peace-treaty";

    private static readonly Scenario Story = FamousCase.Of(
        FamousCase.Opened("Nagorno-Karabakh", Subject.Peace, "1992-03-24", "ARM", "AZE") with
        {
            UtcOffset = "+04:00",
        },
        new CeasefireAgreed
        {
            CeasefireId = "bishkek",
            Form = CeasefireForm.Protocol,
            EffectiveFrom = Edtf.Parse("1994-05-12"),
        }.On("1994-05-09"),
        new ClashReported { ClashId = "four-day-war", Breaches = "bishkek" }.On("2016-04-02/2016-04-05"),
        new ClashReported { ClashId = "war-2020", Breaches = "bishkek" }.On("2020-09-27/2020-11-10"),
        Humanitarian("moscow", "2020-10-10", "2020-10-10T12:00+04:00"),
        Humanitarian("paris", "2020-10-17", "2020-10-18T00:00+04:00"),
        Humanitarian("washington", "2020-10-25", "2020-10-26T08:00+04:00"),
        new InstrumentSigned
        {
            InstrumentId = Statement,
            Title = "Statement of 9 November 2020",
            InstrumentType = InstrumentType.JointStatement,
            Signatories = ["ARM", "AZE", "RUS"],
        }.On("2020-11-09"),
        new CeasefireAgreed
        {
            CeasefireId = "november",
            Form = CeasefireForm.JointStatement,
            EffectiveFrom = Edtf.Parse("2020-11-10T01:00+04:00"),
            InstrumentId = Statement,
        }.On("2020-11-09"),
        new MeasureTaken
        {
            Measure = Measure.TerritoryTransferred,
            Title = "Aghdam",
            By = ["ARM"],
            Against = ["AZE"],
        }.On("2020-11-20"),
        new ClashReported { ClashId = "september-2023", Breaches = "november" }.On("2023-09-19/2023-09-20"),
        new CeasefireAgreed
        {
            CeasefireId = "september",
            Form = CeasefireForm.Verbal,
            EffectiveFrom = Edtf.Parse("2023-09-20T13:00+04:00"),
        }.On("2023-09-20"),
        new AgreementReached { Scope = AgreementScope.InPrinciple, Subject = "text of a peace treaty" }.On(
            "2025-03-13"
        ),
        new TextAuthenticated
        {
            InstrumentId = Peace,
            Title = "Agreement on the Establishment of Peace",
            InstrumentType = InstrumentType.Treaty,
            Mode = AuthenticationMode.Initialled,
        }.On("2025-08-08"),
        new StatementIssued { Form = StatementForm.JointStatement }.On("2025-08-08")
    );

    [Theory]
    [InlineData("2020-10-12")]
    [InlineData("2020-10-20")]
    [InlineData("2020-11-01")]
    public void A_truce_inside_the_span_of_a_war_does_not_end_it(string day) =>
        Assert.NotEqual(Security.Ceasefire, Story.AsOf(day).Security.State);

    [Fact]
    public void The_truce_of_the_last_day_ends_the_war_and_the_clash_of_2023_breaks_it()
    {
        Assert.Equal(Security.Ceasefire, Story.AsOf("2020-11-11").Security.State);
        Assert.Equal(Security.CeasefireBroken, Story.AsOf("2023-09-19").Security.State);
        Assert.Equal(Security.Ceasefire, Story.AsOf("2023-09-21").Security.State);
    }

    [Fact]
    public void A_statement_completes_nothing()
    {
        var status = Story.AsOf("2022-01-01");

        Assert.Equal(InstrumentStatus.Signed, status.Instrument(Statement).Status);
        Assert.Equal(Phase.Registered, status.Phase!.Certain);
    }

    [Fact]
    public void The_treaty_is_initialled_and_neither_signed_nor_in_force()
    {
        var status = Story.AsOf("2025-12-31");

        Assert.Equal((Phase.TextAuthenticated, "2025-08-08"), (status.Phase!.Certain, status.Phase!.Since!.Text));
        Assert.Equal(InstrumentStatus.Authenticated, status.Instrument(Peace).Status);
        Assert.Null(status.Instrument(Peace).Signed);
        Assert.DoesNotContain(status.Phase.Possible, phase => phase is Phase.Completed or Phase.InForce);
    }

    [Fact]
    public void The_sentence_says_the_truce_and_later_the_text()
    {
        Assert.Equal("ceasefire 2020-11-09", Story.AsOf("2020-11-15").Says().Last());
        Assert.Equal(["authenticated.initialled 2025-08-08"], Story.AsOf("2025-12-31").Says());
    }

    private static CeasefireAgreed Humanitarian(string id, string on, string from) =>
        new CeasefireAgreed
        {
            CeasefireId = id,
            Form = CeasefireForm.JointStatement,
            EffectiveFrom = Edtf.Parse(from),
        }.On(on);
}
