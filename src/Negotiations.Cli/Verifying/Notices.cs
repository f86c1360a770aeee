using System.Text;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>Where a log says itself that it went on without something it had signed.</summary>
internal static class Notices
{
    /// <summary>Those a server publishes.</summary>
    public static async Task<IEnumerable<string>> OfAsync(Api api, CancellationToken stop) =>
        await api.GetBytesAsync("/api/ledger/notices", stop) is { } answer
            ? JsonSerializer
                .Deserialize<JsonElement>(answer)
                .Items("notices")
                .Select(each => each.Text("note"))
                .OfType<string>()
            : [];

    /// <param name="notes">The oldest first.</param>
    /// <param name="trust">Of the auditor: a notice by anyone else says nothing.</param>
    /// <param name="report">Receives a remark for each.</param>
    /// <returns>The heads that the log went on from, as far as a later notice gave none of them up.</returns>
    public static IEnumerable<SignedCheckpoint> Read(IEnumerable<string> notes, LogTrust trust, VerifyReport report)
    {
        List<ResumeNotice> taken = [];
        List<SignedCheckpoint> continued = [];
        foreach (var note in notes)
            if (RestoreNotice.TryOpen(Encoding.UTF8.GetBytes(note), trust, out var restored))
            {
                continued.Add(restored.Signed);
                report.Remarks.Add(restored.Text);
            }
            else if (ResumeNotice.TryOpen(Encoding.UTF8.GetBytes(note), trust, out var notice, out _))
            {
                taken.RemoveAll(each => each.Signed.Checkpoint.Size > notice.Signed.Checkpoint.Size);
                taken.Add(notice);
                report.Remarks.Add(
                    $"The log says itself that it went on from {notice.Signed.Checkpoint.Size} entries without "
                        + $"{notice.Range}, which it had signed with the root {notice.LostRoot}."
                );
            }

        return [.. continued, .. taken.Select(each => each.Signed)];
    }
}
