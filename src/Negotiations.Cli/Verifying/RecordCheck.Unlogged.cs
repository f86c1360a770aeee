using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

// Events that are recorded and in no entry.
internal sealed partial class RecordCheck
{
    // Where it shows minutes only.
    private static readonly TimeSpan aMinute = TimeSpan.FromMinutes(1);

    // What stands before the last signed event and is in no entry was put in; what comes after it waits for the next
    // second, and no longer than a minute.
    private void CountUnlogged(IReadOnlyList<Leaf> leaves, int lastPlace)
    {
        var known = leaves.Select(leaf => leaf.EventId).ToHashSet();
        var waiting = 0;
        foreach (var (place, each) in copy.Events.Index())
        {
            if (known.Contains(each.EventId))
                continue;

            if (place < lastPlace)
                report.Findings.Add(
                    Unlogged(
                        each,
                        "row-inserted",
                        "The history has this event among signed ones; the log never signed it."
                    )
                );
            else if (each.RecordedAt > copy.Now + ClockCheck.Slack)
                report.Findings.Add(
                    Unlogged(
                        each,
                        "withheld",
                        $"It claims to be recorded at {each.RecordedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, which is "
                            + "still to come, and is not in the log."
                    )
                );
            else if (copy.AsOf - each.RecordedAt > ClockCheck.Slack + (hidesAuthors ? aMinute : TimeSpan.Zero))
                report.Findings.Add(
                    Unlogged(
                        each,
                        "withheld",
                        $"It claims to be recorded at {each.RecordedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} and was "
                            + $"not in the log at {copy.AsOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: until it is, it "
                            + "can be changed without a trace."
                    )
                );
            else
                waiting++;
        }

        if (waiting > 0)
            report.Remarks.Add($"{waiting} events were not in the log yet when its checkpoint was read.");
    }

    private static Finding Unlogged(LogEvent stated, string kind, string detail) =>
        new(kind, detail)
        {
            Negotiation = stated.Negotiation,
            Version = stated.Version,
            EventId = stated.EventId,
        };
}
