using System.Text.Json;
using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>Merging, moving and duplicates: what other negotiations have decides, and nothing else of them.</summary>
public class ElsewhereSpecs
{
    private static readonly Event Clash = new ClashReported { ClashId = "september" }
        .On("2022-09")
        .Named("clash");

    private static readonly NegotiationClosed Merged = new NegotiationClosed
    {
        Outcome = ClosingOutcome.Merged,
        MergedInto = "kg-tj-talks",
    }.On("2025-01-01");

    private static readonly EventRetracted Moved = new()
    {
        Target = Id("clash"),
        Reason = RetractionReason.WrongNegotiation,
        MovedTo = new EventPlace("kg-tj-water", Id("the same clash")),
    };

    [Fact]
    public void A_negotiation_goes_on_in_another_one() => When(Merged, With("kg-tj-talks")).ThenRecords();

    [Fact]
    public void It_may_close_as_merged_where_no_source_says_into_which() =>
        When(Merged with { MergedInto = null }, Elsewhere.Nothing).ThenRecords();

    [Fact]
    public void It_does_not_go_on_in_one_that_is_not_there() =>
        When(Merged, Elsewhere.Nothing)
            .ThenRefused(
                RefusalKind.Invalid,
                "merge-target-not-found",
                "/mergedInto",
                "'kg-tj-talks'",
                "Open it first"
            );

    [Fact]
    public void It_does_not_go_on_in_itself() =>
        When(Merged with { MergedInto = "kg-tj-border" }, With("kg-tj-border"))
            .ThenRefused(RefusalKind.Invalid, "merged-into-itself", "/mergedInto", "'kg-tj-border'");

    [Fact]
    public void No_merge_leads_back() =>
        When(
                Merged,
                new Elsewhere(
                    new Dictionary<string, string?>
                    {
                        ["kg-tj-talks"] = "kg-tj-water",
                        ["kg-tj-water"] = "kg-tj-border",
                        ["kg-tj-border"] = null,
                    },
                    new Dictionary<Guid, string>()
                )
            )
            .ThenRefused(
                RefusalKind.Invalid,
                "merge-leads-back",
                "/mergedInto",
                "kg-tj-talks → kg-tj-water → kg-tj-border",
                "Reopen"
            );

    [Fact]
    public void A_correction_names_no_negotiation_that_is_not_there() =>
        Given(BorderTalks, (Merged with { MergedInto = null }).Named("closed"))
            .When(
                new EventCorrected
                {
                    Target = Id("closed"),
                    Reason = "It is known now.",
                    Patch = JsonElement.Parse("""{"mergedInto":"nowhere"}"""),
                }
            )
            .ThenRefused(RefusalKind.Invalid, "merge-target-not-found", "/patch/mergedInto", "'nowhere'");

    [Fact]
    public void No_merge_that_comes_to_stand_again_leads_back()
    {
        var reopened = new NegotiationClosed { Reopened = true }
            .On("2025-02-01")
            .Named("reopened");
        var past = Given(BorderTalks, Merged.Named("merged"), reopened);
        var meanwhile = With("kg-tj-talks") with { ComingIn = ["kg-tj-talks", "kg-tj-water"] };
        var again = new EventRetracted { Target = Id("reopened"), Reason = RetractionReason.False };
        var other = new EventCorrected
        {
            Target = Id("merged"),
            Reason = "It was the other one.",
            Patch = JsonElement.Parse("""{"mergedInto":"kg-tj-water"}"""),
        };

        past.When(Asking(again, With("kg-tj-talks"))).ThenRecords();
        past.When(Asking(again, meanwhile))
            .ThenRefused(RefusalKind.Invalid, "merge-leads-back", null, "'kg-tj-talks'", "Reopen");
        past.When(Asking(other, With("kg-tj-water"))).ThenRecords();
    }

    [Fact]
    public void A_correction_of_another_member_asks_nothing_of_where_it_went_on() =>
        Given(BorderTalks, Merged.Named("merged"))
            .When(
                new EventCorrected
                {
                    Target = Id("merged"),
                    Reason = "A day later.",
                    Patch = JsonElement.Parse("""{"occurred":"2025-01-02"}"""),
                }
            )
            .ThenRecords();

    [Fact]
    public void A_merge_lies_in_no_future() =>
        When(Merged.On("2030-01-01"), With("kg-tj-talks"))
            .ThenRefused(RefusalKind.Invalid, "reported-before-it-happened", "/occurred");

    [Fact]
    public void What_went_on_elsewhere_takes_no_further_facts_and_says_where_to() =>
        Given(BorderTalks, Merged)
            .When(Clash)
            .ThenRefused(RefusalKind.Conflict, "negotiation-merged", null, "'kg-tj-talks'", "append to that one");

    [Fact]
    public void What_went_on_elsewhere_is_still_corrected_and_reopened()
    {
        var past = Given(BorderTalks, Clash, Merged.Named("merged"));

        past.When(new SourceAttached { Target = Id("clash") }).ThenRecords();
        past.When(new EventRetracted { Target = Id("merged"), Reason = RetractionReason.False }).ThenRecords();
        past.When(new NegotiationClosed { Reopened = true }.On("2025-02-01")).ThenRecords();
    }

    [Fact]
    public void Once_it_is_reopened_or_the_merge_is_taken_back_it_takes_facts_again()
    {
        Given(BorderTalks, Merged, new NegotiationClosed { Reopened = true }.On("2025-02-01"))
            .When(Clash)
            .ThenRecords();
        Given(BorderTalks, Merged.Named("merged"), new SourceAttached { Target = Id("merged"), Stance = Stance.Denies })
            .When(Clash)
            .ThenRecords();
        Given(
                BorderTalks,
                Merged.Named("merged"),
                new EventRetracted { Target = Id("merged"), Reason = RetractionReason.False }
            )
            .When(Clash)
            .ThenRecords();
    }

    [Fact]
    public void An_event_moves_to_one_that_is_there() =>
        Given(BorderTalks, Clash).When(Asking(Moved, With("kg-tj-water", Id("the same clash")))).ThenRecords();

    [Theory]
    [InlineData("kg-tj-water", "never heard of", "moved-event-not-found", "/movedTo/eventId")]
    [InlineData("kg-uz-border", "the same clash", "moved-event-not-found", "/movedTo/eventId")]
    [InlineData("kg-tj-border", "clash", "moved-within", "/movedTo/negotiation")]
    public void An_event_moves_nowhere_else(string negotiation, string to, string type, string at) =>
        Given(BorderTalks, Clash)
            .When(
                Asking(
                    Moved with
                    {
                        MovedTo = new EventPlace(negotiation, Id(to)),
                    },
                    With("kg-tj-water", Id("the same clash"))
                )
            )
            .ThenRefused(RefusalKind.Invalid, type, at);

    [Fact]
    public void Only_what_was_in_the_wrong_negotiation_moves() =>
        Given(BorderTalks, Clash)
            .When(Asking(Moved with { Reason = RetractionReason.False }, With("kg-tj-water", Id("the same clash"))))
            .ThenRefused(RefusalKind.Invalid, "moved-to-without-move", "/movedTo");

    [Fact]
    public void An_event_says_from_where_it_moved()
    {
        var here = new ClashReported { MovedFrom = new EventPlace("kg-tj-water", Id("there")) }.On("2022-09");

        When(here, With("kg-tj-water", Id("there"))).ThenRecords();
        When(here, Elsewhere.Nothing)
            .ThenRefused(RefusalKind.Invalid, "moved-event-not-found", "/movedFrom/eventId", "'kg-tj-water'");
    }

    [Fact]
    public void A_duplicate_may_be_one_of_another_negotiation()
    {
        var retracted = new EventRetracted
        {
            Target = Id("clash"),
            Reason = RetractionReason.Duplicate,
            DuplicateOf = Id("there"),
        };

        Given(BorderTalks, Clash).When(Asking(retracted, With("kg-tj-water", Id("there")))).ThenRecords();
        Given(BorderTalks, Clash)
            .When(Asking(retracted, Elsewhere.Nothing))
            .ThenRefused(RefusalKind.Missing, "original-not-found", "/duplicateOf", "another negotiation");
    }

    [Fact]
    public void What_remains_in_another_negotiation_was_not_retracted_there()
    {
        var there = With("kg-tj-water", Id("there")) with { Retracted = new HashSet<Guid> { Id("there") } };
        var duplicate = new EventRetracted
        {
            Target = Id("clash"),
            Reason = RetractionReason.Duplicate,
            DuplicateOf = Id("there"),
        };
        var moved = Moved with { MovedTo = new EventPlace("kg-tj-water", Id("there")) };

        Given(BorderTalks, Clash)
            .When(Asking(duplicate, there))
            .ThenRefused(RefusalKind.Invalid, "original-retracted", "/duplicateOf", $"{Id("there")}");
        Given(BorderTalks, Clash)
            .When(Asking(moved, there))
            .ThenRefused(RefusalKind.Invalid, "original-retracted", "/movedTo/eventId", $"{Id("there")}");
    }

    [Fact]
    public void The_view_says_in_which_it_went_on_and_what_else_is_possible()
    {
        var past = Given(BorderTalks, Merged);
        var disputed = Given(BorderTalks, Merged with { Claim = new Claim { Status = ClaimStatus.Disputed } }).Now();

        Assert.Equal("kg-tj-talks", past.Now().MergedInto);
        Assert.Null(past.AsOf("2024-12-31").MergedInto);
        Assert.Equal(
            [null, "kg-tj-talks"],
            Assert
                .Single(disputed.Uncertain, each => each.Field == "mergedInto")
                .Possible.Select(each => (string?)each)
                .Order()
        );
        Assert.Null(
            Given(BorderTalks, Merged, new NegotiationClosed { Reopened = true }.On("2025-02-01")).Now().MergedInto
        );
    }

    [Fact]
    public void It_counts_as_the_other_one_from_the_day_on_which_it_went_on_there()
    {
        var past = Given(BorderTalks, Merged);

        Assert.NotNull(past.Standing(Negotiations.Views.Clocks.On(Today)).Merge);
        Assert.Null(past.Standing(Negotiations.Views.Clocks.On(new DateOnly(2024, 12, 31))).Merge);
        Assert.NotNull(
            Given(BorderTalks, Merged with { MergedInto = null }).Standing(Negotiations.Views.Clocks.On(Today)).Merge
        );
    }

    private static Outcome When(Event @event, Elsewhere elsewhere) =>
        Given(BorderTalks).When(Asking(@event, elsewhere));

    private static AppendEvents Asking(Event @event, Elsewhere elsewhere) =>
        new([@event.Complete("request 1")]) { Elsewhere = elsewhere };

    private static Elsewhere With(string negotiation, params Guid[] events) =>
        new(
            new Dictionary<string, string?> { [negotiation] = null },
            events.ToDictionary(each => each, _ => negotiation)
        );
}
