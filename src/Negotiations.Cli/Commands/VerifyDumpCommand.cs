using System.ComponentModel;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Cli.Writing;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Verifies the ledger in a database dump, without a server.</summary>
internal sealed class VerifyDumpCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyDumpCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => InputText.Name(settings.File);

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        var trust = NeedsTrust(settings);
        if (settings.Pinned is { } named)
            PinnedCheckpointFile.Named(named, isFirst: false, "Leave --kept out if there was no earlier visit.");

        using var text = InputText.IsStandardInput(settings.File) ? null : new StreamReader(settings.File);
        var dump = await WithBarsAsync(async progress =>
        {
            progress.AddTask("Dump").IsIndeterminate = true;
            return await DumpedLog.ReadAsync(text ?? CommandEnvironment.In);
        });
        if (dump.Head is not { } head)
        {
            report.Gaps.Add(
                "The dump holds no ledger_checkpoint: nothing in it was signed. Make it with pg_dump "
                    + "--format=plain --schema=negotiations."
            );
            return;
        }

        (trust, var handovers) = Handovers.Follow(dump.Handovers, trust, report);
        if (!SignedCheckpoint.TryOpen(head, trust with { WitnessesNeeded = 0 }, out var signed, out var failure))
        {
            report.Refuses(failure, "checkpoint-not-signed");
            return;
        }

        if (
            !SignedCheckpoint.TryOpen(
                signed.Note,
                Handovers.At(signed.Checkpoint.Size, trust with { WitnessesNeeded = 0 }, handovers),
                out _,
                out failure
            )
        )
            report.Findings.Add(new Finding("retired-key", failure.Explanation));

        Describe(signed, report);
        var copy = dump.ToCopy(signed, trust, report);
        copy.OlderHeads.AddRange(handovers.Select(each => each.Signed));
        copy.OlderHeads.AddRange(Notices.Read(dump.Notices, trust, report));
        WitnessCheck.Run(
            [.. copy.OlderHeads, signed],
            trust,
            signed.Checkpoint.Size,
            settings.Age,
            CommandEnvironment.Now(),
            report
        );
        Check(
            copy,
            settings.Pinned is { } file ? PinnedCheckpointFile.Read(file, trust) : null,
            settings.Pinned is null ? [] : SeenHeads.Read(settings.Pinned),
            report
        );
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("What pg_dump --format=plain --schema=negotiations wrote; - for standard input")]
        [Names(Named.Input)]
        public string File { get; init; } = "";

        [CommandOption("--kept <FILE>")]
        [Description("A checkpoint pinned at an earlier visit")]
        [Names(Named.Files)]
        public string? Pinned { get; init; }
    }
}
