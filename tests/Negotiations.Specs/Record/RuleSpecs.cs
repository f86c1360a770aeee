using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>What any event must satisfy on its own: something is said, and its values are possible.</summary>
public class RuleSpecs
{
    private static readonly ClashReported Clash = new ClashReported().On("2022-09").By("AKIpress");

    public static readonly TheoryData<Event, string, string?> WhatIsRefused = new()
    {
        {
            new TollReported { Side = "KGZ" },
            "toll-without-number",
            null
        },
        { new AssessmentRecorded(), "assessment-empty", null },
        { new NegotiationClosed(), "closing-without-outcome", "/outcome" },
        {
            new NegotiationClosed { Reopened = false },
            "closing-without-outcome",
            "/outcome"
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Merged, Reopened = true },
            "closed-and-reopened",
            "/reopened"
        },
        {
            new ClashReported { Clarity = 0 },
            "out-of-range",
            "/clarity"
        },
        {
            new RoundHeld { RoundNumber = 0 },
            "out-of-range",
            "/roundNumber"
        },
        {
            new MeetingScheduled { Ordinal = -1 },
            "out-of-range",
            "/ordinal"
        },
        {
            new RoundHeld { Place = new Place { Precision = 8 } },
            "out-of-range",
            "/place/precision"
        },
        {
            new RoundHeld { Note = new string('n', 10_001) },
            "text-too-long",
            null
        },
        {
            new RoundHeld { OccurredText = new string('n', 10_001) },
            "text-too-long",
            null
        },
        {
            new StatementIssued { Summary = new string('n', 10_001) },
            "text-too-long",
            null
        },
        {
            new AssessmentRecorded { Narrative = new string('n', 10_001) },
            "text-too-long",
            null
        },
        {
            new RoundHeld { Topics = [.. Enumerable.Repeat("water", 201)] },
            "too-many-items",
            null
        },
        {
            new RoundHeld { Kilometres = new Quantity { Unit = "km" } },
            "quantity-empty",
            "/kilometres"
        },
        {
            new TollReported { Killed = Exactly(-1) },
            "quantity-negative",
            "/killed"
        },
        {
            new TollReported { Displaced = AtLeast(-1) },
            "quantity-negative",
            "/displaced"
        },
        {
            new SectionsAgreed { Share = new Quantity { High = -5 } },
            "quantity-negative",
            "/share"
        },
        {
            new SectionsAgreed { Share = Exactly(140) },
            "out-of-range",
            "/share"
        },
        {
            new SectionsAgreed { Share = Exactly(1e-30m) },
            "quantity-too-small",
            "/share"
        },
        {
            new TollReported { Killed = Exactly(2.5m) },
            "not-whole",
            "/killed"
        },
        {
            new TollReported { Killed = Exactly(2) with { Unit = "families" } },
            "unknown-unit",
            "/killed/unit"
        },
        {
            new RoundHeld { Kilometres = Exactly(10) with { Unit = "ha" } },
            "unknown-unit",
            "/kilometres/unit"
        },
        {
            new SectionsAgreed { Length = Exactly(10) with { Unit = "verst" } },
            "unknown-unit",
            "/length/unit"
        },
        {
            new InstrumentSigned { EntryIntoForceTerms = new() { Parties = 55 } },
            "terms-without-trigger",
            "/entryIntoForceTerms/trigger"
        },
        { Signed(new() { Trigger = ForceTrigger.Date }), "terms-without-date", "/entryIntoForceTerms/on" },
        {
            Signed(new() { Trigger = ForceTrigger.Deposits, Parties = 0 }),
            "out-of-range",
            "/entryIntoForceTerms/parties"
        },
        {
            Signed(new() { Trigger = ForceTrigger.Deposits, Share = 140 }),
            "out-of-range",
            "/entryIntoForceTerms/share"
        },
        {
            new ApprovalGiven
            {
                Outcome = ApprovalOutcome.Approved,
                Votes = new Votes { For = -1 },
            },
            "out-of-range",
            "/votes/for"
        },
        {
            new ParticipationChanged { Actor = "KGZ", Change = ParticipationChange.RepresentativeChanged },
            "representative-missing",
            "/representative"
        },
        {
            new ClashReported { Count = Words("several bouts", Qualifier.Several) },
            "count-without-unenumerated",
            "/count"
        },
        {
            new ClashReported { Unenumerated = true, Count = new Quantity() },
            "quantity-empty",
            "/count"
        },
        {
            new ProposalMade { By = ["EU"] },
            "proposal-empty",
            "/summary"
        },
        { new ProvisionsReported(), "provisions-missing", "/provisions" },
        { Reported(new Provision { Title = "Article 3" }), "provision-incomplete", "/provisions/0" },
        { Reported(new Provision { Status = ProvisionStatus.Open }), "provision-incomplete", "/provisions/0" },
        {
            new BreachAlleged { By = ["KGZ"] },
            "breach-of-nothing",
            "/instrumentId"
        },
        {
            new MeasureTaken { Measure = Measure.Other },
            "title-missing",
            "/title"
        },
        {
            new MeasureTaken { Measure = Measure.Returns, Amount = Exactly(-1) },
            "quantity-negative",
            "/amount"
        },
        {
            new ReservationMade { Form = ReservationForm.Declaration, Text = new string('n', 10_001) },
            "text-too-long",
            null
        },
        {
            new NegotiationClosed { Outcome = ClosingOutcome.Abandoned, MergedInto = "kg-uz-border" },
            "merged-into-without-merge",
            "/mergedInto"
        },
        {
            new RoundHeld { Sources = [AkiPress with { Quote = new string('q', 501) }] },
            "text-too-long",
            "/sources"
        },
    };

    [Theory]
    [MemberData(nameof(WhatIsRefused))]
    public void What_says_nothing_or_cannot_be_meant_is_refused_and_pointed_at(Event @event, string type, string? at) =>
        Given(BorderTalks).When(@event.On("2022-09")).ThenRefused(RefusalKind.Invalid, type, at);

    [Fact]
    public void A_fact_says_when_it_happened() =>
        Given(BorderTalks)
            .When(new RoundHeld())
            .ThenRefused(RefusalKind.Invalid, "occurred-missing", "/occurred", "round-held", "2024-12-04");

    [Fact]
    public void An_act_need_not_say_when() =>
        Given(BorderTalks, Clash.Named("clash")).When(new SourceAttached { Target = Id("clash") }).ThenRecords();

    private static ProvisionsReported Reported(params Provision[] provisions) => new() { Provisions = provisions };

    private static InstrumentSigned Signed(EntryIntoForceTerms terms) => new() { EntryIntoForceTerms = terms };
}
