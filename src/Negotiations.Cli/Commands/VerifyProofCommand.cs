using System.ComponentModel;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Verifies one proof file, without a server.</summary>
internal sealed class VerifyProofCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyProofCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => settings.File;

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        var trust = NeedsTrust(settings);
        if (settings.Keys is { } keys)
            (trust, _) = Handovers.Follow(Handovers.In(await File.ReadAllBytesAsync(keys, stop)), trust, report);

        if (!TlogProof.TryParse(await File.ReadAllBytesAsync(settings.File, stop), out var proof, out var unreadable))
        {
            report.Findings.Add(new Finding("proof-unreadable", unreadable.Explanation));
            return;
        }

        if (proof.Extra is null)
        {
            report.Gaps.Add("The file has no extra line, so it does not say which entry it proves.");
            return;
        }

        if (!WholeProof.TryRead(proof, out var whole, out unreadable))
        {
            report.Findings.Add(new Finding("proof-forged", unreadable.Explanation) { Index = proof.Index });
            return;
        }

        if (!report.Accepts(whole.Verify(trust), "proof-forged"))
            return;

        if (SignedCheckpoint.TryOpen(proof.Checkpoint, trust, out var signed, out _))
            Describe(signed, report);

        report.Count("entries");
        report.Remarks.Add(ProvenText.Of(whole.Entry));
        if (whole.Disclosure is { } disclosure)
        {
            report.Count("members", disclosure.Shown.Count);
            report.Remarks.AddRange(ProvenText.Of(disclosure));
        }
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The proof, as /api/ledger/entries/EVENT/proof gives it")]
        [Names(Named.Files)]
        public string File { get; init; } = "";

        [CommandOption("--keys <FILE>")]
        [Description("What /api/ledger/keys gives: for a proof made after the log got a new key")]
        [Names(Named.Files)]
        public string? Keys { get; init; }
    }
}
