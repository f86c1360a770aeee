using Negotiations.Events;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>Finds once more from the events what time alone turned, and compares it with the notices that were
/// recorded.</summary>
internal static class NoticeCheck
{
    public static void Run(LogCopy copy, IReadOnlySet<string> erased, VerifyReport report)
    {
        var streams = copy.Events.ToLookup(each => each.Negotiation, StringComparer.Ordinal);
        foreach (var stream in streams)
        {
            if (!stream.Key.StartsWith(NoticeEvent.StreamPrefix, StringComparison.Ordinal))
                continue;

            var id = stream.Key[NoticeEvent.StreamPrefix.Length..];
            if (!erased.Contains(id))
                Check(id, [.. streams[id].OrderBy(each => each.Version)], [.. stream], report);
        }
    }

    private static void Check(
        string id,
        IReadOnlyList<LogEvent> events,
        IReadOnlyList<LogEvent> notices,
        VerifyReport report
    )
    {
        try
        {
            var negotiation = Negotiation.Of(id, events.Select(each => each.ToRecorded()));
            foreach (var each in notices)
            {
                if (each.ToRecorded().Event is not NegotiationTurned notice)
                    continue;

                report.Count("notices");
                if (Turns.Wrong(negotiation, notice) is { } wrong)
                    report.Findings.Add(
                        new Finding(
                            "notice-differs",
                            $"The events give {wrong.Before?.ToJsonString() ?? "nothing"}; the notice of "
                                + $"{notice.Occurred} says {wrong.After?.ToJsonString() ?? "nothing"}."
                        )
                        {
                            Negotiation = id,
                            Version = each.Version,
                            Field = wrong.Field,
                        }
                    );
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            report.Gaps.Add($"The notices of {id} could not be found once more from the events: {fault.Message}");
        }
    }
}
