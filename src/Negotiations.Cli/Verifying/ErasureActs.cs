using Negotiations.Events;
using Negotiations.Ledger;
using Negotiations.Record;

namespace Negotiations.Cli.Verifying;

/// <summary>The events of the log that say what was erased, by whom and why: nothing may be gone without one.</summary>
internal sealed class ErasureActs
{
    private readonly Dictionary<Guid, (ErasureRecorded Act, LogEvent Stated)> acts = [];

    public ErasureActs(IEnumerable<LogEvent> events)
    {
        foreach (var each in events)
            if (
                each.Negotiation.StartsWith(NoticeEvent.StreamPrefix, StringComparison.Ordinal)
                && each.ToRecorded().Event is ErasureRecorded act
            )
                acts[act.Target] = (act, each);
    }

    /// <summary>What is wrong with an erasure; null: nothing.</summary>
    /// <param name="leaf">Of the event.</param>
    /// <param name="unbound">The members that nothing opens any more.</param>
    /// <param name="shown">What is shown with the event; null: nothing is.</param>
    public Finding? Fault(Leaf leaf, IEnumerable<string> unbound, Erased? shown)
    {
        if (!acts.TryGetValue(leaf.EventId, out var found))
            return MemberCheck.Closed(leaf, leaf.Index);

        if (unbound.FirstOrDefault(name => !found.Act.Names(name)) is { } unnamed)
            return Finding.About(
                leaf,
                leaf.Index,
                "erased-without-act",
                unnamed,
                $"The recorded act of its erasure ({found.Stated.EventId}) does not name this member."
            );

        return shown is not null && (shown.Reason != found.Act.Reason || shown.By != found.Stated.RecordedBy)
            ? Finding.About(
                leaf,
                leaf.Index,
                "history-differs",
                "erased",
                $"The recorded act says '{found.Act.Reason}', by '{found.Stated.RecordedBy}'; the history shows "
                    + $"'{shown.Reason}', by '{shown.By}'."
            )
            : null;
    }
}
