using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>
/// That the text of an event was erased: the one exception to "nothing recorded is changed", and itself on the
/// record.
/// </summary>
/// <param name="At">By the database's clock.</param>
/// <param name="By">The admin that erased it.</param>
/// <param name="Reason">Why; it is shown with the event, so it names no one.</param>
public sealed record Erased(DateTimeOffset At, string By, string Reason);

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

        // What is gone cannot be erased better: the first erasure stands, with its reason.
        if (recorded.Erased is not null)
            return (null, recorded, null);

        var target = recorded.Event is EventCorrected correction ? negotiation.Find(correction.Target)?.Event : null;
        return (null, recorded, Redaction.Of(recorded, target));
    }
}
