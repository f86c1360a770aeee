using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>
/// That the time an instrument was to cover is over ends nothing, and is not passed over in silence either.
/// </summary>
public class ValiditySpecs
{
    private const string Passed = "validity-passed";

    private static readonly InstrumentSigned Treaty = new InstrumentSigned
    {
        InstrumentId = "treaty",
        InstrumentType = InstrumentType.Treaty,
        Title = "Treaty",
        Signatories = ["KGZ", "TJK"],
        Validity = Edtf.Parse("2015-02-05/2020-02-05"),
    }
        .On("2014-04-08")
        .Named("treaty");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "treaty" }.On("2015-02-05");

    [Theory]
    [InlineData("2020-02-05", false)]
    [InlineData("2020-02-06", true)]
    public void From_the_day_after_the_view_says_so_and_it_stays_in_force(string day, bool isSaid)
    {
        var status = Given(BorderTalks, Treaty, Force).AsOf(day);

        Assert.Equal((Phase.InForce, InstrumentStatus.InForce), (status.Phase!.Certain, status.Instruments[0].Status));
        Assert.Null(status.Instruments[0].Ended);
        Assert.Equal(isSaid, status.Anomalies.Any(each => each.Code == Passed));
        Assert.Equal(
            isSaid,
            status.Headline.Clauses.Any(each => each is { Code: "validity.passed", For.Text: "2020-02-05" })
        );
        if (isSaid)
            Assert.Equal([EventBuilders.Id("treaty")], status.Anomalies.Single(each => each.Code == Passed).Events);
    }

    [Fact]
    public void The_view_turns_on_that_day_by_itself() =>
        Assert.Equal(
            new DateOnly(2020, 2, 6),
            Given(BorderTalks, Treaty, Force).Standing(Clocks.On(new DateOnly(2019, 1, 1))).NextTurn
        );

    [Theory]
    [InlineData("2015", "2016-01-01")]
    [InlineData("2015/2018-06", "2018-07-01")]
    [InlineData("2015/..", null)]
    [InlineData("2015/2018~", "2020-01-01")]
    public void It_is_over_when_the_last_day_that_its_words_allow_is(string validity, string? from)
    {
        var story = Given(BorderTalks, Treaty with { Validity = Edtf.Parse(validity) }, Force);

        Assert.Equal(from is not null, Says(story.AsOf("2024-01-01")));
        if (from is not null)
            Assert.Equal(
                (false, true),
                (Says(story.Under(Clocks.On(DateOnly.Parse(from, null).AddDays(-1)))), Says(story.AsOf(from)))
            );
    }

    public static TheoryData<string> Sequels =>
        [
            "ended",
            "amended",
            "replaced",
            "succeeded",
            "corrected",
            "maybe ended",
            "left by one",
            "left by one, as is disputed",
            "suspended by one",
            "resumed by one",
            "amended later",
        ];

    [Theory]
    [MemberData(nameof(Sequels))]
    public void What_came_after_is_no_silence(string sequel)
    {
        Event after = sequel switch
        {
            "ended" => new InstrumentEnded { InstrumentId = "treaty", Mode = EndMode.Expired }.On("2020-02-05"),
            "left by one" => new InstrumentEnded
            {
                InstrumentId = "treaty",
                Mode = EndMode.Terminated,
                Party = "KGZ",
                Effective = Edtf.Parse("2020-07-18"),
            }.On("2020-07-17"),
            "left by one, as is disputed" => new InstrumentEnded
            {
                InstrumentId = "treaty",
                Mode = EndMode.Withdrawn,
                Party = "KGZ",
                Claim = new Claim { Status = ClaimStatus.Disputed },
            }.On("2020-07-17"),
            "suspended by one" => new InstrumentEnded
            {
                InstrumentId = "treaty",
                Mode = EndMode.Suspended,
                Party = "KGZ",
            }.On("2020-07-17"),
            "resumed by one" => new InstrumentResumed { InstrumentId = "treaty", Party = "KGZ" }.On("2020-07-17"),
            "amended later" => new InstrumentSigned { InstrumentId = "exchange", Amends = "treaty" }.On("2020-07-17"),
            "maybe ended" => new InstrumentEnded { InstrumentId = "treaty", Mode = EndMode.Expired }.On("2020-02/.."),
            "amended" => new InstrumentSigned
            {
                InstrumentId = "exchange",
                InstrumentType = InstrumentType.ExchangeOfNotes,
                Amends = "treaty",
                Validity = Edtf.Parse("../2030-02-05"),
            }.On("2020-02-03"),
            "replaced" => new InstrumentSigned { InstrumentId = "next", Supersedes = "treaty" }.On("2020-01-01"),
            "succeeded" => new TextAuthenticated
            {
                InstrumentId = "treaty",
                Mode = AuthenticationMode.Adopted,
                Validity = Edtf.Parse("2020/2030"),
            }.On("2020-01-01"),
            _ => new EventCorrected
            {
                Target = EventBuilders.Id("treaty"),
                Kind = CorrectionKind.Update,
                Patch = System.Text.Json.JsonSerializer.SerializeToElement(new { validity = "2015-02-05/2030-02-05" }),
                Reason = "Renewed for ten years.",
            },
        };

        var treaty = Treaty with { Signatories = ["KGZ", "TJK", "UZB"] };
        Assert.True(Says(Given(BorderTalks, treaty, Force).AsOf("2021-01-01")));
        Assert.False(Says(Given(BorderTalks, treaty, Force, after).AsOf("2021-01-01")));
    }

    [Theory]
    [InlineData("2016-02-05", null)]
    [InlineData("2016-02-05", "2017-02-05")]
    public void One_that_left_long_before_leaves_the_others_in_silence(string on, string? effective) =>
        Assert.True(
            Says(
                Given(
                        BorderTalks,
                        Treaty with
                        {
                            Signatories = ["KGZ", "TJK", "UZB"],
                        },
                        Force,
                        new InstrumentEnded
                        {
                            InstrumentId = "treaty",
                            Mode = EndMode.Withdrawn,
                            Party = "KGZ",
                            Effective = effective is null ? null : Edtf.Parse(effective),
                        }.On(on)
                    )
                    .AsOf("2021-01-01")
            )
        );

    // The grain initiative: signed, extended by an exchange of notes, and both in the headline.
    [Fact]
    public void Where_an_extension_is_over_it_is_said_once_and_of_the_text_that_was_extended()
    {
        var status = Given(
                BorderTalks,
                Treaty,
                Force,
                new InstrumentSigned
                {
                    InstrumentId = "extension",
                    InstrumentType = InstrumentType.ExchangeOfNotes,
                    Title = "Extension",
                    Amends = "treaty",
                    Signatories = ["KGZ", "TJK"],
                    Validity = Edtf.Parse("2020-02-05/2020-05-18"),
                }.On("2020-02-03")
            )
            .AsOf("2021-01-01");

        Assert.Equal(
            [("Treaty", "2020-05-18")],
            status
                .Headline.Clauses.Where(each => each.Code == "validity.passed")
                .Select(each => (each.What!, each.For!.Text))
        );
    }

    [Fact]
    public void Of_two_extensions_the_longer_is_over_last_and_is_what_is_said()
    {
        InstrumentSigned Extension(string id, string until) =>
            new InstrumentSigned
            {
                InstrumentId = id,
                InstrumentType = InstrumentType.ExchangeOfNotes,
                Amends = "treaty",
                Validity = Edtf.Parse($"../{until}"),
            }.On("2020-01-01");
        var story = Given(BorderTalks, Treaty, Force, Extension("one", "2022-01-01"), Extension("two", "2021-01-01"));

        Assert.False(Says(story.AsOf("2021-06-01")));
        Assert.Contains(story.AsOf("2022-01-02").Anomalies, each =>
            each.Code == Passed && (string?)each.Values["until"] == "2022-01-01"
        );
    }

    [Fact]
    public void Of_a_programme_that_is_adopted_and_not_signed_it_is_said_as_well()
    {
        var programme = new TextAuthenticated
        {
            InstrumentId = "programme",
            InstrumentType = InstrumentType.Programme,
            Mode = AuthenticationMode.Adopted,
            Validity = Edtf.Parse("2018/2020"),
        }.On("2017-06-01");

        Assert.Equal("2018/2020", Given(BorderTalks, programme).AsOf("2019-01-01").Instruments[0].Validity!.Text);
        Assert.True(Says(Given(BorderTalks, programme).AsOf("2021-01-01")));
    }

    [Fact]
    public void A_disputed_signature_says_of_no_validity_that_it_is_certainly_over() =>
        Assert.False(
            Says(
                Given(BorderTalks, Treaty with { Claim = new Claim { Status = ClaimStatus.Disputed } }, Force)
                    .AsOf("2021-01-01")
            )
        );

    private static bool Says(Status status) => status.Anomalies.Any(each => each.Code == Passed);
}
