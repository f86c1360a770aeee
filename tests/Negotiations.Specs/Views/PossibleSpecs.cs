using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>Possible is what holds in some placing and reading: nothing that an act of later decades lets in.</summary>
public class PossibleSpecs
{
    private static readonly InstrumentSigned Signed = new InstrumentSigned
    {
        InstrumentId = "treaty",
        Signatories = ["KGZ", "TJK", "UZB"],
    }.On("1990-11-19");

    private static readonly EnteredIntoForce Force = new EnteredIntoForce { InstrumentId = "treaty" }.On("1992-11-09");

    [Fact]
    public void A_suspension_whose_notice_is_given_is_none_before_its_day_though_another_leaves_decades_later()
    {
        var suspended = Ended(EndMode.Suspended, "KGZ", "2007-12-12").On("2007-07-14");
        var left = Ended(EndMode.Withdrawn, "TJK", "2023-11-07").On("2023-05-29");
        var status = Given(BorderTalks, Signed, Force, suspended, left).AsOf("2007-10-01");

        Assert.Empty(status.Instruments[0].Suspensions);
        Assert.Empty(status.Uncertain);
    }

    [Fact]
    public void Since_when_one_is_a_party_does_not_hang_on_who_leaves_decades_later()
    {
        var joined = new ConsentExpressed
        {
            InstrumentId = "treaty",
            Party = "KAZ",
            Mode = ConsentMode.Accession,
            Effective = Edtf.Parse("2002-09-01"),
        }.On("2002-06-28");
        var left = Ended(EndMode.Withdrawn, "KAZ", "2017-02-10").On("2016-11-10");

        Assert.Empty(Given(BorderTalks, Signed, Force, joined, left).AsOf("2002-10-01").Uncertain);
    }

    [Fact]
    public void That_it_was_in_force_is_no_question_where_only_its_end_is_disputed()
    {
        var ended = Ended(EndMode.Denounced, "KGZ", null).On("1995-01-01") with
        {
            Claim = new Claim { Status = ClaimStatus.Disputed },
        };

        Assert.DoesNotContain(Given(BorderTalks, Signed, Force, ended).Now().Uncertain, each =>
            each.Field == "instruments[treaty].entryIntoForce"
        );
    }

    [Fact]
    public void A_figure_that_its_counter_replaced_does_not_come_back_with_a_dispute_about_another()
    {
        var status = Given(
                BorderTalks,
                new ClashReported { ClashId = "war" }.On("2006-07-12/2006-08-14"),
                Count("AFP", "2006-07-20", 330),
                Count("AFP", "2006-12-01", 1191),
                Count("Reuters", "2006-12-02", 1200) with
                {
                    Claim = new Claim { Status = ClaimStatus.Disputed },
                }
            )
            .Now();

        foreach (var field in new[] { "clashes.killed", "clashes.incidents[war].total.killed" })
            Assert.Equal(
                [1191m, 1200m],
                status
                    .Uncertain.Single(each => each.Field == field)
                    .Possible.Select(each => (decimal)each!["low"]!)
                    .Order()
            );
    }

    [Theory]
    [InlineData("1992-11-09", null)]
    [InlineData("1992-07-01", "1992-11-09")]
    public void An_entry_into_force_reported_afterwards_was_expected_by_no_one(string published, string? expected)
    {
        var treaty = Given(BorderTalks, Signed, Force.By("Depositary", published)).AsOf("1992-08-01").Instruments[0];

        Assert.Equal(expected, treaty.EntryIntoForce?.Expected?.On.Text);
    }

    [Fact]
    public void An_expiry_is_no_ones_withdrawal()
    {
        var expired = Ended(EndMode.Expired, null, null).On("2026-02-05");
        var status = Given(BorderTalks, Signed, Force, expired).AsOf("2026-03-01");

        Assert.Equal(EndMode.Expired, status.Instruments[0].Ended!.Mode);
        Assert.Empty(status.Instruments[0].Withdrawals);
    }

    [Fact]
    public void Since_when_it_was_applied_provisionally_is_said_also_after_that()
    {
        var applied = new EnteredIntoForce { InstrumentId = "treaty", Provisional = true }.On("1991-01-01");
        var over = Ended(EndMode.ProvisionalApplicationEnded, null, null).On("1992-11-09");

        Assert.Equal(
            "1991-01-01",
            Given(BorderTalks, Signed, applied, Force, over).Now().Instruments[0].EntryIntoForce!.Provisional!.Text
        );
    }

    [Theory]
    [InlineData("2025-05", "2025-05-05", Security.NotReported, "lastEvent lastHeard")]
    [InlineData("2025-05", "2025-05-15", Security.Ceasefire, "")]
    [InlineData("2025-05-20", "2025-05-15", Security.NotReported, "")]
    [InlineData("2025-05-20", "2025-05-20", Security.Ceasefire, "")]
    public void A_truce_was_agreed_by_the_day_of_its_effect_or_holds_from_when_it_was(
        string agreed,
        string day,
        Security security,
        string uncertain
    )
    {
        var truce = new CeasefireAgreed { EffectiveFrom = Edtf.Parse("2025-05-10") }.On(agreed);
        var status = Given(BorderTalks, truce).AsOf(day);

        Assert.Equal(security, status.Security.State);
        Assert.Equal(uncertain, string.Join(' ', status.Uncertain.Select(each => each.Field).Order()));
    }

    [Fact]
    public void A_report_of_the_notice_alone_does_not_contradict_one_of_its_effect()
    {
        var notice = Ended(EndMode.Withdrawn, "KGZ", null).On("2010-01-01");
        var effect = Ended(EndMode.Withdrawn, "KGZ", "2011-01-01").On("2010-01-01");
        var story = Given(BorderTalks, Signed, Force, notice, effect);

        Assert.Contains("KGZ", In(story.AsOf("2010-06-01")));
        Assert.Equal("2011-01-01", story.AsOf("2011-06-01").Instruments[0].Parties.Single(Left).Until!.Text);
        Assert.DoesNotContain("KGZ", In(Given(BorderTalks, Signed, Force, notice).AsOf("2010-06-01")));

        static bool Left(TreatyPartyView each) => each.Until is not null;
    }

    private static IEnumerable<string> In(Status status) =>
        status.Instruments[0].Parties.Where(each => each.Until is null).Select(each => each.Party);

    private static InstrumentEnded Ended(EndMode mode, string? party, string? effective) =>
        new()
        {
            InstrumentId = "treaty",
            Mode = mode,
            Party = party,
            Effective = effective is null ? null : Edtf.Parse(effective),
        };

    private static TollReported Count(string counter, string day, int killed) =>
        new TollReported { ClashId = "war", Killed = EventBuilders.Exactly(killed) }
            .On("2006-07-12/2006-08-14")
            .By(counter, day);
}
