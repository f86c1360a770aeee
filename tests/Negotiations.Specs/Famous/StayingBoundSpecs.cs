using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Famous.FamousCase;

namespace Negotiations.Specs.Famous;

/// <summary>
/// Nothing but an end, or another in its place, takes a party out, and nothing that was reached falls because others
/// sit down later.
/// </summary>
public class StayingBoundSpecs
{
    private static readonly Event[] Bound =
    [
        new InstrumentSigned
        {
            InstrumentId = "a",
            InstrumentType = InstrumentType.Treaty,
            Signatories = ["KGZ", "TJK", "UZB"],
            SubjectToRatification = true,
        }.On("2000-01-01"),
        Consents("KGZ", "2001-01-01"),
        Consents("TJK", "2001-01-01"),
        Consents("UZB", "2001-01-01"),
        Force("2002-01-01"),
    ];

    [Theory]
    [InlineData(ConsentMode.Succession, "1992-01-01")]
    [InlineData(ConsentMode.Deposit, "2005-03-01")]
    public void A_second_consent_of_a_party_begins_no_spell_and_ends_none(ConsentMode mode, string effective)
    {
        var again = Consents("KGZ", "2005-01-01", mode) with { Effective = Edtf.Parse(effective) };
        var parties = Story([.. Bound, again]).AsOf("2015-01-01").Instrument("a").Parties;

        Assert.Equal(
            ["2002-01-01/.."],
            parties.Where(each => each.Party == "KGZ").Select(each => $"{each.Since.Text}/{each.Until?.Text ?? ".."}")
        );
    }

    [Fact]
    public void The_effect_of_one_consent_takes_no_treaty_from_another()
    {
        var story = Story(
            Bound[0],
            Consents("KGZ", "2002-01-01"),
            Consents("TJK", "2002-02-01") with
            {
                Effective = Edtf.Parse("2002-06-01"),
            },
            Force("2002-04-01")
        );

        Assert.Equal(["KGZ"], story.AsOf("2002-05-01").Instrument("a").Members());
        Assert.Equal(["KGZ", "TJK"], story.AsOf("2002-07-01").Instrument("a").Members());
        Assert.All(story.AsOf("2002-07-01").Instrument("a").Parties, each => Assert.Null(each.Until));
    }

    [Fact]
    public void Who_joins_the_talks_later_is_no_party_to_what_is_in_force()
    {
        var status = Of(
                Opened("Two", Subject.Boundary, "1990", "KGZ", "TJK"),
                Adopted("2001-01-01"),
                Force("2001-02-01"),
                Joins("2003-01-01")
            )
            .AsOf("2004-01-01");

        Assert.Equal(["KGZ", "TJK"], status.Instrument("a").Members());
    }

    [Fact]
    public void Who_joins_the_talks_later_undoes_no_text_and_no_consents()
    {
        var consented = Of(
                Opened("Two", Subject.Boundary, "1990", "KGZ", "TJK"),
                Adopted("2001-01-01"),
                Consents("KGZ", "2001-02-01"),
                Consents("TJK", "2001-02-01"),
                Joins("2003-01-01")
            )
            .AsOf("2004-01-01");
        Assert.Equal((Phase.Consented, "2001-02-01"), (consented.Phase!.Certain, consented.Phase.Since!.Text));

        var initialled = Of(
                Opened("Two", Subject.Boundary, "1990", "KGZ", "TJK"),
                new TextAuthenticated
                {
                    InstrumentId = "a",
                    Mode = AuthenticationMode.Initialled,
                    By = ["KGZ", "TJK"],
                }.On("2001-01-01"),
                Joins("2003-01-01")
            )
            .AsOf("2004-01-01");
        Assert.Equal(Phase.TextAuthenticated, initialled.Phase!.Certain);
    }

    [Fact]
    public void Parties_that_resume_what_all_suspended_apply_it_again()
    {
        InstrumentResumed Resumes(string party, string on) =>
            new InstrumentResumed { InstrumentId = "a", Party = party }.On(on);
        var story = Story([
            .. Bound,
            new InstrumentEnded { InstrumentId = "a", Mode = EndMode.Suspended }.On("2003-01-01"),
            Resumes("TJK", "2004-01-01"),
            Resumes("KGZ", "2005-01-01"),
        ]);
        var (one, two) = (story.AsOf("2004-06-01"), story.AsOf("2005-06-01"));

        Assert.Equal(InstrumentStatus.Suspended, one.Instrument("a").Status);
        Assert.Equal(InstrumentStatus.InForce, two.Instrument("a").Status);
        Assert.Equal(
            ["UZB"],
            two.Instrument("a").Parties.Where(each => each.Suspended == true).Select(each => each.Party)
        );
        Assert.Equal("2005-01-01", two.Instrument("a").Suspensions.Single().Until!.Text);
        Assert.Contains(two.Headline.Clauses, each => each.Code == "resumed.by");
    }

    [Theory]
    [InlineData("2022-06", "ceasefire ceasefire-broken")]
    [InlineData("2022-06-20", "ceasefire")]
    public void A_truce_that_was_renewed_after_it_was_broken_may_hold_again(string renewed, string possible)
    {
        CeasefireAgreed Agreed(string on) => new CeasefireAgreed { CeasefireId = "t" }.On(on);
        var status = Of(
                Opened("Truce", Subject.Ceasefire, "2020", "KGZ", "TJK"),
                Agreed("2022-04-02"),
                new ClashReported { Breaches = "t" }.On("2022-06-15"),
                Agreed(renewed)
            )
            .AsOf("2022-07-15");

        var values = status
            .Uncertain.SingleOrDefault(each => each.Field == "security")
            ?.Possible.Select(each => (string)each!)
            ?? [Negotiations.Json.WireName.Of(status.Security.State)];
        Assert.Equal(possible, string.Join(' ', values.Order(StringComparer.Ordinal)));
    }

    private static Scenario Story(params Event[] events) =>
        Of(Opened("Three", Subject.Boundary, "1990", "KGZ", "TJK", "UZB"), events);

    private static TextAuthenticated Adopted(string on) =>
        new TextAuthenticated
        {
            InstrumentId = "a",
            InstrumentType = InstrumentType.Convention,
            Mode = AuthenticationMode.Adopted,
        }.On(on);

    private static EnteredIntoForce Force(string on) => new EnteredIntoForce { InstrumentId = "a" }.On(on);

    private static ParticipationChanged Joins(string on) =>
        new ParticipationChanged
        {
            Actor = "UZB",
            Role = ActorRole.Party,
            Change = ParticipationChange.Joined,
        }.On(on);

    private static ConsentExpressed Consents(string party, string on, ConsentMode mode = ConsentMode.Deposit) =>
        new ConsentExpressed
        {
            InstrumentId = "a",
            Party = party,
            Mode = mode,
        }.On(on);
}
