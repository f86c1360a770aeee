using System.Text.Json;
using Negotiations.Events;
using Negotiations.Record;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>Corrections, retractions and further sources: each about one event of the same negotiation.</summary>
public class ActSpecs
{
    private static readonly Event Clash = new ClashReported { ClashId = "september-2022" }
        .On("2022-09")
        .Named("clash");

    private static readonly Event Retraction = new EventRetracted
    {
        Target = Id("clash"),
        Reason = RetractionReason.Duplicate,
    }.Named("retraction");

    private static readonly Event Attachment = new SourceAttached
    {
        Target = Id("clash"),
        Stance = Stance.Confirms,
    }.Named("attachment");

    private static readonly Scenario Past = Given(
        BorderTalks,
        Clash,
        Correct("clash", """{"occurred":"2022-09-14"}""").Named("correction"),
        Retraction,
        Attachment
    );

    [Fact]
    public void A_report_is_corrected_retracted_and_given_a_further_source() =>
        Given(BorderTalks, Clash)
            .When(Correct("clash", """{"occurred":"2022-09-14"}"""), Retraction, Attachment)
            .ThenRecords();

    [Fact]
    public void The_opening_may_be_corrected() =>
        Past.When(Correct("border talks", """{"title":"The border"}""")).ThenRecords();

    [Fact]
    public void A_correction_may_be_retracted() => Past.When(Retract("correction")).ThenRecords();

    [Fact]
    public void A_retraction_may_be_retracted() => Past.When(Retract("retraction")).ThenRecords();

    [Fact]
    public void An_act_about_an_unknown_event_is_refused() =>
        Past.When(Retract("never heard of"))
            .ThenRefused(
                RefusalKind.Missing,
                "target-not-found",
                "/target",
                $"{Id("never heard of")}",
                "'kg-tj-border'"
            );

    [Fact]
    public void A_duplicate_of_an_unknown_event_is_refused() =>
        Past.When(Retract("clash") with { DuplicateOf = Id("never heard of") })
            .ThenRefused(RefusalKind.Missing, "original-not-found", "/duplicateOf", $"{Id("never heard of")}");

    [Fact]
    public void Two_events_are_not_retracted_in_favour_of_each_other()
    {
        var other = new ClashReported().On("2022-09-14").Named("other");
        var first = Retract("clash") with { Reason = RetractionReason.Duplicate, DuplicateOf = Id("other") };
        var second = Retract("other") with { Reason = RetractionReason.Duplicate, DuplicateOf = Id("clash") };

        Given(BorderTalks, Clash, other, first.Named("first"))
            .When(second)
            .ThenRefused(RefusalKind.Invalid, "original-retracted", "/duplicateOf", $"{Id("clash")}");
        Given(BorderTalks, Clash, other)
            .When(first, second)
            .ThenRefused(RefusalKind.Invalid, "original-retracted", "/1/duplicateOf", $"{Id("clash")}");

        // Where that retraction is retracted the original stands again.
        Given(BorderTalks, Clash, other, first.Named("first"), Retract("first")).When(second).ThenRecords();
    }

    [Fact]
    public void An_event_is_no_duplicate_of_itself() =>
        Past.When(Retract("clash") with { DuplicateOf = Id("clash") })
            .ThenRefused(RefusalKind.Missing, "original-not-found", "/duplicateOf", "no other event");

    [Theory]
    [InlineData("correction", "event-corrected")]
    [InlineData("retraction", "event-retracted")]
    [InlineData("attachment", "source-attached")]
    public void An_act_on_the_record_is_not_corrected(string target, string type) =>
        Past.When(Correct(target, """{"reason":"another"}"""))
            .ThenRefused(RefusalKind.Invalid, "act-not-correctable", "/target", type, "Retract it");

    [Theory]
    [InlineData("correction", "event-corrected")]
    [InlineData("retraction", "event-retracted")]
    [InlineData("attachment", "source-attached")]
    public void An_act_on_the_record_takes_no_further_source(string target, string type) =>
        Past.When(new SourceAttached { Target = Id(target) })
            .ThenRefused(RefusalKind.Invalid, "act-takes-no-source", "/target", type);

    [Fact]
    public void The_opening_is_not_retracted() =>
        Past.When(Retract("border talks"))
            .ThenRefused(RefusalKind.Invalid, "opening-not-retractable", "/target", "Close the negotiation");

    [Theory]
    [InlineData("""{"clarity":"high"}""", "/patch/clarity", "'high'")]
    [InlineData("""{"occured":"2022"}""", "/patch/occured", "'occured'")]
    [InlineData("""{"occurred":"mid-September"}""", "/patch/occurred", "'mid-September'")]
    [InlineData("""{"weapons":["mortars",null]}""", "/patch/weapons/1", "null")]
    public void A_patch_after_which_the_event_could_not_be_read_is_refused(string patch, string at, string word) =>
        Past.When(Correct("clash", patch)).ThenRefused(RefusalKind.Invalid, "patch-does-not-fit", at, word);

    [Theory]
    [InlineData("""{"clarity":3}""", "out-of-range", "/patch/clarity")]
    [InlineData("""{"sources":null}""", "source-missing", "/patch/sources")]
    [InlineData("""{"sources":[]}""", "source-missing", "/patch/sources")]
    [InlineData("""{"occurred":null}""", "occurred-missing", "/patch/occurred")]
    [InlineData("""{"clashId":"September clash"}""", "bad-slug", "/patch/clashId")]
    [InlineData("""{"occurred":"2031"}""", "reported-before-it-happened", "/patch/occurred")]
    public void A_patch_after_which_the_event_would_be_refused_is_refused(string patch, string type, string at) =>
        Past.When(Correct("clash", patch)).ThenRefused(RefusalKind.Invalid, type, at);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"2022\"")]
    [InlineData("null")]
    public void A_patch_sets_or_removes_at_least_one_member(string patch) =>
        Past.When(Correct("clash", patch)).ThenRefused(RefusalKind.Invalid, "patch-empty", "/patch", "RFC 7386");

    [Theory]
    [InlineData("""{"type":"round-held"}""")]
    [InlineData("""{"eventId":"0192a7c4-5d00-7000-8000-000000000099"}""")]
    [InlineData("""{"eventId":null}""")]
    public void A_patch_changes_neither_type_nor_id(string patch) =>
        Past.When(Correct("clash", patch))
            .ThenRefused(RefusalKind.Invalid, "patch-changes-identity", "/patch", "Retract the event");

    [Fact]
    public void A_correction_says_why() =>
        Past.When(Correct("clash", """{"note":"x"}""") with { Reason = " " })
            .ThenRefused(RefusalKind.Invalid, "reason-missing", "/reason");

    [Fact]
    public void A_patch_is_measured_against_the_event_as_it_stands_after_earlier_corrections()
    {
        var toll = new TollReported { Killed = Exactly(24), Injured = Exactly(40) }
            .On("2022-09")
            .Named("toll");
        var past = Given(BorderTalks, toll, Correct("toll", """{"injured":null}"""));

        past.When(Correct("toll", """{"killed":null}"""))
            .ThenRefused(RefusalKind.Invalid, "toll-without-number", "/patch");
    }

    [Fact]
    public void A_retracted_correction_no_longer_counts_against_a_patch()
    {
        var toll = new TollReported { Killed = Exactly(24), Injured = Exactly(40) }
            .On("2022-09")
            .Named("toll");
        var past = Given(
            BorderTalks,
            toll,
            Correct("toll", """{"injured":null}""").Named("correction"),
            Retract("correction")
        );

        past.When(Correct("toll", """{"killed":null}""")).ThenRecords();
    }

    private static EventCorrected Correct(string target, string patch) =>
        new()
        {
            Target = Id(target),
            Patch = JsonElement.Parse(patch),
            Reason = "The source was misread.",
        };

    private static EventRetracted Retract(string target) =>
        new() { Target = Id(target), Reason = RetractionReason.False };
}
