using System.Security.Cryptography;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Negotiations.Views;

namespace Negotiations.Store.Append;

/// <summary>
/// What one commit is going to do: every submission decided in turn, each on what those before it leave. Submissions
/// come stream by stream, or numbers and recorded times would not go in one order.
/// </summary>
/// <param name="snapshot">The store as the commit found it.</param>
/// <param name="current">Reads a negotiation as the snapshot has it.</param>
public sealed class CommitPlan(CommitSnapshot snapshot, Func<string, Task<Negotiation>> current)
{
    private static readonly Refusal NotExact = Refusal.Invalid(
        "number-not-exact",
        "A number has more digits than an IEEE 754 double can hold, and the ledger could not distinguish it from "
            + "its neighbour. "
            + "Round it as the source does."
    );

    private readonly Dictionary<string, Negotiation> standing = [];
    private readonly Dictionary<(string Subject, string Key), Append> claimed = [];
    private IReadOnlyList<IGrouping<string, Append>>? streams;

    /// <summary>Appends with something new, in the order they were decided.</summary>
    public List<Append> Appends { get; } = [];

    /// <summary>The same, stream by stream in that order.</summary>
    public IReadOnlyList<IGrouping<string, Append>> Streams =>
        streams ??= [.. Appends.GroupBy(append => append.After.Id)];

    /// <summary>Appends whose answer is stored for repeats, new or not.</summary>
    public List<Append> Answered { get; } = [];

    /// <summary>Decides one submission.</summary>
    /// <returns>Its outcome, to be asked for once the commit is made.</returns>
    public async Task<Func<Outcome>> DecideAsync(AppendRequest submission)
    {
        if (submission.Claim is { } claim && snapshot.AnswerTo(claim.Subject, claim.Key) is { } answered)
            return () =>
                Repeat(
                    claim,
                    answered.RequestHash,
                    JsonSerializer.Deserialize<Receipt>(answered.Json, EventJson.Options)!,
                    answered.IsNew
                );

        if (submission.Claim is { } again && claimed.TryGetValue((again.Subject, again.Key), out var first))
            return () => Repeat(again, first.Request.Claim!.RequestHash, first.Receipt!, first.IsNew);

        if (
            submission.SuppliedIds.FirstOrDefault(id =>
                snapshot.NegotiationOf(id) is { } other && other != submission.NegotiationId
            )
                is var taken
            && taken != default
        )
            return Refused(
                new Refusal(
                    RefusalKind.Conflict,
                    "event-id-taken",
                    $"The eventId {taken} is recorded in another negotiation. Use another eventId.",
                    "/eventId"
                )
            );

        if (snapshot.AwaitedRecord is { } import)
            return Refused(
                new Refusal(
                    RefusalKind.Conflict,
                    "record-awaited",
                    $"A whole record is being brought into this store, which must be empty for it (import {import}). "
                        + "Wait until it is done, or cancel it.",
                    null
                )
            );

        var negotiation = standing.TryGetValue(submission.NegotiationId, out var known)
            ? known
            : await current(submission.NegotiationId);
        var prepared = submission.Decide(negotiation, DatabaseClock.LatestDayOf(snapshot.Now));
        if (prepared.Decision is Decision.Refused refused)
            return Refused(refused.Refusal, prepared);

        if (prepared.Events is not { } events)
            return Refused(NotExact, prepared);

        var append = Plan(submission, negotiation, (Decision.Accepted)prepared.Decision, events);
        return () => new Outcome(null, append.Receipt, append.IsNew) { Prepared = prepared };
    }

    private Append Plan(
        AppendRequest submission,
        Negotiation before,
        Decision.Accepted accepted,
        IReadOnlyList<SealedEvent> events
    )
    {
        var recorded = snapshot.Envelop(before, accepted.New, submission.RecordedBy, submission.Import);
        var append = new Append(
            submission,
            accepted,
            before,
            recorded.Count == 0 ? before : before.With(recorded),
            recorded,
            events
        );
        standing[before.Id] = append.After;
        if (append.IsNew)
            Appends.Add(append);
        else
            append.Receive([]);

        if (submission.Claim is { } claim)
        {
            claimed.Add((claim.Subject, claim.Key), append);
            Answered.Add(append);
        }

        return append;
    }

    private static Func<Outcome> Refused(Refusal refusal, Prepared? prepared = null) =>
        () => (Outcome)refusal with { Prepared = prepared };

    private static Outcome Repeat(IdempotencyClaim claim, byte[] requestHash, Receipt receipt, bool isNew) =>
        CryptographicOperations.FixedTimeEquals(claim.RequestHash, requestHash)
            ? new Outcome(null, receipt, isNew)
            : Refusal.Invalid(
                "idempotency-key-reused",
                $"The Idempotency-Key '{Slug.Clip(claim.Key)}' was used for another request. Use a new key "
                    + "for a new request."
            );

    /// <summary>One accepted submission on its way.</summary>
    /// <param name="Request">As asked.</param>
    /// <param name="Accepted">As decided.</param>
    /// <param name="Before">The negotiation without it.</param>
    /// <param name="After">The negotiation with it.</param>
    /// <param name="Recorded">What it adds; empty when all of it had been recorded before.</param>
    /// <param name="Sealed">The same, as their rows hold them.</param>
    public sealed record Append(
        AppendRequest Request,
        Decision.Accepted Accepted,
        Negotiation Before,
        Negotiation After,
        IReadOnlyList<RecordedEvent> Recorded,
        IReadOnlyList<SealedEvent> Sealed
    )
    {
        public bool IsNew => Recorded.Count > 0;

        /// <summary>A change of the actor registry.</summary>
        public bool IsOfActor => ActorStreams.IsOne(After.Id);

        /// <summary>A change of the actor registry or a notice, which have no view of their own.</summary>
        public bool IsBeside => SideStreams.IsOne(After.Id);

        /// <summary>No one reads the answer to a part of an import beyond what was refused.</summary>
        public bool IsOfImport => Request.Import is not null;

        /// <summary>The answer; null until the view has been folded.</summary>
        public Receipt? Receipt { get; private set; }

        public void Receive(IReadOnlyList<Anomaly> anomalies)
        {
            using var next = Recorded.GetEnumerator();
            var entries = Accepted
                .Entries.Select(entry =>
                {
                    var each = entry.Known;
                    if (each is null)
                    {
                        next.MoveNext();
                        each = next.Current;
                    }

                    // Who sends another's event again learns no more of it than anyone.
                    var at = each.RecordedBy == Request.RecordedBy ? each.RecordedAt : Minute.Of(each.RecordedAt);
                    return new ReceiptEntry(each.EventId, each.Version, each.Sequence, at);
                })
                .ToList();
            Receipt = new Receipt(After.Id, After.Version, entries, anomalies);
        }
    }
}
