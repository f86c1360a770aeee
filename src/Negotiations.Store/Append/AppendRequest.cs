using Negotiations.Record;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Append;

/// <summary>A request to record.</summary>
/// <param name="NegotiationId">What it is about.</param>
/// <param name="Decide">Pure: given what is recorded and the latest calendar day anywhere on Earth.</param>
/// <param name="SuppliedIds">Event ids the client chose, which may be taken.</param>
/// <param name="RecordedBy">The authenticated subject.</param>
/// <param name="Claim">The client's idempotency key; null when it sent none.</param>
/// <param name="Import">The import it is part of; null: none.</param>
public sealed record AppendRequest(
    string NegotiationId,
    Func<Negotiation, DateOnly, Prepared> Decide,
    IReadOnlyList<Guid> SuppliedIds,
    string RecordedBy,
    IdempotencyClaim? Claim = null,
    Guid? Import = null
)
{
    /// <summary><see cref="RecordedBy"/> is what the record calls who recorded it, and no name to be called
    /// by.</summary>
    public bool IsByAuthor { get; init; }

    /// <summary>How many events it brings: commits are measured by it.</summary>
    public int Events { get; init; } = 1;

    /// <summary>Those recorded together with it share their commit with no one else's: what is read before they are
    /// decided holds until it is made.</summary>
    public bool IsAlone { get; init; }

    /// <summary>
    /// Reads under the writer's lock, on the connection of the commit, what else the decision has to know, and gives
    /// the decision that knows it, in place of <see cref="Decide"/>; null: nothing else.
    /// </summary>
    public Func<
        NpgsqlConnection,
        CommitPlan,
        CancellationToken,
        Task<Func<Negotiation, DateOnly, Prepared>>
    >? Learn { get; init; }
}

/// <param name="Key">As sent.</param>
/// <param name="RequestHash">SHA-256 over what was asked: the same key with another request is a mistake.</param>
/// <param name="Subject">The id of the subject that sent it; the same key of another subject is another key.</param>
public sealed record IdempotencyClaim(string Key, byte[] RequestHash, string Subject);

/// <summary>What became of a submission.</summary>
/// <param name="Refusal">Why nothing was recorded; null when it was accepted.</param>
/// <param name="Receipt">The answer; null when it was refused.</param>
/// <param name="IsNew">False when everything in it had been recorded before.</param>
public sealed record Outcome(Refusal? Refusal, Receipt? Receipt, bool IsNew)
{
    public static implicit operator Outcome(Refusal refusal) => new(refusal, null, IsNew: false);

    /// <summary>
    /// What <see cref="AppendRequest.Decide"/> gave in the commit; null when it was not asked, as for a repeated
    /// request.
    /// </summary>
    public Prepared? Prepared { get; init; }
}

/// <summary>The answer to an append.</summary>
/// <param name="Negotiation">Its id.</param>
/// <param name="Version">Of the negotiation after the append: what If-Match compares with.</param>
/// <param name="Events">In the order sent.</param>
/// <param name="Anomalies">What does not fit together since this append and did before.</param>
public sealed record Receipt(
    string Negotiation,
    long Version,
    IReadOnlyList<ReceiptEntry> Events,
    IReadOnlyList<Anomaly> Anomalies
)
{
    /// <summary>
    /// The log's signed promise to have these events within a minute, as a note; absent unless it was asked for
    /// (<c>Prefer: receipt</c>) and the node has the log's key.
    /// </summary>
    public string? LogReceipt { get; init; }
}

/// <param name="EventId">As sent, or made by us.</param>
/// <param name="Version">Its position in the negotiation.</param>
/// <param name="Sequence">Its position in the whole store.</param>
/// <param name="RecordedAt">By the database's clock.</param>
public sealed record ReceiptEntry(Guid EventId, long Version, long Sequence, DateTimeOffset RecordedAt);
