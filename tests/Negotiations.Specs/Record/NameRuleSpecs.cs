using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Values;
using static Negotiations.Specs.EventBuilders;
using static Negotiations.Specs.Scenario;

namespace Negotiations.Specs.Record;

/// <summary>What names something in an event has its form: slugs, codes of actors and countries, points, periods.
/// </summary>
public class NameRuleSpecs
{
    public static readonly TheoryData<Event, string, string?> WhatIsRefused = new()
    {
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
            Signed(new() { Trigger = ForceTrigger.Exchange, Delay = "a month" }),
            "bad-duration",
            "/entryIntoForceTerms/delay"
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
        { Reported(new Provision { Id = "article 3", Status = ProvisionStatus.Open }), "bad-slug", "/provisions/0/id" },
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
            new MeasureTaken { Measure = Measure.Returns, InstrumentId = "a b" },
            "bad-slug",
            "/instrumentId"
        },
        {
            new ReservationMade { Form = ReservationForm.Objection, Party = "kgz" },
            "bad-actor",
            "/party"
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
    };

    [Theory]
    [MemberData(nameof(WhatIsRefused))]
    public void A_name_of_another_form_is_refused_and_pointed_at(Event @event, string type, string? at) =>
        Given(BorderTalks).When(@event.On("2022-09")).ThenRefused(RefusalKind.Invalid, type, at);

    private static ProvisionsReported Reported(params Provision[] provisions) => new() { Provisions = provisions };

    private static InstrumentSigned Signed(EntryIntoForceTerms terms) => new() { EntryIntoForceTerms = terms };

    private static Place At(params double[] coordinates) =>
        new()
        {
            Point = new Point { Type = PointType.Point, Coordinates = coordinates },
        };
}
