using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Exchanges of notes, and states that apply a treaty for a time and do not become parties to it.</summary>
public class NotesSpecs
{
    // An exchange is made by the last of the notes (VCLT arts. 13 and 24).
    [Theory]
    [InlineData("2020-01-10", InstrumentStatus.Signed, null)]
    [InlineData("2020-03-02", InstrumentStatus.InForce, "2020-03-02")]
    public void Notes_are_in_force_from_the_day_of_the_second(string day, InstrumentStatus status, string? force)
    {
        var notes = Given(BorderTalks, Note("KGZ", "2020-01-10"), Note("TJK", "2020-03-02")).AsOf(day).Instruments[0];

        Assert.Equal((status, force), (notes.Status, notes.EntryIntoForce?.On?.Text));
        Assert.Equal(
            force is null ? [] : ["KGZ 2020-03-02", "TJK 2020-03-02"],
            notes.Parties.Select(each => $"{each.Party} {each.Since.Text}")
        );
    }

    [Fact]
    public void One_note_alone_is_no_exchange() =>
        Assert.Equal(
            InstrumentStatus.Signed,
            Given(BorderTalks, Note("KGZ", "2020-01-10")).AsOf("2021-01-01").Instruments[0].Status
        );

    [Fact]
    public void A_protocol_signed_by_both_waits_for_the_exchange_that_its_terms_ask() =>
        Assert.Equal(
            InstrumentStatus.Signed,
            Given(
                    BorderTalks,
                    Note("KGZ", "2020-01-10") with
                    {
                        InstrumentType = InstrumentType.Protocol,
                        Signatories = ["KGZ", "TJK"],
                    }
                )
                .AsOf("2021-01-01")
                .Instruments[0]
                .Status
        );

    // Russia and the Energy Charter Treaty: signed, applied provisionally, and a notice that it will be no party.
    [Fact]
    public void Who_ended_its_provisional_application_is_awaited_no_more()
    {
        var past = Given(
            BorderTalks,
            new InstrumentSigned
            {
                InstrumentId = "charter",
                InstrumentType = InstrumentType.Treaty,
                Signatories = ["KGZ", "TJK", "RUS"],
                SubjectToRatification = true,
            }.On("1994-12-17"),
            new EnteredIntoForce { InstrumentId = "charter", Provisional = true }.On("1994-12-17"),
            Consent("KGZ", "1997-07-07"),
            Consent("TJK", "1997-06-25"),
            new EnteredIntoForce { InstrumentId = "charter" }.On("1998-04-16"),
            new InstrumentEnded
            {
                InstrumentId = "charter",
                Mode = EndMode.ProvisionalApplicationEnded,
                Party = "RUS",
                Effective = Edtf.Parse("2009-10-18"),
            }.On("2009-08-20")
        );

        Assert.Equal(["RUS"], past.AsOf("2009-10-17").Instruments[0].Awaiting);
        var ended = past.AsOf("2010-01-01").Instruments[0];
        Assert.Empty(ended.Awaiting);
        Assert.Equal(["KGZ", "TJK"], ended.Parties.Where(each => each.Until is null).Select(each => each.Party));
    }

    private static InstrumentSigned Note(string by, string on) =>
        new InstrumentSigned
        {
            InstrumentId = "notes",
            InstrumentType = InstrumentType.ExchangeOfNotes,
            Signatories = [by],
            EntryIntoForceTerms = new EntryIntoForceTerms { Trigger = ForceTrigger.Exchange },
        }.On(on);

    private static ConsentExpressed Consent(string by, string on) =>
        new ConsentExpressed
        {
            InstrumentId = "charter",
            Party = by,
            Mode = ConsentMode.Deposit,
        }.On(on);
}
