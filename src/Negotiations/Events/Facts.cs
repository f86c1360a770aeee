using System.Text.Json;
using Negotiations.Values;

namespace Negotiations.Events;

// The history of a negotiation as a vocabulary. Slugs (ClashId, MeetingId, MilestoneId, CeasefireId) are chosen by
// the client, unique within the negotiation, and tie facts together; without one a fact stands alone. A quantity is
// in the unit it names, else in that of its summary.

public sealed record NegotiationOpened : Fact
{
    public required string Title { get; init; }

    public required NegotiationKind Kind { get; init; }

    public required Subject Subject { get; init; }

    /// <summary>Length of the boundary at issue, km.</summary>
    [Unit(UnitKind.Length)]
    public Quantity? BoundaryLength { get; init; }

    /// <summary>ISO 8601 duration between two editions of a series: P1Y.</summary>
    [Member(MemberKind.Code)]
    public string? Cadence { get; init; }

    /// <summary>Ids of negotiations this one belongs with.</summary>
    [Member(MemberKind.Code)]
    public IReadOnlyList<string>? Related { get; init; }

    /// <summary>
    /// Offset from UTC of the place it is about, from -12:00 to +14:00: bare days of its events are days there. Null:
    /// Z.
    /// </summary>
    [Member(MemberKind.Code)]
    public string? UtcOffset { get; init; }
}

[Family(EventFamily.Talks)]
public sealed record ParticipationChanged : Fact
{
    /// <summary>Code of the actor, as in <see cref="Actor.Id"/>.</summary>
    [Member(MemberKind.Actor)]
    public required string Actor { get; init; }

    public ActorRole? Role { get; init; }

    public required ParticipationChange Change { get; init; }

    /// <summary>
    /// Who stands for it from now on, with the office; needed where the change is that of its representative.
    /// </summary>
    public string? Representative { get; init; }
}

[Family(EventFamily.Talks)]
public sealed record MeetingScheduled : Fact
{
    [Member(MemberKind.Slug)]
    public string? MeetingId { get; init; }

    public MeetingKind? Kind { get; init; }

    /// <summary>The how-manieth of its series, from 1.</summary>
    public int? Ordinal { get; init; }

    /// <summary>When it is to be held. <see cref="Event.Occurred"/> is when it was arranged or announced.</summary>
    public Edtf? PlannedFor { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Agenda { get; init; }
}

[Family(EventFamily.Talks)]
public sealed record MeetingChanged : Fact
{
    [Member(MemberKind.Slug)]
    public string? MeetingId { get; init; }

    public required MeetingChange Change { get; init; }

    /// <summary>The date it was moved to; null for a postponement without one.</summary>
    public Edtf? NewDate { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Reason { get; init; }
}

/// <summary>
/// One report that a round of talks was held. Several reports of one round share its <see cref="MeetingId"/>.
/// </summary>
[Family(EventFamily.Talks)]
public sealed record RoundHeld : Fact
{
    [Member(MemberKind.Slug)]
    public string? MeetingId { get; init; }

    /// <summary>The number the parties give it, from 1.</summary>
    public int? RoundNumber { get; init; }

    public RoundLevel? Level { get; init; }

    public RoundOutcome? Outcome { get; init; }

    /// <summary>Length of boundary this round agreed on, km; not a running total.</summary>
    [Unit(UnitKind.Length)]
    public Quantity? Kilometres { get; init; }
}

[Family(EventFamily.Talks)]
public sealed record MeetingHeld : Fact
{
    [Member(MemberKind.Slug)]
    public string? MeetingId { get; init; }

    public MeetingKind? Kind { get; init; }

    /// <summary>Stops of a journey, in order.</summary>
    public IReadOnlyList<string>? Itinerary { get; init; }
}

[Family(EventFamily.Violence, MovesPhase = false)]
public sealed record ClashReported : Fact
{
    [Member(MemberKind.Slug)]
    public string? ClashId { get; init; }

    public IReadOnlyList<string>? Weapons { get; init; }

    /// <summary>UCDP event_clarity: 1 the report allows the event to be distinguished, 2 it is an aggregate.</summary>
    public int? Clarity { get; init; }

    /// <summary>Code of the side a source accuses of starting it.</summary>
    [Member(MemberKind.Side)]
    public string? InitiatorAlleged { get; init; }

    /// <summary>The ceasefire it broke, by <see cref="CeasefireAgreed.CeasefireId"/>.</summary>
    [Member(MemberKind.Slug)]
    public string? Breaches { get; init; }
}

/// <summary>Losses one source counts at one time. Conflicting tolls are all recorded.</summary>
[Family(EventFamily.Violence, MovesPhase = false)]
public sealed record TollReported : Fact
{
    [Member(MemberKind.Slug)]
    public string? ClashId { get; init; }

    /// <summary>Code of the side the losses are of; null for a headline figure of all sides.</summary>
    [Member(MemberKind.Side)]
    public string? Side { get; init; }

    [Unit(UnitKind.People)]
    public Quantity? Killed { get; init; }

    [Unit(UnitKind.People)]
    public Quantity? Injured { get; init; }

    [Unit(UnitKind.People)]
    public Quantity? Displaced { get; init; }

    [Unit(UnitKind.People)]
    public Quantity? Evacuated { get; init; }

    /// <summary>Which people the figures count; null where the source does not say.</summary>
    public TollOf? Of { get; init; }

    /// <summary>The day the count stood; null: that of the report.</summary>
    public Edtf? AsOf { get; init; }

    /// <summary>
    /// True or null: a count from the beginning, which replaces the source's earlier one. False: a further loss
    /// beside it.
    /// </summary>
    public bool? Cumulative { get; init; }

    /// <summary>An earlier report of the same negotiation whose count this one says again: it bounds nothing.</summary>
    public Guid? Repeats { get; init; }
}

[Family(EventFamily.Truces)]
public sealed record CeasefireAgreed : Fact
{
    [Member(MemberKind.Slug)]
    public string? CeasefireId { get; init; }

    public CeasefireForm? Form { get; init; }

    public Edtf? EffectiveFrom { get; init; }

    /// <summary>The last day or instant it was agreed for; null: no end was stated.</summary>
    public Edtf? EffectiveUntil { get; init; }

    /// <summary>Slug of the instrument that it stands in.</summary>
    [Member(MemberKind.Slug)]
    public string? InstrumentId { get; init; }

    /// <summary>Codes of those whom it binds; null: those who take part.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? Parties { get; init; }
}

[Family(EventFamily.Texts)]
public sealed record SectionsAgreed : Fact
{
    public IReadOnlyList<Section>? Sections { get; init; }

    /// <summary>Length agreed on now, km.</summary>
    [Unit(UnitKind.LengthOrArea)]
    public Quantity? Length { get; init; }

    /// <summary>Length agreed on altogether so far, km, as the source states it.</summary>
    [Unit(UnitKind.LengthOrArea)]
    public Quantity? Cumulative { get; init; }

    /// <summary>Length of the whole boundary, km.</summary>
    [Unit(UnitKind.LengthOrArea)]
    public Quantity? Total { get; init; }

    /// <summary>Length still open, km.</summary>
    [Unit(UnitKind.LengthOrArea)]
    public Quantity? Remaining { get; init; }

    /// <summary>Agreed part of the whole, percent.</summary>
    [Unit(UnitKind.Share)]
    public Quantity? Share { get; init; }

    /// <summary>True when with this nothing is left open.</summary>
    public bool? AllRemaining { get; init; }
}

/// <summary>A stretch of the boundary.</summary>
public sealed record Section
{
    public string? Name { get; init; }

    /// <summary>A GeoJSON geometry (RFC 7946), WGS 84.</summary>
    [Member(MemberKind.Locating)]
    public JsonElement? Geometry { get; init; }
}

[Family(EventFamily.Texts)]
public sealed record AgreementReached : Fact
{
    public AgreementScope? Scope { get; init; }

    public string? Subject { get; init; }

    public Quantity? Value { get; init; }

    [Member(MemberKind.ActorName)]
    public string? AnnouncedBy { get; init; }

    /// <summary>Stage in the PA-X codebook: Pre, SubPar, SubComp, Imp, Ren, Cea, Other.</summary>
    [Member(MemberKind.Code)]
    public string? PaxStage { get; init; }
}

[Family(EventFamily.Talks)]
public sealed record TalksStatusChanged : Fact
{
    public required TalksStatus Status { get; init; }

    [Member(MemberKind.LongProse)]
    public string? BlockingIssue { get; init; }
}

public sealed record MilestoneReported : Fact
{
    /// <summary>Ties the reports of one milestone together.</summary>
    [Member(MemberKind.Slug)]
    public string? MilestoneId { get; init; }

    /// <summary>What it is called: "checkpoint at Kairagach".</summary>
    public string? Title { get; init; }

    public required Milestone Milestone { get; init; }

    public required MilestoneStatus Status { get; init; }

    public Edtf? PlannedFor { get; init; }

    /// <summary>How much of it: "40 of 60 markers" is 40 in its own unit.</summary>
    public Quantity? Amount { get; init; }
}

[Family(EventFamily.Words, MovesPhase = false)]
public sealed record CommitmentReported : Fact
{
    /// <summary>Code of the actor that commits.</summary>
    [Member(MemberKind.Side)]
    public string? By { get; init; }

    /// <summary>In <see cref="Currency"/>.</summary>
    public Quantity? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    [Member(MemberKind.Code)]
    public string? Currency { get; init; }

    public CommitmentStatus? Status { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Purpose { get; init; }
}

public sealed record StatementIssued : Fact
{
    public StatementForm? Form { get; init; }

    /// <summary>The symbol of the document: SC/13179.</summary>
    [Member(MemberKind.Code)]
    public string? Symbol { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Summary { get; init; }

    /// <summary>Slug of the instrument that it endorses.</summary>
    [Member(MemberKind.Slug)]
    public string? Endorses { get; init; }
}

/// <summary>An analyst's judgement. Moves nothing in the views.</summary>
[Family(EventFamily.Words, MovesPhase = false)]
public sealed record AssessmentRecorded : Fact
{
    public Trend? Trend { get; init; }

    public Alert? Alert { get; init; }

    [Member(MemberKind.LongProse)]
    public string? Narrative { get; init; }

    public IReadOnlyList<string>? Options { get; init; }
}

[Family(EventFamily.Texts)]
public sealed record NegotiationClosed : Fact
{
    public ClosingOutcome? Outcome { get; init; }

    /// <summary>Id of the negotiation that it went on in; only of one that merged.</summary>
    [Member(MemberKind.Code)]
    public string? MergedInto { get; init; }

    /// <summary>True when an earlier closing no longer holds.</summary>
    public bool? Reopened { get; init; }
}
