using Negotiations.Events;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Views;

/// <summary>What a treaty lawyer, a conflict-data analyst and a border analyst asked, who knew the answer.</summary>
public class AnalystSpecs
{
    private const string Treaty = "border-treaty";

    [Theory]
    [InlineData("AKI press", "2022-01-10", "aki  PRESS", "2022-02-10")]
    [InlineData("AKI press", "2022-01-10", "Kabar", "2022-01-10")]
    public void One_publisher_however_written_and_two_on_one_day_cannot_put_the_whole_at_two_lengths(
        string one,
        string on,
        string other,
        string later
    ) =>
        Assert.Contains(
            Given(BorderTalks, Total(970).On(on).By(one), Total(1006).On(later).By(other)).Now().Anomalies,
            each => each.Code == "totals-disagree"
        );

    [Fact]
    public void Two_publishers_on_two_days_are_a_range() =>
        Assert.DoesNotContain(
            Given(BorderTalks, Total(970).On("2022-01-10").By("AKIpress"), Total(1006).On("2022-02-10").By("Kabar"))
                .Now()
                .Anomalies,
            each => each.Code == "totals-disagree"
        );

    public static TheoryData<SectionsAgreed> Some =>
        [
            new SectionsAgreed { Remaining = Exactly(40) },
            new SectionsAgreed { Share = Exactly(94) },
            new SectionsAgreed { Cumulative = Exactly(900), Total = Exactly(970) },
        ];

    [Theory]
    [MemberData(nameof(Some))]
    public void Whichever_figure_says_so_some_remain_after_all_were_agreed(SectionsAgreed some)
    {
        var all = new SectionsAgreed { AllRemaining = true };
        var view = Given(BorderTalks, all.On("2024-12-04"), some.On("2025-02-01")).Now();

        Assert.False(view.Sections.AllAgreed);
        Assert.Contains(view.Anomalies, each => each.Code == "remaining-after-all-agreed");
        Assert.True(Given(BorderTalks, some.On("2024-02-01"), all.On("2024-12-04")).Now().Sections.AllAgreed);
    }

    [Fact]
    public void A_share_that_is_all_but_rounding_leaves_nothing_open() =>
        Assert.True(
            Given(
                    BorderTalks,
                    new SectionsAgreed { AllRemaining = true }.On("2024-12-04"),
                    new SectionsAgreed { Share = Exactly(99.6m) }.On("2025-02-01")
                )
                .Now()
                .Sections.AllAgreed
        );

    [Fact]
    public void A_deposit_of_a_party_that_withdrew_completes_no_threshold()
    {
        var signed = new InstrumentSigned
        {
            InstrumentId = Treaty,
            SubjectToRatification = true,
            Signatories = ["KGZ", "TJK", "UZB", "KAZ"],
            EntryIntoForceTerms = new EntryIntoForceTerms
            {
                Trigger = ForceTrigger.Deposits,
                Parties = 3,
                Delay = "P30D",
            },
        }.On("2024-01-01");
        Event[] past =
        [
            BorderTalks,
            signed,
            Deposit("KGZ", "2024-02-01"),
            Deposit("TJK", "2024-02-05"),
            new InstrumentEnded
            {
                InstrumentId = Treaty,
                Mode = EndMode.Withdrawn,
                Party = "TJK",
            }.On("2024-02-10"),
            Deposit("UZB", "2024-03-01"),
        ];

        Assert.Null(Expected(past));
        Assert.Equal("2024-05-01", Expected([.. past, Deposit("KAZ", "2024-04-01")])!.On.Text);
        Assert.Equal("2024-07-01", Expected([.. past, Deposit("TJK", "2024-06-01")])!.On.Text);

        static ExpectedForce? Expected(Event[] past) => Given(past).Now().Instruments.Single().EntryIntoForce?.Expected;
    }

    [Fact]
    public void A_text_that_each_initialled_on_a_day_of_its_own_names_all_who_did()
    {
        TextAuthenticated Initialled(string by, string on) =>
            new TextAuthenticated
            {
                InstrumentId = Treaty,
                Mode = AuthenticationMode.Initialled,
                By = [by],
            }.On(on);
        var view = Given(BorderTalks, Initialled("KGZ", "2024-01-01"), Initialled("TJK", "2024-02-01"))
            .Now()
            .Instruments.Single();

        Assert.Equal(InstrumentStatus.Authenticated, view.Status);
        Assert.Equal(("2024-02-01", 2), (view.Authenticated!.On.Text, view.Authenticated.By!.Count));
    }

    [Fact]
    public void A_suspension_ends_with_the_treaty()
    {
        InstrumentEnded End(EndMode mode, string on, string? party = null) =>
            new InstrumentEnded
            {
                InstrumentId = Treaty,
                Mode = mode,
                Party = party,
            }.On(on);
        Event[] inForce = [BorderTalks, new EnteredIntoForce { InstrumentId = Treaty }.On("2020-01-01")];

        Assert.Equal("2023-02-01", Until(End(EndMode.Suspended, "2022-02-01"), End(EndMode.Terminated, "2023-02-01")));
        Assert.Equal(
            "2023-03-01",
            Until(End(EndMode.Suspended, "2022-02-01", "TJK"), End(EndMode.Withdrawn, "2023-03-01", "TJK"))
        );

        string? Until(params Event[] events) =>
            Assert.Single(Given([.. inForce, .. events]).Now().Instruments.Single().Suspensions).Until?.Text;
    }

    [Fact]
    public void A_sum_of_clashes_of_which_one_is_not_counted_says_nothing_new_below_a_headline()
    {
        var counted = new ClashReported { ClashId = "a" }.On("2022-09-14");
        var headline = Toll(null, 120).On("2022-09-14/2022-09-20").By("Reuters", "2022-09-20");
        Figure Killed(params Event[] events) =>
            Given([BorderTalks, counted, Toll("a", 103).On("2022-09-14"), headline, .. events]).Now().Clashes.Killed!;

        Assert.Equal(120, Killed(new ClashReported { ClashId = "b" }.On("2022-09-20")).Best);
        Assert.Equal(120, Killed(new ClashReported().On("2022-09-20")).Best);
        Assert.Equal(103, Killed().Low);
    }

    [Fact]
    public void Sides_of_fighting_without_a_name_are_sides_of_the_losses_of_its_days()
    {
        var clash = new ClashReported().On("2020-05-01").With("KGZ".As(ActorRole.SideA), "UZB".As(ActorRole.SideB));
        var tolls = new[] { Toll(null, 5) with { Side = "KGZ" }, Toll(null, 3) with { Side = "UZB" } };

        Assert.Equal(
            Figure.Exactly(8, Units.People),
            Given(BorderTalks, clash, tolls[0].On("2020-05-01"), tolls[1].On("2020-05-01")).Now().Clashes.Killed
        );
    }

    [Fact]
    public void A_meeting_that_was_held_and_cancelled_does_not_fit_in_either_order_unless_it_was_called_again()
    {
        var held = new MeetingHeld { MeetingId = "m" }.On("2024-10-07");
        MeetingChanged Change(MeetingChange change, string on) =>
            new MeetingChanged { MeetingId = "m", Change = change }.On(on);
        var cancelled = Change(MeetingChange.Cancelled, "2024-10-01");

        Assert.True(DoesNotFit(cancelled, held));
        Assert.True(DoesNotFit(held, Change(MeetingChange.Cancelled, "2024-10-09")));
        Assert.False(DoesNotFit(cancelled, Change(MeetingChange.Rescheduled, "2024-10-03"), held));
        Assert.False(DoesNotFit(cancelled, Change(MeetingChange.Rescheduled, "2024-10"), held));

        static bool DoesNotFit(params Event[] events) =>
            Given([BorderTalks, .. events]).Now().Anomalies.Any(each => each.Code == "held-after-cancelled");
    }

    [Fact]
    public void Two_days_of_one_meeting_are_one_anomaly_however_many_sources_repeat_them()
    {
        RoundHeld Round(string on, string by) =>
            new RoundHeld { MeetingId = "r" }
                .On(on)
                .By(by);
        var view = Given(
                BorderTalks,
                Round("2024-10-07", "24.kg"),
                Round("2024-10-08", "Kabar"),
                Round("2024-10-08", "dpa")
            )
            .Now();

        Assert.Equal(3, Assert.Single(view.Anomalies, each => each.Code == "dates-disagree").Events.Count);
    }

    [Fact]
    public void Which_step_and_which_incident_was_the_last_is_open_where_their_dates_overlap()
    {
        var relations = BorderTalks with { Kind = NegotiationKind.Relations };
        var steps = Given(relations, new MeetingHeld().On("2024-10"), new AgreementReached().On("2024-10-09")).Now();
        var clashes = Given(BorderTalks, new ClashReported().On("2024-09"), new ClashReported().On("2024-09-14")).Now();

        Assert.Equal(2, steps.Uncertain.Single(each => each.Field == "latestStep").Possible.Count);
        Assert.Equal(2, clashes.Uncertain.Single(each => each.Field == "security.lastIncident").Possible.Count);
    }

    [Fact]
    public void Thousands_of_reports_of_one_month_from_different_places_are_not_held_against_each_other()
    {
        const int Rows = 10_000;
        var clashes = Enumerable.Range(1, Rows).Select(n => new ClashReported().On("2022-09").In($"village {n}"));
        var before = System.Diagnostics.Stopwatch.StartNew();

        var view = Given([BorderTalks, .. clashes, new ClashReported().On("2022-09-14").In("Village 7")]).Now();

        Assert.Equal((Rows + 1, Rows), (view.Clashes.Count, view.Clashes.CountLow));
        Assert.Single(view.Anomalies, each => each.Code == "possible-duplicate");
        Assert.True(before.Elapsed < TimeSpan.FromSeconds(20), $"It took {before.Elapsed}.");
    }

    private static SectionsAgreed Total(int length) => new() { Total = Exactly(length) };

    private static ConsentExpressed Deposit(string party, string on) =>
        new ConsentExpressed
        {
            InstrumentId = Treaty,
            Party = party,
            Mode = ConsentMode.Deposit,
        }.On(on);

    private static TollReported Toll(string? clash, int killed) => new() { ClashId = clash, Killed = Exactly(killed) };

    private static Quantity Exactly(decimal figure) => new() { Qualifier = Qualifier.Exact, Best = figure };
}
