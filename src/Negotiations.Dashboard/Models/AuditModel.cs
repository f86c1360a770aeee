using Negotiations.Ledger;
using Negotiations.Store.Feed;
using Negotiations.Views;

namespace Negotiations.Dashboard.Models;

/// <param name="Latest">What was recorded last, the latest first.</param>
/// <param name="Negotiation">Only of this one; null: of all.</param>
/// <param name="Note">The newest checkpoint as it is signed; null: nothing is in the log yet.</param>
/// <param name="Checkpoint">What it says.</param>
/// <param name="Key">The log's verifier key; null when the server does not have the key that wrote the log.</param>
/// <param name="Mismatch">Why it does not.</param>
/// <param name="Event">Whose proof is asked for; null: none yet.</param>
public sealed record AuditModel(
    IReadOnlyList<FeedEntry> Latest,
    string? Negotiation,
    string? Note,
    Checkpoint? Checkpoint,
    string? Key,
    string? Mismatch,
    Guid? Event
);

/// <param name="Negotiation">Its id.</param>
/// <param name="Title">As of the last step shown.</param>
/// <param name="Steps">In recorded order.</param>
/// <param name="After">The version before the first of them.</param>
/// <param name="Version">Of the negotiation.</param>
public sealed record StepsModel(string Negotiation, string Title, IReadOnlyList<Step> Steps, long After, long Version);
