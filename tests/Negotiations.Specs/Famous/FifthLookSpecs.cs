using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Famous.FamousCase;

namespace Negotiations.Specs.Famous;

/// <summary>Further processes that everybody knows, and what a treaty lawyer asks of them.</summary>
public class FifthLookSpecs
{
    // Signed in 1987, in force by an exchange in Moscow in 1988; one suspends and gives notice on a day in 2019.
    private static readonly Scenario Missiles = Of(
        Opened("INF Treaty", Subject.Security, "1981-11-30", "USA", "SUN"),
        new InstrumentSigned
        {
            InstrumentId = "inf",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["USA", "SUN"],
            SubjectToRatification = true,
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Exchange },
        }.On("1987-12-08"),
        new ApprovalGiven
        {
            InstrumentId = "inf",
            Party = "USA",
            Organ = "Senate",
            OrganKind = OrganKind.UpperChamber,
            Outcome = ApprovalOutcome.Approved,
        }.On("1988-05-27"),
        new ConsentExpressed { InstrumentId = "inf", Mode = ConsentMode.ExchangeOfInstruments }.On("1988-06-01"),
        new ConsentExpressed
        {
            InstrumentId = "inf",
            Party = "RUS",
            Mode = ConsentMode.Succession,
            InPlaceOf = "SUN",
        }.On("1991-12-26"),
        new InstrumentEnded
        {
            InstrumentId = "inf",
            Party = "USA",
            Mode = EndMode.Suspended,
        }.On("2019-02-02"),
        new InstrumentEnded
        {
            InstrumentId = "inf",
            Party = "USA",
            Mode = EndMode.Withdrawn,
            Effective = Edtf.Parse("2019-08-02"),
        }.On("2019-02-02"),
        new InstrumentEnded
        {
            InstrumentId = "inf",
            Party = "RUS",
            Mode = EndMode.Suspended,
        }.On("2019-07-03")
    );

    [Theory]
    [InlineData("1988-05-30", InstrumentStatus.AwaitingConsent, null, "")]
    [InlineData("1988-06-01", InstrumentStatus.InForce, "1988-06-01", "USA SUN")]
    [InlineData("2019-01-01", InstrumentStatus.InForce, "1988-06-01", "USA RUS")]
    [InlineData("2019-02-03", InstrumentStatus.Suspended, "1988-06-01", "USA RUS")]
    [InlineData("2019-08-02", InstrumentStatus.Ended, "1988-06-01", "")]
    public void A_treaty_of_two_is_in_force_by_the_exchange_and_over_when_one_has_left(
        string day,
        InstrumentStatus status,
        string? force,
        string parties
    )
    {
        var treaty = Missiles.AsOf(day).Instrument("inf");

        Assert.Equal((status, force), (treaty.Status, treaty.EntryIntoForce?.On?.Text));
        Assert.Equal(parties, string.Join(' ', treaty.Members()));
    }

    // For each state from its own day on, and for all only since a later one.
    private static readonly Scenario Zone = Of(
        Opened("Treaty of Tlatelolco", Subject.Security, "1964-11-27", "MEX", "BRA", "CUB"),
        new InstrumentSigned
        {
            InstrumentId = "zone",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["MEX", "BRA"],
            SubjectToRatification = true,
        }.On("1967-02-14"),
        new ConsentExpressed
        {
            InstrumentId = "zone",
            Party = "MEX",
            Mode = ConsentMode.Deposit,
        }.On("1967-09-20"),
        new ConsentExpressed
        {
            InstrumentId = "zone",
            Party = "BRA",
            Mode = ConsentMode.Deposit,
        }.On("1968-01-29"),
        new EnteredIntoForce { InstrumentId = "zone" }.On("1969-04-25"),
        new EnteredIntoForce { InstrumentId = "zone", ForParty = "BRA" }.On("1994-05-30")
    );

    [Theory]
    [InlineData("1970-01-01", "MEX")]
    [InlineData("1994-05-30", "BRA MEX")]
    public void A_party_with_a_later_day_of_its_own_is_in_from_that_day_on(string day, string parties) =>
        Assert.Equal(parties, string.Join(' ', Zone.AsOf(day).Instrument("zone").Members().Order()));

    [Fact]
    public void It_puts_a_treaty_in_force_that_its_terms_say_that_signature_decides()
    {
        var treaty = Of(
                Opened("Treaty of Peace", Subject.Peace, "1978-09-17", "EGY", "ISR"),
                new InstrumentSigned
                {
                    InstrumentId = "framework",
                    InstrumentType = InstrumentType.Agreement,
                    Signatories = ["EGY", "ISR"],
                    EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Signature },
                }.On("1978-09-17")
            )
            .AsOf("1978-09-17")
            .Instrument("framework");

        Assert.Equal((InstrumentStatus.InForce, "1978-09-17"), (treaty.Status, treaty.EntryIntoForce!.On!.Text));
        Assert.Equal(["EGY", "ISR"], treaty.Members().Order());
    }

    [Fact]
    public void Who_broke_off_the_talks_is_in_the_sentence()
    {
        var story = Of(
            Opened("Jeddah", Subject.Ceasefire, "2023-05-06", "SAF", "RSF"),
            new RoundHeld().On("2023-05-11"),
            new TalksStatusChanged { Status = TalksStatus.Suspended }
                .On("2023-05-31")
                .With("SAF".As(ActorRole.SideA))
        );

        var said = story.AsOf("2023-06-01").Headline.Clauses[^1];
        Assert.Equal("talks.suspended.by", said.Code);
        Assert.Equal(["SAF"], said.Who!);
    }
}
