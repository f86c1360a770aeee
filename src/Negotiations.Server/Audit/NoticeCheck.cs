using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Audits;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>Compares the recorded notices of a negotiation with what its events say that time alone turned.</summary>
internal static class NoticeCheck
{
    /// <param name="negotiation">With all its events.</param>
    /// <param name="notices">That are recorded of it.</param>
    /// <param name="noticed">The days of which every turn was looked for, the first one excluded; null: none.</param>
    /// <returns>The first that differs or is missing; null: none does or is.</returns>
    public static AuditFinding? Find(
        Negotiation negotiation,
        IReadOnlyList<RecordedEvent> notices,
        (DateOnly From, DateOnly To)? noticed
    )
    {
        foreach (var each in notices)
            if (each.Event is NegotiationTurned notice && Turns.Wrong(negotiation, notice) is { } wrong)
                return new AuditFinding(
                    negotiation.Id,
                    AuditVerdict.Different,
                    wrong.Field,
                    wrong.Before,
                    wrong.After,
                    each.EventId,
                    $"The notice of {notice.Occurred} is not what the events say."
                );

        var recorded = notices.Select(each => each.EventId).ToHashSet();
        return noticed is { } days && Turns.Missing(negotiation, recorded, days.From, days.To) is { } missing
            ? new AuditFinding(
                negotiation.Id,
                AuditVerdict.Different,
                missing.Field,
                missing.After is { } after ? JsonSerializer.SerializeToNode(after, EventJson.Options) : null,
                Actual: null,
                missing.EventId,
                $"The view turned on {missing.Occurred}, and there is no notice of it."
            )
            : null;
    }

    /// <summary>An erasure without its entry in the log, or another than its entry says; null: none.</summary>
    public static AuditFinding? Unannounced(Negotiation negotiation, IEnumerable<RecordedEvent> notices)
    {
        var acts = notices.Where(each => each.Event is ErasureRecorded).ToDictionary(each => each.EventId);
        foreach (var erased in negotiation.Events)
            if (
                erased.Erased is { } shown
                && WhyNot(erased, acts.GetValueOrDefault(ErasureRecorded.IdOf(erased.EventId)), shown) is { } why
            )
                return new AuditFinding(
                    negotiation.Id,
                    AuditVerdict.Different,
                    "erased",
                    null,
                    JsonSerializer.SerializeToNode(shown, EventJson.Options),
                    erased.EventId,
                    why
                );

        return null;
    }

    private static string? WhyNot(RecordedEvent erased, RecordedEvent? act, Erased shown) =>
        act is { Event: ErasureRecorded said }
            ? shown.WhyNot(said, act.RecordedBy, act.RecordedAt)
            : $"Event {erased.Version} is erased, and no entry of the log says who erased it and why.";
}
