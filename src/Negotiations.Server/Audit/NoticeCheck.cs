using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Store.Audits;
using Negotiations.Views;

namespace Negotiations.Server.Audit;

/// <summary>Compares the recorded notices of a negotiation with what its events say that time alone turned.</summary>
internal static class NoticeCheck
{
    /// <returns>The first that differs; null: none does.</returns>
    public static AuditFinding? Find(Negotiation negotiation, IEnumerable<RecordedEvent> notices)
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

        return null;
    }
}
