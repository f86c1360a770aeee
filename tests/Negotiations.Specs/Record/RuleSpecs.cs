using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>What any event must satisfy on its own.</summary>
public class RuleSpecs
{
    private static readonly ClashReported Clash = new ClashReported().On("2022-09").By("AKIpress");

    public static TheoryData<Event, string, string?> WhatIsRefused =>
        new()
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
                new MeetingScheduled { MeetingId = "round 41" },
                "bad-slug",
                "/meetingId"
            },
            {
                new MeetingChanged { MeetingId = "", Change = MeetingChange.Cancelled },
                "bad-slug",
                "/meetingId"
            },
            {
                new RoundHeld { MeetingId = "раунд" },
                "bad-slug",
                "/meetingId"
            },
            {
                new MeetingHeld { MeetingId = "a/b" },
                "bad-slug",
                "/meetingId"
            },
            {
                new ClashReported { ClashId = "-september" },
                "bad-slug",
                "/clashId"
            },
            {
                new ClashReported { Breaches = "the ceasefire" },
                "bad-slug",
                "/breaches"
            },
            {
                new TollReported { ClashId = "a b", Killed = Exactly(1) },
                "bad-slug",
                "/clashId"
            },
            {
                new CeasefireAgreed { CeasefireId = new string('c', 101) },
                "bad-slug",
                "/ceasefireId"
            },
            {
                new InstrumentSigned { InstrumentId = "the treaty" },
                "bad-slug",
                "/instrumentId"
            },
            {
                new InstrumentEnded { InstrumentId = "the treaty", Mode = EndMode.Expired },
                "bad-slug",
                "/instrumentId"
            },
            {
                new ParticipationChanged { Actor = "Kyrgyzstan", Change = ParticipationChange.Joined },
                "bad-actor",
                "/actor"
            },
            {
                new ConsentExpressed { Party = "kgz", Mode = ConsentMode.Ratification },
                "bad-actor",
                "/party"
            },
            {
                new EnteredIntoForce { ForParty = "K" },
                "bad-actor",
                "/forParty"
            },
            {
                new InstrumentEnded { Party = "K G Z", Mode = EndMode.Withdrawn },
                "bad-actor",
                "/party"
            },
            {
                new InstrumentSigned { Signatories = ["KGZ", "Tajikistan"] },
                "bad-actor",
                "/signatories"
            },
            { new RoundHeld().With(new Actor { Id = "KGZ" }, new Actor { Id = "tjk" }), "bad-actor", "/actors/1/id" },
            {
                new RoundHeld { Place = new Place { Precision = 8 } },
                "out-of-range",
                "/place/precision"
            },
            {
                new RoundHeld { Place = new Place { Country = "KG" } },
                "bad-country",
                "/place/country"
            },
            {
                new RoundHeld { Place = At(40.06) },
                "bad-point",
                "/place/point/coordinates"
            },
            {
                new RoundHeld { Place = At(40.06, 170.82) },
                "bad-point",
                "/place/point/coordinates"
            },
            {
                new RoundHeld { Place = At(180.5, 40) },
                "bad-point",
                "/place/point/coordinates"
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
                Signed(new() { Trigger = ForceTrigger.Exchange, Delay = "a month" }),
                "bad-duration",
                "/entryIntoForceTerms/delay"
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
                new ApprovalGiven { Outcome = ApprovalOutcome.Approved, Party = "parliament" },
                "bad-actor",
                "/party"
            },
            {
                new TextAuthenticated { Mode = AuthenticationMode.Initialled, By = ["kgz"] },
                "bad-actor",
                "/by"
            },
            {
                new InstrumentSigned { Amends = "the treaty" },
                "bad-slug",
                "/amends"
            },
            {
                new InstrumentEnded { Successor = "the treaty", Mode = EndMode.Superseded },
                "bad-slug",
                "/successor"
            },
            {
                new MilestoneReported
                {
                    MilestoneId = "a b",
                    Milestone = Milestone.Other,
                    Status = MilestoneStatus.Achieved,
                },
                "bad-slug",
                "/milestoneId"
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
            {
                new ProposalMade { ProposalId = "the plan" },
                "bad-slug",
                "/proposalId"
            },
            {
                new ProposalMade { Title = "A plan", By = ["eu"] },
                "bad-actor",
                "/by"
            },
            {
                new ProposalAnswered { By = ["eu"], Answer = ProposalAnswer.Accepted },
                "bad-actor",
                "/by"
            },
            { new ProvisionsReported(), "provisions-missing", "/provisions" },
            { Reported(new Provision { Title = "Article 3" }), "provision-incomplete", "/provisions/0" },
            { Reported(new Provision { Status = ProvisionStatus.Open }), "provision-incomplete", "/provisions/0" },
            {
                Reported(new Provision { Id = "article 3", Status = ProvisionStatus.Open }),
                "bad-slug",
                "/provisions/0/id"
            },
            {
                new BreachAlleged { By = ["KGZ"] },
                "breach-of-nothing",
                "/instrumentId"
            },
            {
                new BreachAlleged { CeasefireId = "t", Against = ["tjk"] },
                "bad-actor",
                "/against"
            },
            {
                new BreachAlleged { CeasefireId = "the truce" },
                "bad-slug",
                "/ceasefireId"
            },
            {
                new MeasureTaken { Measure = Measure.Other },
                "title-missing",
                "/title"
            },
            {
                new MeasureTaken { Measure = Measure.Returns, InstrumentId = "a b" },
                "bad-slug",
                "/instrumentId"
            },
            {
                new MeasureTaken { Measure = Measure.Returns, Amount = Exactly(-1) },
                "quantity-negative",
                "/amount"
            },
            {
                new ReservationMade { Form = ReservationForm.Objection, Party = "kgz" },
                "bad-actor",
                "/party"
            },
            {
                new ReservationMade { Form = ReservationForm.Declaration, Text = new string('n', 10_001) },
                "text-too-long",
                null
            },
            {
                new StatementIssued { Endorses = "the deal" },
                "bad-slug",
                "/endorses"
            },
            {
                new CeasefireAgreed { InstrumentId = "the deal" },
                "bad-slug",
                "/instrumentId"
            },
            {
                new CeasefireAgreed { Parties = ["KGZ", "tjk"] },
                "bad-actor",
                "/parties"
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
    public void An_event_without_a_source_is_refused() =>
        Given(BorderTalks)
            .When(new AppendEvents([Clash.Named("clash") with { Sources = [] }]))
            .ThenRefused(RefusalKind.Invalid, "source-missing", "/sources", "who said it, and where");

    [Fact]
    public void A_source_that_names_no_one_is_refused() =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress, new Source { Language = "en", Published = Edtf.Parse("2022") }] })
            .ThenRefused(RefusalKind.Invalid, "source-empty", "/sources/1", "title, publisher, url, symbol");

    [Theory]
    [InlineData("24.kg/english/304711")]
    [InlineData("ftp://24.kg/304711")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/english/304711")]
    public void An_address_is_absolute_http_or_https(string url) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [new Source { Url = url }] })
            .ThenRefused(RefusalKind.Invalid, "bad-url", "/sources/0/url", $"'{url}'");

    [Theory]
    [InlineData("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")]
    [InlineData("9f86d081")]
    public void A_hash_is_64_lower_case_hexadecimal_digits(string hash) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress with { Sha256 = hash }] })
            .ThenRefused(RefusalKind.Invalid, "bad-hash", "/sources/0/sha256");

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Credibility_is_a_grade_from_1_to_6(int grade) =>
        Given(BorderTalks)
            .When(Clash with { Sources = [AkiPress with { Credibility = grade }] })
            .ThenRefused(RefusalKind.Invalid, "out-of-range", "/sources/0/credibility", $"{grade}");

    [Fact]
    public void Fifty_sources_are_enough() =>
        Given(BorderTalks)
            .When(Clash with { Sources = [.. Enumerable.Repeat(AkiPress, 51)] })
            .ThenRefused(RefusalKind.Invalid, "too-many-sources", "/sources", "50", "51");

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

    private static Place At(params double[] coordinates) =>
        new()
        {
            Point = new Point { Type = PointType.Point, Coordinates = coordinates },
        };
}
