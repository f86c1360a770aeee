using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>
/// The erased events of an export, held against the entries that say who erased them and why. An act stands after its
/// event, so all of them are looked at when the whole file was read.
/// </summary>
internal sealed class ExportErasures
{
    private const string ActType = "erasure-recorded";

    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(1);

    private readonly List<(ExportLine Line, RecordedMembers? Members, long Number)> erased = [];
    private readonly Dictionary<Guid, (ExportLine Line, IReadOnlyList<string> Members, string Reason)> acts = [];

    /// <summary>With leaves of version 1: nothing binds what is left of them.</summary>
    public long Unbound { get; private set; }

    public ExportFault? Take(ExportLine line, RecordedMembers? members, long number)
    {
        var isClosed = line.DataHash is null ? line.Openings!.Key is null : line.Salt is null;
        if (isClosed != line.Erased is not null)
            return ExportEntry.About(
                line,
                number,
                isClosed
                    ? "what opens it is gone, and it is not said to be erased."
                    : "it is said to be erased, and what opens it is there."
            ) with
            {
                Member = "erased",
            };

        if (isClosed)
            erased.Add((line, members, number));

        if (line.Type == ActType && line.Stream.StartsWith("notices/", StringComparison.Ordinal))
            Remember(line);

        return null;
    }

    public ExportFault? End()
    {
        foreach (var (line, members, number) in erased)
            if (WhyNot(line, members) is var (member, why))
                return ExportEntry.About(line, number, why) with { Member = member };

        return null;
    }

    private void Remember(ExportLine line)
    {
        if (
            line.Data.TryGetProperty("target", out var target)
            && target.TryGetGuid(out var id)
            && line.Data.TryGetProperty("members", out var members)
            && members.ValueKind == JsonValueKind.Array
            && line.Data.TryGetProperty("reason", out var reason)
        )
            acts[id] = (line, [.. members.EnumerateArray().Select(each => each.GetString()!)], reason.GetString()!);
    }

    private (string Member, string Why)? WhyNot(ExportLine line, RecordedMembers? members)
    {
        if (!acts.TryGetValue(line.EventId, out var act))
            return ("erased", "it is said to be erased, and no entry of the log says so.");

        var (shown, isOfEverything) = (line.Erased!, act.Members.Contains(""));
        if (shown.Reason != act.Reason || shown.By != act.Line.RecordedBy)
            return ("erased", "its erasure is not the one that the log has.");

        if (!isOfEverything && (shown.At - act.Line.RecordedAt).Duration() > s_soon)
            return ("erased", "its erasure has another time than the one that the log has.");

        if (line.DataHash is not null)
        {
            Unbound++;
            return isOfEverything ? null : ("erased", "its erasure in the log does not name all of its data.");
        }

        if (ErasedMembers.WhyNot(line.Openings!, act.Members, members!) is { } fault)
            return (fault.Member ?? "erased", fault.Why);

        return ErasureMark.Missing(line.Openings!, members!).FirstOrDefault() is { } name
            ? (name, "it was erased, and what stands in its place is no mark of an erasure.")
            : null;
    }
}
