using System.Text.Json;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Compares what the log commits to with the data beside it, and both with the history that everyone reads.
/// </summary>
internal sealed partial class RecordCheck(LogCopy copy, VerifyReport report)
{
    private readonly HashSet<string> erased = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly ErasureActs acts = new(copy.Events);
    private readonly bool hidesAuthors = copy.HidesAuthors;
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <returns>The negotiations with an erased event of version 1: no one can replay those.</returns>
    public IReadOnlySet<string> Run(IReadOnlyList<Leaf> leaves)
    {
        // By hand, not ToDictionary: anyone who edits rows may give two of them one id.
        var published = new Dictionary<Guid, LogEvent>();
        var places = new Dictionary<Guid, int>();
        foreach (var (place, each) in copy.Events.Index())
            (published[each.EventId], places[each.EventId]) = (each, place);

        var lastPlace = -1;
        foreach (var (index, leaf) in leaves.Index())
        {
            NameAuthor(leaf, copy.Data.ElementAtOrDefault(index), published);
            if (index < copy.Data.Count && leaf.Form is LeafForm.Members)
                CompareMembers(leaf, copy.Data[index], published.GetValueOrDefault(leaf.EventId));
            else if (index < copy.Data.Count)
                CompareData(leaf, copy.Data[index], published.GetValueOrDefault(leaf.EventId));
            else
                report.Findings.Add(
                    Finding.About(
                        leaf,
                        index,
                        "data-missing",
                        "data",
                        "The log commits to this event's data and does not show them."
                    )
                );

            if (!published.TryGetValue(leaf.EventId, out var stated))
            {
                report.Findings.Add(
                    Finding.About(
                        leaf,
                        index,
                        "event-missing",
                        null,
                        "The log signed this event; the history does not have it."
                    )
                );
                continue;
            }

            CompareToNow(leaf);
            CompareFields(leaf, stated, copy.Data.ElementAtOrDefault(index));
            CompareTimes(leaf, stated);
            if (places[leaf.EventId] < lastPlace)
                report.Findings.Add(
                    Finding.About(
                        leaf,
                        index,
                        "rows-swapped",
                        "order",
                        "The history shows it in another order than the log signed."
                    )
                );

            lastPlace = Math.Max(lastPlace, places[leaf.EventId]);
        }

        new ErasureListCheck(copy, report).Run();
        CountUnlogged(leaves, lastPlace);
        return erased;
    }

    // The entry has what the record calls its author, and the history a name: one author has one name in it.
    private void NameAuthor(Leaf leaf, LogData? data, Dictionary<Guid, LogEvent> published)
    {
        if (data?.Author is not { } author || !published.TryGetValue(leaf.EventId, out var stated))
            return;

        published[leaf.EventId] = stated with { RecordedBy = author };
        if (hidesAuthors || author == stated.RecordedBy)
            return;

        if (names.TryGetValue(author, out var name) && name != stated.RecordedBy)
            Compare(leaf, "author", name, stated.RecordedBy);

        names[author] = stated.RecordedBy;
    }

    // By the auditor's own clock.
    private void CompareToNow(Leaf leaf)
    {
        if (
            leaf.RecordedAt > copy.Now + ClockCheck.Slack
            && !report.Findings.Exists(each => each.Kind == "clock-ahead")
        )
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "clock-ahead",
                    "recordedAt",
                    $"It claims to be recorded at {leaf.RecordedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, which is "
                        + "still to come."
                )
            );
    }

    // Within a minute the leaves do not say which came first; the exact times, which their roots bind, do.
    private void CompareTimes(Leaf leaf, LogEvent stated)
    {
        if (leaf.Form is LeafForm.Members && stated.RecordedAt < latest && report.Findings.Count == 0)
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "clock-went-back",
                    "recordedAt",
                    "Its exact time is before that of the entry ahead of it."
                )
            );

        latest = stated.RecordedAt > latest ? stated.RecordedAt : latest;
    }

    private void CompareData(Leaf leaf, LogData data, LogEvent? stated)
    {
        // Without the salt nothing of what is left can be compared with the hash; a recorded act says that this is
        // meant.
        if (data is { Salt: null, Erasure: { } act })
        {
            erased.Add(leaf.Stream);
            report.Count("erased");
            if (acts.Fault(leaf, stated?.Erased) is { } fault)
                report.Findings.Add(fault);

            report.Remarks.Add(
                $"{leaf.Stream} version {leaf.Version} was erased, by the recorded act {act.GetRawText()}"
            );
        }
        else if (data is { Salt: { } salt, Data: { } json })
        {
            var verified = leaf.CheckData(salt, JsonSerializer.SerializeToUtf8Bytes(json));
            if (!verified.Holds)
                report.Findings.Add(Finding.About(leaf, leaf.Index, "data-changed", "data", verified.Explanation));

            report.Count("data");
        }
        else
        {
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "erased-without-act",
                    "data",
                    "Salt or data are gone, and no recorded act says who erased them and why."
                )
            );
        }
    }

    // The parts that are left of an erased event stay bound, and its view is replayed from them.
    private void CompareMembers(Leaf leaf, LogData data, LogEvent? stated)
    {
        if (MemberCheck.IsClosed(leaf, data) || data is not { Members: { } openings, Data: { } json })
        {
            var closed = MemberCheck.Closed(leaf, leaf.Index);
            if (!report.Findings.Contains(closed))
                report.Findings.Add(closed);

            return;
        }

        report.Count("data");
        if (stated is null || MemberCheck.MembersOf(json, stated) is not { } members)
            return;

        if (openings.Open(members).Check(leaf) is VerificationFailure failure && IsOfData(leaf, openings, stated))
            report.Findings.Add(Finding.About(leaf, leaf.Index, "data-changed", "data", failure.Explanation));

        foreach (var name in MemberCheck.Unmarked(openings, members))
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "data-changed",
                    name,
                    "It was erased, and what is shown instead is bound by nothing."
                )
            );

        if (openings.OpensAllData && stated.Erased is null && data.Erasure is null)
            return;

        if (acts.Fault(leaf, openings, members, stated.Erased) is { } fault)
            report.Findings.Add(fault);
        else if (data.Erasure is { } act)
            Remark(leaf, act, [.. members.Unbound(openings.SaltOf).Except(openings.Closed)]);
    }

    private void Remark(Leaf leaf, JsonElement act, List<string> unbound)
    {
        report.Count("erased");
        report.Remarks.Add(
            $"{leaf.Stream} version {leaf.Version} was erased, by the recorded act {act.GetRawText()}"
                + (unbound.Count == 0 ? "" : $": of {string.Join(", ", unbound)} only marks are left")
        );
    }

    // Author and minute are named as such where the history is compared.
    private static bool IsOfData(Leaf leaf, MemberOpenings openings, LogEvent stated) =>
        IsSameAuthor(leaf, openings, stated) && leaf.RecordedAt == Leaf.MinuteOf(stated.RecordedAt);

    private void CompareFields(Leaf leaf, LogEvent stated, LogData? data)
    {
        Compare(leaf, "stream", leaf.Stream, stated.Negotiation);
        Compare(leaf, "version", leaf.Version, stated.Version);
        Compare(leaf, "type", leaf.Type, stated.Type);
        if (leaf.Form is LeafForm.Data)
        {
            // Such a leaf has both in the open, also where answers do not show them.
            if (!hidesAuthors)
                Compare(leaf, "author", leaf.Author, stated.RecordedBy);

            Compare(leaf, "recordedAt", Shown(leaf.RecordedAt), Shown(stated.RecordedAt.ToUniversalTime()));
        }
        else
        {
            if (data?.Members is { } openings && !openings.Closed.Contains(LeafMember.Author))
                Compare(leaf, "author", leaf.Author, MemberCheck.AuthorHash(openings, stated.RecordedBy).ToHex());

            Compare(leaf, "recordedAt", leaf.RecordedAt, Leaf.MinuteOf(stated.RecordedAt));
        }

        if (data?.Data is { } json && !JsonElement.DeepEquals(json, stated.Data))
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "history-differs",
                    "data",
                    "The history shows other data than the log publishes."
                )
            );
    }

    // Where it is closed, its hash is among the withheld ones, or the members do not hold.
    private static bool IsSameAuthor(Leaf leaf, MemberOpenings openings, LogEvent stated) =>
        openings.Closed.Contains(LeafMember.Author)
        || leaf.Author == MemberCheck.AuthorHash(openings, stated.RecordedBy).ToHex();

    private DateTimeOffset Shown(DateTimeOffset instant) => hidesAuthors ? Leaf.MinuteOf(instant) : instant;

    private void Compare<T>(Leaf leaf, string field, T signed, T stated)
    {
        if (!EqualityComparer<T>.Default.Equals(signed, stated))
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "history-differs",
                    field,
                    $"The log signed '{signed}'; the history shows '{stated}'."
                )
            );
    }
}
