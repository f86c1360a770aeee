using Negotiations.Values;

namespace Negotiations.Events;

/// <summary>Someone was asked to draft. Says nothing about whether the documents exist.</summary>
public sealed record DraftingInstructed : InstrumentFact
{
    [Member(MemberKind.ActorName)]
    public string? InstructedBy { get; init; }
}

/// <summary>The documents exist.</summary>
public sealed record FinalDocumentsDrafted : InstrumentFact
{
    public IReadOnlyList<Document>? Documents { get; init; }
}

public sealed record Document
{
    public string? Title { get; init; }

    public string? Type { get; init; }
}

/// <summary>
/// The text is established as authentic and definitive (Vienna Convention on the Law of Treaties, art. 10).
/// </summary>
public sealed record TextAuthenticated : InstrumentFact
{
    public required AuthenticationMode Mode { get; init; }

    /// <summary>
    /// Codes of those who did it; null: all who negotiated. By some of them alone it is not established.
    /// </summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>The time that a text is to cover which is adopted and not signed.</summary>
    public Edtf? Validity { get; init; }

    /// <summary>Of a text that is adopted, or open to accession: no signature states them.</summary>
    public EntryIntoForceTerms? EntryIntoForceTerms { get; init; }
}

public sealed record InstrumentSigned : InstrumentFact
{
    /// <summary>Codes of the states and bodies that signed.</summary>
    [Member(MemberKind.Actor)]
    public IReadOnlyList<string>? Signatories { get; init; }

    /// <summary>The time the instrument is to cover.</summary>
    public Edtf? Validity { get; init; }

    public Quantity? Value { get; init; }

    public bool? SubjectToRatification { get; init; }

    public EntryIntoForceTerms? EntryIntoForceTerms { get; init; }
}

/// <summary>What the instrument says of its own entry into force (Vienna Convention, art. 24(1)).</summary>
public sealed record EntryIntoForceTerms
{
    /// <summary>Without it the terms are refused.</summary>
    public ForceTrigger? Trigger { get; init; }

    /// <summary>How many parties have to consent.</summary>
    public int? Parties { get; init; }

    /// <summary>The share those parties need to have, percent of <see cref="Of"/>.</summary>
    public decimal? Share { get; init; }

    /// <summary>Of what the share is: "total global greenhouse gas emissions".</summary>
    public string? Of { get; init; }

    /// <summary>From the trigger to the entry into force, an ISO 8601 duration: P30D.</summary>
    [Member(MemberKind.Code)]
    public string? Delay { get; init; }

    /// <summary>The day it names itself.</summary>
    public Edtf? On { get; init; }

    /// <summary>The clause in the words of the instrument.</summary>
    public string? Text { get; init; }
}

/// <summary>
/// A domestic act on an instrument: a vote, a decree, a referendum (Vienna Convention, art. 2(1)(b)). It moves nothing
/// between the parties.
/// </summary>
public sealed record ApprovalGiven : InstrumentFact
{
    [Member(MemberKind.Actor)]
    public string? Party { get; init; }

    /// <summary>Who decided, as the source names it.</summary>
    public string? Organ { get; init; }

    public OrganKind? OrganKind { get; init; }

    public required ApprovalOutcome Outcome { get; init; }

    public Votes? Votes { get; init; }
}

/// <summary>How a body voted.</summary>
public sealed record Votes
{
    public int? For { get; init; }

    public int? Against { get; init; }

    public int? Abstained { get; init; }

    /// <summary>The words of the source: "by a large majority".</summary>
    public string? Text { get; init; }
}

/// <summary>A party consents to be bound (Vienna Convention, arts. 11 to 17).</summary>
public sealed record ConsentExpressed : InstrumentFact
{
    /// <summary>Null with an exchange of instruments: all who signed.</summary>
    [Member(MemberKind.Actor)]
    public string? Party { get; init; }

    public required ConsentMode Mode { get; init; }

    /// <summary>Who decided: a parliament, a president.</summary>
    public string? Organ { get; init; }

    /// <summary>The vote as the source gives it: "89 to 0".</summary>
    public string? Votes { get; init; }

    /// <summary>From when it binds; null: from when it was expressed.</summary>
    public Edtf? Effective { get; init; }

    /// <summary>
    /// Code of the one whose place the party takes, and which is no party from then on: a state that ended, or whose
    /// treaties it continues. Null: no source says so, and a predecessor stays what it was (Vienna Convention on
    /// Succession of States in respect of Treaties, 1978: nothing follows from the succession alone).
    /// </summary>
    [Member(MemberKind.Actor)]
    public string? InPlaceOf { get; init; }
}

public sealed record EnteredIntoForce : InstrumentFact
{
    /// <summary>True for provisional application (Vienna Convention, art. 25).</summary>
    public bool? Provisional { get; init; }

    /// <summary>The one party it entered into force for; null for all.</summary>
    [Member(MemberKind.Actor)]
    public string? ForParty { get; init; }
}

public sealed record InstrumentRegistered : InstrumentFact
{
    /// <summary>With whom: UNTS, for registration under Article 102 of the Charter.</summary>
    public string? Registry { get; init; }

    [Member(MemberKind.Code)]
    public string? Number { get; init; }
}

/// <summary>An end, a suspension or the notice of one. <see cref="Event.Occurred"/> is the act or the notice.</summary>
public sealed record InstrumentEnded : InstrumentFact
{
    public required EndMode Mode { get; init; }

    /// <summary>The one party it ended for; null for all.</summary>
    [Member(MemberKind.Actor)]
    public string? Party { get; init; }

    /// <summary>From when it has effect; null: from the act.</summary>
    public Edtf? Effective { get; init; }

    /// <summary>Slug of the instrument that took its place.</summary>
    [Member(MemberKind.Slug)]
    public string? Successor { get; init; }
}

/// <summary>
/// After a suspension it applies again, or a notice was revoked before its effect (Vienna Convention, art. 68).
/// </summary>
public sealed record InstrumentResumed : InstrumentFact
{
    /// <summary>The one party it resumed for; null for all.</summary>
    [Member(MemberKind.Actor)]
    public string? Party { get; init; }
}
