using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Holds the log to what it promised for an append: every event in it, as it was recorded, in time.</summary>
internal sealed class VerifyReceiptCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyReceiptCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => settings.File;

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        using var api = new Api(Connection.Of(settings, CommandEnvironment), CommandEnvironment);
        var (trust, _) = await Handovers.FollowAsync(api, NeedsTrust(settings), report, stop);
        if (!LogReceipt.TryOpen(NoteIn(settings.File), trust, out var receipt, out var failure))
        {
            report.Refuses(failure, "receipt-not-signed");
            return;
        }

        report.Origin = receipt.Origin;
        var now = CommandEnvironment.Now();
        foreach (var promised in receipt.Entries)
        {
            if (await ProofAsync(api, promised.EventId, stop) is { } proof)
                Compare(promised, proof, trust, report);
            else if (now > receipt.By)
                report.Findings.Add(
                    new Finding(
                        "withheld",
                        $"The log promised this event by {SeenHeads.Text(receipt.By)}, and does not have it."
                    )
                    {
                        EventId = promised.EventId,
                    }
                );
            else
                report.Gaps.Add($"{promised.EventId} is promised by {SeenHeads.Text(receipt.By)} and not there yet.");
        }
    }

    private static void Compare(PromisedEntry promised, TlogProof proof, LogTrust trust, VerifyReport report)
    {
        if (proof.Extra is not { } entry || !Leaf.TryParse(entry, out var leaf, out _))
        {
            report.Findings.Add(
                new Finding("proof-unreadable", "The proof says no entry.") { EventId = promised.EventId }
            );
            return;
        }

        if (!report.Accepts(proof.Verify(trust, entry.Span), "proof-forged"))
            return;

        report.Count("entries");
        if (leaf.EventId != promised.EventId || leaf.PromisedHash() != promised.Hash)
            report.Findings.Add(
                Finding.About(
                    leaf,
                    leaf.Index,
                    "promise-broken",
                    null,
                    $"The log promised another entry for the event {promised.EventId} than it signed: it was changed "
                        + "between the append and the log."
                )
            );
    }

    private static async Task<TlogProof?> ProofAsync(Api api, Guid eventId, CancellationToken stop) =>
        await api.GetBytesAsync($"/api/ledger/entries/{eventId}/proof", stop) is { } bytes
        && TlogProof.TryParse(bytes, out var proof, out _)
            ? proof
            : null;

    // The answer to an append as it came, or the receipt in it alone.
    private static byte[] NoteIn(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes is [(byte)'{', ..]
            ? Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<JsonElement>(bytes).Text("logReceipt") ?? "")
            : bytes;
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The answer to an append that was sent with 'Prefer: receipt', or its member logReceipt alone")]
        [Names(Named.Files)]
        public string File { get; init; } = "";
    }
}
