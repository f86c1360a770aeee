using Negotiations.Cli.Connecting;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// How far the witnesses that are asked for have seen the log grow. A log that lives always has a tail that no witness
/// has come by for yet: that is no tampering, and said.
/// </summary>
internal static class WitnessCheck
{
    /// <summary>The newest head that each of the witnesses cosigned, as the server has them.</summary>
    public static async Task<List<SignedCheckpoint>> ReadAsync(
        Api api,
        SignedCheckpoint newest,
        LogTrust trust,
        CancellationToken stop
    )
    {
        List<SignedCheckpoint> heads = [newest];
        foreach (var witness in trust.Witnesses.Where(each => Of(newest, each) is null))
            if (
                await api.GetBytesAsync(
                    $"/api/ledger/checkpoint/cosigned?witness={Uri.EscapeDataString(witness.Name)}",
                    stop
                )
                    is { } served
                && SignedCheckpoint.TryOpen(served, trust with { WitnessesNeeded = 0 }, out var head, out _)
            )
                heads.Add(head);

        return heads;
    }

    /// <param name="heads">Of the log.</param>
    /// <param name="trust">With the witnesses that are asked for.</param>
    /// <param name="size">Of the log.</param>
    /// <param name="maxAge">How long ago the last cosignature may be; null: any time.</param>
    /// <param name="now">By the auditor's clock.</param>
    /// <param name="report">Receives a remark, or what is missing as a gap.</param>
    public static void Run(
        IReadOnlyList<SignedCheckpoint> heads,
        LogTrust trust,
        long size,
        TimeSpan? maxAge,
        DateTimeOffset now,
        VerifyReport report
    )
    {
        foreach (var witness in trust.Witnesses)
        {
            var newest = heads.Where(head => Of(head, witness) is not null).MaxBy(head => head.Checkpoint.Size);
            if (newest is null || Of(newest, witness) is not { } at)
            {
                report.Gaps.Add($"witness-missing: {witness.Name} has cosigned 0 of {size} entries.");
                continue;
            }

            var age = now - at;
            var sentence =
                $"Witnessed by {witness.Name} up to {newest.Checkpoint.Size} of {size} entries, "
                + $"{(long)age.TotalSeconds} seconds ago.";
            if (age > maxAge)
                report.Gaps.Add($"witness-late: {sentence} That is longer ago than --max-age.");
            else
                report.Remarks.Add(sentence);
        }
    }

    private static DateTimeOffset? Of(SignedCheckpoint head, VerifierKey witness) =>
        head.Witnesses.FirstOrDefault(each => each.Key == witness)?.WitnessedAt is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
