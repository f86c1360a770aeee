using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Views;

/// <summary>How far an instrument has come: the first that holds, from the last of these to the first.</summary>
public enum InstrumentStatus
{
    Drafted,
    Authenticated,
    Signed,

    /// <summary>It needs consent, or has some, and that of others is awaited.</summary>
    AwaitingConsent,

    /// <summary>
    /// Every signatory that has not left has consented, or as many as its terms ask. No source says that it is in
    /// force.
    /// </summary>
    Consented,

    /// <summary>VCLT art. 25: pending its entry into force.</summary>
    ProvisionallyApplied,
    InForce,

    /// <summary>Fewer than two parties apply it, and it has not ended.</summary>
    Suspended,

    /// <summary>For all, or fewer than two parties remain (VCLT art. 55).</summary>
    Ended,
}

/// <summary>
/// An instrument under the law of treaties, party by party. No one who signed or consented vanishes from it.
/// </summary>
/// <param name="Id">Its slug; null where no source gives it one.</param>
/// <param name="Title">The last known.</param>
/// <param name="Type">The last known.</param>
/// <param name="Standing">Principal or side, where a source says so.</param>
/// <param name="Binding">Whether it creates obligations, where a source says so.</param>
/// <param name="Amends">The instrument it changes.</param>
/// <param name="Supersedes">The instrument it takes the place of.</param>
/// <param name="SupersededBy">The instrument that took its place: one that was concluded, where this one never was in
/// force, and else one that is in force.</param>
/// <param name="Status">Null where nothing on record is a step of the ladder.</param>
/// <param name="Drafts">Instructions to draft, and drafted documents.</param>
/// <param name="Authenticated">The act that established the text; one by some of the negotiating parties alone leaves
/// the status where it was.</param>
/// <param name="Signed">The first signature; null while it is not signed.</param>
/// <param name="SubjectToRatification">True when a source says that signature alone does not bind.</param>
/// <param name="Validity">The time it is to cover.</param>
/// <param name="Value">What it is worth, as written.</param>
/// <param name="Terms">What it says of its own entry into force.</param>
/// <param name="Approvals">Domestic acts: votes, decrees, referendums.</param>
/// <param name="Consents">Which parties have consented to be bound, and how.</param>
/// <param name="Awaiting">Codes of the parties whose consent is still needed; none that has left, and none once
/// another text took its place.</param>
/// <param name="Reservations">Reservations, declarations, objections.</param>
/// <param name="Provisions">Chapters, articles and brackets, each with its latest status.</param>
/// <param name="Parties">For whom it is or was in force or applied: a row for each spell.</param>
/// <param name="Withdrawals">Notices of leaving, also those revoked.</param>
/// <param name="Suspensions">Times in which it was not applied.</param>
/// <param name="EntryIntoForce">Null where there is neither a day nor a prediction.</param>
/// <param name="Registered">Null while it is not.</param>
/// <param name="Ended">How it ended for all; null while it has not.</param>
/// <param name="Events">All that sources report of it.</param>
public sealed record InstrumentView(
    string? Id,
    string? Title,
    InstrumentType? Type,
    InstrumentStanding? Standing,
    bool? Binding,
    string? Amends,
    string? Supersedes,
    string? SupersededBy,
    InstrumentStatus? Status,
    IReadOnlyList<DraftView> Drafts,
    AuthenticationView? Authenticated,
    Edtf? Signed,
    IReadOnlyList<SignatoryView> Signatories,
    bool? SubjectToRatification,
    Edtf? Validity,
    QuantityView? Value,
    EntryIntoForceTerms? Terms,
    IReadOnlyList<ApprovalView> Approvals,
    IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<string> Awaiting,
    IReadOnlyList<ReservationView> Reservations,
    IReadOnlyList<ProvisionView> Provisions,
    IReadOnlyList<TreatyPartyView> Parties,
    IReadOnlyList<WithdrawalView> Withdrawals,
    IReadOnlyList<SuspensionView> Suspensions,
    ForceView? EntryIntoForce,
    RegistrationView? Registered,
    EndView? Ended,
    IReadOnlyList<Guid> Events
);

/// <param name="InstructedBy">Who had it drafted; null on the documents themselves.</param>
/// <param name="Documents">What was drafted; empty on an instruction.</param>
public sealed record DraftView(string? InstructedBy, IReadOnlyList<Document> Documents, Edtf On, Guid EventId);

/// <param name="By">Codes of those who did it; null: all who negotiated.</param>
public sealed record AuthenticationView(Edtf On, AuthenticationMode Mode, IReadOnlyList<string>? By, Guid EventId);

public sealed record SignatoryView(string Party, Edtf On, Guid EventId);

/// <param name="Organ">As named.</param>
public sealed record ApprovalView(
    string? Party,
    string? Organ,
    OrganKind? OrganKind,
    ApprovalOutcome Outcome,
    Votes? Votes,
    Edtf On,
    Guid EventId
);

/// <param name="Party">Null with an exchange of instruments: all who signed.</param>
/// <param name="Effective">From when it binds; null: from when it was expressed.</param>
/// <param name="InPlaceOf">Whose place the party takes; null: no source says that it takes one.</param>
public sealed record ConsentView(
    string? Party,
    ConsentMode Mode,
    Edtf On,
    Edtf? Effective,
    string? InPlaceOf,
    Guid EventId
);

/// <param name="Form">Reservation, declaration, objection or withdrawal.</param>
/// <param name="To">The event it answers.</param>
public sealed record ReservationView(
    string? Party,
    ReservationForm Form,
    Guid? To,
    string? Text,
    Edtf On,
    Guid EventId
);

/// <summary>One spell of one party.</summary>
/// <param name="Until">Null while it lasts.</param>
/// <param name="Provisional">True: applied provisionally, and not in force.</param>
/// <param name="Suspended">True: in force for it, and not applied now.</param>
public sealed record TreatyPartyView(
    string Party,
    Edtf Since,
    Edtf? Until,
    bool? Provisional,
    bool? Suspended,
    Guid EventId
);

/// <param name="Party">Null: for all.</param>
/// <param name="Notified">The notice or the act.</param>
/// <param name="Effective">When it counts; null where no source gives a day apart from the notice.</param>
/// <param name="Revoked">When the notice was taken back before its effect (VCLT art. 68).</param>
public sealed record WithdrawalView(
    string? Party,
    EndMode Mode,
    Edtf Notified,
    Edtf? Effective,
    Edtf? Revoked,
    Guid EventId
);

/// <param name="Party">Null: for all.</param>
/// <param name="Until">When it was resumed; null while it lasts.</param>
public sealed record SuspensionView(string? Party, Edtf Since, Edtf? Until, Guid EventId);

/// <param name="On">The day a source gives, or that of the one act that its terms make decide; null while it is not
/// in force.</param>
/// <param name="Provisional">Since when it was applied pending its entry into force, whether or not it still
/// is.</param>
/// <param name="Expected">A prediction; null once it is in force.</param>
/// <param name="EventId">That put it in force.</param>
public sealed record ForceView(Edtf? On, Edtf? Provisional, ExpectedForce? Expected, Guid? EventId);

/// <param name="Rule">announced, or the trigger of its terms.</param>
/// <param name="Predicted">True: no source says that it has happened.</param>
/// <param name="Events">Those it is reckoned from.</param>
public sealed record ExpectedForce(Edtf On, string Rule, bool Predicted, IReadOnlyList<Guid> Events);

public sealed record RegistrationView(string? Registry, string? Number, Edtf On, Guid EventId);

/// <param name="By">The party whose leaving ended it; null: it ended for all at once.</param>
/// <param name="Successor">The instrument that took its place.</param>
public sealed record EndView(EndMode Mode, Edtf On, string? By, string? Successor, Guid EventId);
