using Negotiations.Record;

namespace Negotiations.Cli.Verifying;

/// <summary>Compares the list of erasures, which everyone reads, with what the events themselves say.</summary>
internal sealed class ErasureListCheck(LogCopy copy, VerifyReport report)
{
    public void Run()
    {
        if (copy.Erasures is not { } listed)
            return;

        foreach (var each in copy.Events)
            if (
                listed.GetValueOrDefault(each.EventId) != each.Erased
                && (listed.ContainsKey(each.EventId) || each.Erased?.At < copy.ErasuresAsOf)
            )
                report.Findings.Add(
                    new Finding(
                        "history-differs",
                        $"The list of erasures says {Text(listed.GetValueOrDefault(each.EventId))}; the event says "
                            + $"{Text(each.Erased)}."
                    )
                    {
                        Negotiation = each.Negotiation,
                        Version = each.Version,
                        EventId = each.EventId,
                        Field = "erased",
                    }
                );

        foreach (var id in listed.Keys.Except(copy.Events.Select(each => each.EventId)))
            report.Findings.Add(
                new Finding("history-differs", "The list of erasures has an event that the history does not have.")
                {
                    EventId = id,
                    Field = "erased",
                }
            );

        static string Text(Erased? erased) =>
            erased is null ? "nothing" : $"'{erased.Reason}', by '{erased.By}', at {erased.At.UtcDateTime:O}";
    }
}
