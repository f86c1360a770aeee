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

    /// <summary>What is wrong with the erasure of an event whose leaf is of version 1; null: nothing.</summary>
    /// <param name="leaf">Of the event.</param>
    /// <param name="shown">What is shown with the event; null: nothing is.</param>
    public Finding? Fault(Leaf leaf, Erased? shown) =>
        !acts.TryGetValue(leaf.EventId, out var found) ? MemberCheck.Closed(leaf, leaf.Index)
        : !found.Act.IsOfEverything() ? Unnamed(leaf, "data", "The recorded act of its erasure does not name its data.")
        : Differs(leaf, found, shown);

    /// <summary>The same of an event whose leaf is of version 2.</summary>
    /// <param name="leaf">Of the event.</param>
    /// <param name="openings">What opens its members.</param>
    /// <param name="members">As they are shown.</param>
    /// <param name="shown">What is shown with the event; null: nothing is.</param>
    public Finding? Fault(Leaf leaf, MemberOpenings openings, RecordedMembers members, Erased? shown) =>
        !acts.TryGetValue(leaf.EventId, out var found)
            ? !openings.OpensAllData
                ? MemberCheck.Closed(leaf, leaf.Index)
                : Finding.About(
                    leaf,
                    leaf.Index,
                    "history-differs",
                    "erased",
                    $"It is shown as erased by '{shown?.By}', and no recorded act says so."
                )
            : ErasedMembers.WhyNot(openings, [.. found.Act.Members], members) is { } fault
                ? Unnamed(leaf, fault.Member ?? "data", fault.Why)
                : Differs(leaf, found, shown);

    private static Finding Unnamed(Leaf leaf, string member, string why) =>
        Finding.About(leaf, leaf.Index, "erased-without-act", member, why);

    private static Finding? Differs(Leaf leaf, (ErasureRecorded Act, LogEvent Stated) found, Erased? shown) =>
        shown?.WhyNot(found.Act, found.Stated.RecordedBy, found.Stated.RecordedAt) is { } why
            ? Finding.About(leaf, leaf.Index, "history-differs", "erased", why)
            : null;
}
