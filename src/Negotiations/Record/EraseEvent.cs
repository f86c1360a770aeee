using System.Globalization;
using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// That the text of an event was erased: the one exception to "nothing recorded is changed", and itself on the
/// record.
/// </summary>
/// <param name="At">By the database's clock.</param>
/// <param name="By">The admin that erased it.</param>
/// <param name="Reason">Why; it is shown with the event, so it names no one.</param>
public sealed record Erased(DateTimeOffset At, string By, string Reason)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>What it says otherwise than the act that announced it; null: nothing.</summary>
    /// <param name="act">An entry of the log.</param>
    /// <param name="by">Who recorded the act.</param>
    /// <param name="at">When, by the ledger's clock: the time of the erasure too, but for one that took place before
    /// there were acts.</param>
    public string? WhyNot(ErasureRecorded act, string by, DateTimeOffset at)
    {
        if (Reason != act.Reason || By != by)
            return $"The recorded act says '{act.Reason}', by '{by}'; shown is '{Reason}', by '{By}'.";

        return !act.IsOfEverything() && (At < at - Soon || At > at + Soon)
            ? $"The recorded act is of {Text(at)}; shown is an erasure at {Text(At)}."
            : null;

        static string Text(DateTimeOffset instant) =>
            instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}

/// <summary>An admin erases what an event says of persons, because the law demands it.</summary>
/// <param name="EventId">Of an event of the negotiation, fact or act.</param>
/// <param name="Reason">Why.</param>
public sealed record EraseEvent(Guid EventId, string Reason)
{
    public const int MaxReason = 1000;

    /// <summary>Why not, or the event and, unless it was erased before, what is left of its data.</summary>
    public static (Refusal? Refusal, RecordedEvent? Event, byte[]? Left) Decide(
        EraseEvent request,
        Negotiation negotiation
    )
    {
        if (negotiation.IsUnopened)
            return (
                new Refusal(
                    RefusalKind.Missing,
                    "negotiation-not-found",
                    $"No negotiation '{Slug.Clip(negotiation.Id)}' has been opened."
                ),
                null,
                null
            );

        if (string.IsNullOrWhiteSpace(request.Reason))
            return (
                Refusal.Invalid(
                    "reason-missing",
                    "An erasure says why: it is the one change of the record, and the reason is all that "
                        + "is left to judge it by.",
                    "/reason"
                ),
                null,
                null
            );

        if (request.Reason.Length > MaxReason)
            return (
                Refusal.Invalid(
                    "text-too-long",
                    $"The reason has {request.Reason.Length} characters, and at most {MaxReason} are shown.",
                    "/reason"
                ),
                null,
                null
            );

        if (negotiation.Find(request.EventId) is not { } recorded)
            return (
                new Refusal(
                    RefusalKind.Missing,
                    "event-not-found",
                    $"'{negotiation.Id}' has no event {request.EventId}."
                ),
                null,
                null
            );

        // An event is erased once: a second request returns the first erasure with its reason.
        if (recorded.Erased is not null)
            return (null, recorded, null);

        var target = recorded.Event is EventCorrected correction ? negotiation.Find(correction.Target)?.Event : null;
        return (null, recorded, Redaction.Of(recorded, target));
    }
}
