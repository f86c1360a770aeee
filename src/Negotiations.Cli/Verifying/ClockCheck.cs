using System.Globalization;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// The recorded clock: it never goes back along the log, and an entry that a pinned or cosigned head did not have
/// cannot claim to be older than that head. Says between which times each entry came in, by the clocks of others.
/// </summary>
internal sealed class ClockCheck(IReadOnlyList<SeenHead> seen, VerifyReport report)
{
    /// <summary>
    /// What an honest log may be behind: an event gets its time before its commit and is in the log within a minute,
    /// and the clocks of auditor, witness and database differ a little.
    /// </summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);

    public void Run(IReadOnlyList<Leaf> leaves)
    {
        CompareOrder(leaves);
        var heads = seen.OrderBy(each => each.Size).ThenBy(each => each.First).ToList();
        CompareRoots(heads, leaves);
        foreach (var head in heads.Where(each => each.Size < leaves.Count))
            CompareTimes(head, leaves);

        if (leaves.Count > 0)
            report.Bounds.AddRange(Bounds(heads, leaves.Count));
    }

    private void CompareOrder(IReadOnlyList<Leaf> leaves)
    {
        for (var index = 1; index < leaves.Count; index++)
            if (leaves[index].LatestRecordedAt < leaves[index - 1].RecordedAt)
            {
                report.Findings.Add(
                    WentBack(
                        leaves[index],
                        $"It claims to be recorded at {Exact(leaves[index].RecordedAt)}; the entry before it, at "
                            + $"{Exact(leaves[index - 1].RecordedAt)}."
                    )
                );
                return;
            }
    }

    // The auditor's own note of a head binds as the pinned checkpoint does.
    private void CompareRoots(List<SeenHead> heads, IReadOnlyList<Leaf> leaves)
    {
        var frontier = new TreeFrontier();
        foreach (var head in heads.Where(each => each.Root is not null && each.Size <= leaves.Count))
        {
            while (frontier.Size < head.Size)
                frontier.Append(leaves[(int)frontier.Size].Hash());

            if (frontier.Root() == head.Root)
                continue;

            report.Findings.Add(
                new Finding(
                    "forked",
                    $"At the visit of {SeenHeads.Text(head.First)} the log of {head.Size} entries had another root."
                )
            );
            return;
        }
    }

    private void CompareTimes(SeenHead head, IReadOnlyList<Leaf> leaves)
    {
        if (report.Findings.Exists(each => each.Kind == "clock-went-back"))
            return;

        for (var index = (int)head.Size; index < leaves.Count; index++)
            if (leaves[index].LatestRecordedAt < head.Last - Slack)
            {
                report.Findings.Add(WentBack(leaves[index], Claim(leaves[index].RecordedAt, head)));
                return;
            }
    }

    private static string Claim(DateTimeOffset recordedAt, SeenHead head) =>
        $"It claims to be recorded at {Exact(recordedAt)}, and at {SeenHeads.Text(head.Last)} the log of {head.Size} "
        + $"entries did not have it ({head.By}): it was recorded later than it says, or the log held it back.";

    private static Finding WentBack(Leaf leaf, string detail) =>
        Finding.About(leaf, leaf.Index, "clock-went-back", "recordedAt", detail);

    private static IEnumerable<EntryBounds> Bounds(List<SeenHead> heads, long count)
    {
        long[] edges = [0, .. heads.Select(each => each.Size).Where(size => size < count).Distinct(), count];
        for (var place = 1; place < edges.Length; place++)
        {
            var (first, end) = (edges[place - 1], edges[place]);
            if (first == end)
                continue;

            var before = heads.Where(each => each.Size <= first).MaxBy(each => each.Last);
            var after = heads.Where(each => each.Size >= end).MinBy(each => each.First);
            yield return new EntryBounds(first, end - 1, before?.Last, before?.By, after?.First, after?.By);
        }
    }

    private static string Exact(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Between which times some entries came into the log, by clocks that are not the log's.</summary>
/// <param name="FirstEntry">In the log.</param>
/// <param name="LastEntry">With those between, they have the same bounds.</param>
/// <param name="NotBefore">At this time the log did not have them; null: no one saw it without them.</param>
/// <param name="NotBeforeBy">Who saw that: <c>auditor</c>, else a witness.</param>
/// <param name="NotAfter">At this time it had them; null: no one saw it with them.</param>
/// <param name="NotAfterBy">The same.</param>
internal sealed record EntryBounds(
    long FirstEntry,
    long LastEntry,
    DateTimeOffset? NotBefore,
    string? NotBeforeBy,
    DateTimeOffset? NotAfter,
    string? NotAfterBy
)
{
    /// <summary>One sentence.</summary>
    public string Text =>
        (FirstEntry == LastEntry ? $"Entry {FirstEntry}" : $"Entries {FirstEntry} to {LastEntry}")
        + (NotBefore is { } before ? $", not in the log at {SeenHeads.Text(before)} ({NotBeforeBy})" : "")
        + (NotAfter is { } after ? $", in it by {SeenHeads.Text(after)} ({NotAfterBy})." : ", seen by no one before.");
}
