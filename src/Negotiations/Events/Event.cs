using System.Text.Json.Serialization;
using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>
/// What a monitor appends: a <see cref="Fact"/> about the world or an <see cref="Act"/> on the record. Who recorded
/// it, when, and at which version are the envelope's (<see cref="Record.RecordedEvent"/>); nothing derived is ever
/// stored here.
/// </summary>
/// <remarks>
/// The wire names are frozen. A breaking change adds a name beside the old one, which is read for ever.
/// </remarks>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "type",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(NegotiationOpened), "negotiation-opened")]
[JsonDerivedType(typeof(ParticipationChanged), "participation-changed")]
[JsonDerivedType(typeof(MeetingScheduled), "meeting-scheduled")]
[JsonDerivedType(typeof(MeetingChanged), "meeting-changed")]
[JsonDerivedType(typeof(RoundHeld), "round-held")]
[JsonDerivedType(typeof(MeetingHeld), "meeting-held")]
[JsonDerivedType(typeof(ClashReported), "clash-reported")]
[JsonDerivedType(typeof(TollReported), "toll-reported")]
[JsonDerivedType(typeof(CeasefireAgreed), "ceasefire-agreed")]
[JsonDerivedType(typeof(SectionsAgreed), "sections-agreed")]
[JsonDerivedType(typeof(AgreementReached), "agreement-reached")]
[JsonDerivedType(typeof(TalksStatusChanged), "talks-status-changed")]
[JsonDerivedType(typeof(DraftingInstructed), "drafting-instructed")]
[JsonDerivedType(typeof(FinalDocumentsDrafted), "final-documents-drafted")]
[JsonDerivedType(typeof(TextAuthenticated), "text-authenticated")]
[JsonDerivedType(typeof(InstrumentSigned), "instrument-signed")]
[JsonDerivedType(typeof(ApprovalGiven), "approval-given")]
[JsonDerivedType(typeof(ConsentExpressed), "consent-expressed")]
[JsonDerivedType(typeof(ReservationMade), "reservation-made")]
[JsonDerivedType(typeof(EnteredIntoForce), "entered-into-force")]
[JsonDerivedType(typeof(InstrumentRegistered), "instrument-registered")]
[JsonDerivedType(typeof(InstrumentEnded), "instrument-ended")]
[JsonDerivedType(typeof(InstrumentResumed), "instrument-resumed")]
[JsonDerivedType(typeof(ProposalMade), "proposal-made")]
[JsonDerivedType(typeof(ProposalAnswered), "proposal-answered")]
[JsonDerivedType(typeof(ProvisionsReported), "provisions-reported")]
[JsonDerivedType(typeof(RulingIssued), "ruling-issued")]
[JsonDerivedType(typeof(BreachAlleged), "breach-alleged")]
[JsonDerivedType(typeof(MeasureTaken), "measure-taken")]
[JsonDerivedType(typeof(MilestoneReported), "milestone-reported")]
[JsonDerivedType(typeof(CommitmentReported), "commitment-reported")]
[JsonDerivedType(typeof(StatementIssued), "statement-issued")]
[JsonDerivedType(typeof(AssessmentRecorded), "assessment-recorded")]
[JsonDerivedType(typeof(NegotiationClosed), "negotiation-closed")]
[JsonDerivedType(typeof(EventCorrected), "event-corrected")]
[JsonDerivedType(typeof(EventRetracted), "event-retracted")]
[JsonDerivedType(typeof(SourceAttached), "source-attached")]
public abstract record Event
{
    /// <summary>
    /// UUID; version 4 where we make it, which says nothing of the time. A client may supply one: sending it again
    /// records nothing new. Null only before it is recorded.
    /// </summary>
    [JsonPropertyOrder(-12)]
    public Guid? EventId { get; init; }

    /// <summary>
    /// When it happened in the world: the occurred clock. Null only on acts, which happen on the record.
    /// </summary>
    [JsonPropertyOrder(-11)]
    public Edtf? Occurred { get; init; }

    /// <summary>The words of the source for the date: "in early July 2024".</summary>
    [JsonPropertyOrder(-10)]
    public string? OccurredText { get; init; }

    /// <summary>At least one: who said it, and where. On an act they say why the record changes.</summary>
    [JsonPropertyOrder(-9)]
    public IReadOnlyList<Source> Sources { get; init; } = [];

    [JsonPropertyOrder(-8)]
    public Claim? Claim { get; init; }

    [JsonPropertyOrder(-7)]
    public IReadOnlyList<Actor>? Actors { get; init; }

    /// <summary>What the source calls actors that stand here by their codes: the words it was sent with, where they
    /// were not the codes themselves. Null where they were.</summary>
    [JsonPropertyOrder(-7)]
    public IReadOnlyList<NamedActor>? Named { get; init; }

    [JsonPropertyOrder(-6)]
    public Place? Place { get; init; }

    [JsonPropertyOrder(-5)]
    public IReadOnlyList<string>? Topics { get; init; }

    [JsonPropertyOrder(-4)]
    public IReadOnlyList<ExternalId>? ExternalIds { get; init; }

    [JsonPropertyOrder(-3)]
    public string? Note { get; init; }

    /// <summary>True when one event stands for several that no source counted ("several bouts of violence").</summary>
    [JsonPropertyOrder(-2)]
    public bool? Unenumerated { get; init; }

    /// <summary>
    /// How many it stands for, in the words of the source: "several bouts". Only beside <see cref="Unenumerated"/>.
    /// </summary>
    [JsonPropertyOrder(-2)]
    public Quantity? Count { get; init; }

    /// <summary>
    /// The event of another negotiation that was retracted in favour of this one. Null: it was recorded here first.
    /// </summary>
    [JsonPropertyOrder(-2)]
    public EventPlace? MovedFrom { get; init; }
}

/// <summary>
/// Something a source states about the world, in the past tense. Corrected by a later act, never edited.
/// </summary>
public abstract record Fact : Event;

/// <summary>
/// Something done to the record: a correction, a retraction, a further source. An act is never itself corrected; it
/// can be retracted.
/// </summary>
[Family(EventFamily.Acts)]
public abstract record Act : Event
{
    /// <summary>The event of the same negotiation that this act is about.</summary>
    public required Guid Target { get; init; }
}
