using System.Text;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// Follows a log from the key an auditor knows to the key it has now, one handover signed by both after the other.
/// </summary>
internal static class Handovers
{
    /// <summary>Those a server publishes.</summary>
    public static async Task<(LogTrust Trust, List<KeyHandover> Taken)> FollowAsync(
        Api api,
        LogTrust trust,
        VerifyReport report,
        CancellationToken stop
    ) =>
        await api.GetBytesAsync("/api/ledger/keys", stop) is { } answer
            ? Follow(In(answer), trust, report)
            : (trust, []);

    /// <summary>Those in an answer of <c>/api/ledger/keys</c>.</summary>
    public static IEnumerable<string> In(byte[] answer) =>
        JsonSerializer
            .Deserialize<JsonElement>(answer)
            .Items("keys")
            .Select(each => each.Text("handover"))
            .OfType<string>();

    /// <param name="notes">Handovers as signed, the oldest first.</param>
    /// <param name="trust">Of the auditor.</param>
    /// <param name="report">Receives each that is taken.</param>
    public static (LogTrust Trust, List<KeyHandover> Taken) Follow(
        IEnumerable<string> notes,
        LogTrust trust,
        VerifyReport report
    )
    {
        List<KeyHandover> taken = [];
        foreach (var text in notes)
        {
            // A handover by a key that no one here knows is from before the auditor's first visit, or made up; either
            // way it gives no trust.
            if (
                !SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out _)
                || !KeyHandover.TryOpen(note, trust, out var handover, out _)
            )
                continue;

            taken.Add(handover);
            if (!trust.LogKeys.Contains(handover.To))
                trust = trust with { LogKeys = [.. trust.LogKeys, handover.To] };

            report.Remarks.Add(
                $"At {handover.Signed.Checkpoint.Size} entries the log's key {handover.From.KeyId:x8} "
                    + $"handed over to {handover.To.Text}."
            );
        }

        return (trust, taken);
    }

    /// <summary>
    /// A key that has handed over signs nothing larger any more: anyone who still does holds a stolen one.
    /// </summary>
    public static LogTrust At(long size, LogTrust trust, IReadOnlyList<KeyHandover> taken) =>
        trust with
        {
            LogKeys =
            [
                .. trust.LogKeys.Where(key =>
                    !taken.Any(each => each.From == key && each.Signed.Checkpoint.Size < size)
                ),
            ],
        };
}
