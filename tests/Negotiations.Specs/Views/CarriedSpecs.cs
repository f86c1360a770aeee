using System.Globalization;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Specs.Generated;
using Negotiations.Values;
using Negotiations.Views;
using static Negotiations.Specs.Scenario;
using static Negotiations.Specs.Views.CorrectionSpecs;

namespace Negotiations.Specs.Views;

/// <summary>
/// What one fold makes and the next one uses again: it changes no answer, and what it saves is bounded.
/// </summary>
public class CarriedSpecs
{
    [Fact]
    public void A_fold_that_goes_on_from_the_one_before_says_what_a_fold_from_the_beginning_says() =>
        CsCheck
            .Gen.Select(AnyStream.WithActs, AnyStream.Day, CsCheck.Gen.Int[0, 30])
            .Holds(
                each =>
                {
                    var (negotiation, day, first) = each;
                    var grown = Negotiation.Of(negotiation.Id, negotiation.Events.Take(first));
                    foreach (var next in negotiation.Events.Skip(first))
                    {
                        Print(grown, Clocks.On(day));
                        grown = grown.With([next]);
                    }

                    var fresh = Negotiation.Of(negotiation.Id, negotiation.Events);
                    Assert.Equal(Print(fresh, Clocks.On(day)), Print(grown, Clocks.On(day)));
                    Assert.Equal(Print(fresh, Clocks.OfNow(day)), Print(grown, Clocks.OfNow(day)));
                },
                iter: 100
            );

    [Fact]
    public void Words_that_go_on_from_the_fold_before_are_those_of_a_fold_from_the_beginning() =>
        CsCheck
            .Gen.Select(AnyStream.WithActs, AnyStream.Day, CsCheck.Gen.Int[0, 30])
            .Holds(
                each =>
                {
                    var (negotiation, day, first) = each;
                    var grown = Negotiation.Of(negotiation.Id, negotiation.Events.Take(first));
                    foreach (var next in negotiation.Events.Skip(first))
                    {
                        AssertFoundBySame(grown, day);
                        grown = grown.With([next]);
                    }

                    AssertFoundBySame(grown, day);
                    AssertFoundBySame(grown, day.AddYears(-20));
                    AssertFoundBySame(grown, day);
                },
                iter: 100
            );

    [Fact]
    public void Words_of_a_fact_before_the_others_and_of_an_actor_that_comes_later_are_found()
    {
        var trunk = Given(BorderTalks, new RoundHeld { MeetingId = "one", Note = "in Batken" }.On("2003-01-01"));
        var before = Words(trunk.Negotiation, Today);
        var earlier = new RoundHeld { MeetingId = "none", Note = "in Sughd" }
            .On("2001-01-01")
            .With("CHN".As(ActorRole.Host));
        var grown = trunk.Negotiation.With([Recorded(trunk.Negotiation, earlier, "earlier")]);

        var after = Words(grown, Today);
        Assert.All(["Batken", "Sughd", "China"], word => Assert.True(after.Has(SearchTerms.Of(word)), word));
        Assert.False(before.Has(SearchTerms.Of("Sughd")));

        // What was found before is gone on from: the part of the first round is the one that was made then.
        Assert.Contains(before.Parts[1], after.Parts);
        AssertFoundBySame(grown, Today);
    }

    [Fact]
    public void Two_that_grow_from_one_do_not_see_each_other()
    {
        var trunk = Given(BorderTalks, new RoundHeld { MeetingId = "one" }.On("2003-01-01")).Negotiation;
        Print(trunk, Clocks.On(Today));
        var one = trunk.With([Recorded(trunk, new RoundHeld { MeetingId = "two" }.On("2004-01-01"), "one")]);
        var other = trunk.With([Recorded(trunk, new ClashReported().On("2004-01-01"), "other")]);

        Assert.Equal(
            (2, 0, 1, 1),
            (
                StatusFold.Of(one, Clocks.On(Today))!.Status.Rounds.Held,
                StatusFold.Of(one, Clocks.On(Today))!.Status.Clashes.Count,
                StatusFold.Of(other, Clocks.On(Today))!.Status.Rounds.Held,
                StatusFold.Of(other, Clocks.On(Today))!.Status.Clashes.Count
            )
        );
        Assert.Equal(1, StatusFold.Of(trunk, Clocks.On(Today))!.Status.Rounds.Held);
    }

    [Fact]
    public void Losses_that_one_report_counts_are_counted_again_where_others_are_the_sides()
    {
        var toll = new TollReported
        {
            ClashId = "one",
            Side = "KGZ",
            Killed = EventBuilders.Exactly(3),
        }.On("2022-09-14");
        var joined = new ParticipationChanged
        {
            Actor = "UZB",
            Change = ParticipationChange.Joined,
            Role = ActorRole.Party,
        }.On("2023-01-01");
        var negotiation = Given(BorderTalks, toll, joined).Negotiation;

        Assert.Equal(["TJK"], NotCounted("2022-10-01"));
        Assert.Equal(["TJK", "UZB"], NotCounted("2024-01-01"));
        Assert.Equal(["TJK"], NotCounted("2022-10-01"));

        IReadOnlyList<string> NotCounted(string day) =>
            StatusFold
                .Of(negotiation, Clocks.On(DateOnly.Parse(day, CultureInfo.InvariantCulture)))!
                .Derivations["clashes.incidents[one].total.killed"]
                .NotCounted;
    }

    [Fact]
    public void A_thousand_corrections_of_one_report_cost_about_a_thousand_times_what_one_costs()
    {
        Allocated(10);

        // In bytes, which a busy machine does not change: each against the whole chain would be a hundred times.
        Assert.InRange(Allocated(1_000) / (double)Allocated(100), 5, 15);
    }

    [Fact]
    public void A_correction_that_is_applied_after_another_one_is_taken_back_is_applied_to_what_stands_then()
    {
        var first = Correct("clash", """{"note":"first","place":{"name":"Batken"}}""").Named("first");
        var second = Correct("clash", """{"note":"second"}""").Named("second");
        var clash = new ClashReported { ClashId = "one" }
            .On("2022-09-14")
            .Named("clash");
        var both = Given(BorderTalks, clash, first, second);

        Assert.Equal("Batken", both.Now().Clashes.Last!.Place);
        Assert.Null(Given(BorderTalks, clash, first, second, Retracted(first)).Now().Clashes.Last!.Place);
        Assert.Equal("Batken", both.Now().Clashes.Last!.Place);
    }

    [Fact]
    public void The_summary_of_a_meeting_of_the_whole_world_is_bounded_and_says_how_many_there_are()
    {
        var all = Enumerable.Range(0, 193).Select(n => $"X{n:d3}".As(ActorRole.Party)).ToArray();
        var summit = new MeetingHeld { Kind = MeetingKind.Summit, MeetingId = "summit" }
            .On("2024-05-01")
            .With(all);
        var standing = Given(BorderTalks.With(all), summit).Standing(Clocks.On(Today));

        Assert.Equal(193, standing.Status.Parties.Count);
        Assert.Equal((Summary.Most, 193), (standing.Summary.Parties.Count, standing.Summary.PartiesCount));
        Assert.All(standing.Summary.Headline.Clauses, each => Assert.False(each.Who?.Count > Summary.Most));
        Assert.Null(Given(BorderTalks).Standing(Clocks.On(Today)).Summary.PartiesCount);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(300, Attribution.Span)]
    public void Changes_by_more_events_than_are_taken_one_by_one_say_that_their_events_are_a_span(
        int rounds,
        Attribution? expected
    )
    {
        var events = Enumerable
            .Range(0, rounds)
            .Select(n => (Event)new RoundHeld { MeetingId = $"round-{n}" }.On("2023-01-01"));
        var negotiation = Given([BorderTalks, .. events]).Negotiation;
        var clocks = Clocks.On(Today);

        var changes = Changes.Between(negotiation, clocks with { Version = 1 }, clocks);

        Assert.Equal(expected, changes.Attribution);
        Assert.Equal(rounds, changes.Events.Count);
    }

    [Theory]
    [InlineData(200, 201)]
    [InlineData(201, 102)]
    [InlineData(400, 101)]
    [InlineData(1600, 32)]
    public void Changes_fold_a_view_for_each_moment_once_and_few_of_a_long_record(int rounds, int most)
    {
        var events = Enumerable
            .Range(0, rounds)
            .Select(n => (Event)new RoundHeld { MeetingId = $"round-{n}" }.On("2023-01-01"));
        var negotiation = Given([BorderTalks, .. events]).Negotiation;
        var clocks = Clocks.On(Today);
        List<Clocks> folded = [];

        Changes.Between(negotiation, clocks with { Version = 1 }, clocks, asked =>
        {
            folded.Add(asked);
            return null;
        });

        Assert.InRange(folded.Count, most / 2, most);
        Assert.Equal(folded.Count, folded.Distinct().Count());
        Assert.Equal(1, folded[0].Version);
        Assert.Equal(negotiation.Version, folded[^1].Version);
    }

    private static string Print(Negotiation negotiation, Clocks clocks) =>
        JsonSerializer.Serialize(
            StatusFold.Of(negotiation, clocks) is { } found ? found with { Search = null! } : null,
            EventJson.Options
        );

    private static SearchText Words(Negotiation negotiation, DateOnly day) =>
        StatusFold.Of(negotiation, Clocks.On(day))!.Search;

    private static void AssertFoundBySame(Negotiation grown, DateOnly day)
    {
        var expected = StatusFold.Of(Negotiation.Of(grown.Id, grown.Events), Clocks.On(day))?.Search;
        var found = StatusFold.Of(grown, Clocks.On(day))?.Search;
        Assert.Equal(expected?.Keys.Order(), found?.Keys.Order());
        Assert.Equal(expected?.Parts.Select(part => part.Key).Order(), found?.Parts.Select(part => part.Key).Order());
    }

    private static EventRetracted Retracted(Event target) =>
        new() { Target = target.EventId!.Value, Reason = RetractionReason.False };

    private static RecordedEvent Recorded(Negotiation after, Event @event, string name)
    {
        var complete = @event.Complete(name);
        return after.Events[^1] with
        {
            EventId = complete.EventId!.Value,
            Version = after.Version + 1,
            Event = complete,
        };
    }

    private static long Allocated(int corrections)
    {
        var past = Given(
            BorderTalks,
            new ClashReported { ClashId = "one" }
                .On("2022-09-14")
                .Named("clash")
        );
        var request = new AppendEvents(
            [
                .. Enumerable
                    .Range(0, corrections)
                    .Select(n =>
                        Correct("clash", $$"""{"note":"{{n.ToString(CultureInfo.InvariantCulture)}}"}""")
                            .Complete($"correction {n}")
                    ),
            ],
            IsArray: true
        );
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<Decision.Accepted>(AppendEvents.Decide(request, past.Negotiation, Today));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
