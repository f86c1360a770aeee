using System.ComponentModel;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>A database dump, without any server.</summary>
internal sealed class VerifyDumpCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyDumpCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => settings.File;

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        var trust = NeedsTrust(settings);
        using var text = settings.File == "-" ? null : new StreamReader(settings.File);
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
        if (!SignedCheckpoint.TryOpen(head, trust, out var signed, out var failure))
        {
            report.Findings.Add(new Finding("checkpoint-not-signed", failure.Explanation));
            return;
        }

        if (
            !SignedCheckpoint.TryOpen(
                signed.Note,
                Handovers.At(signed.Checkpoint.Size, trust, handovers),
                out _,
                out failure
            )
        )
            report.Findings.Add(new Finding("retired-key", failure.Explanation));

        Describe(signed, report);
        var copy = dump.ToCopy(signed, trust, report);
        copy.OlderHeads.AddRange(handovers.Select(each => each.Signed));
        Check(copy, report);
        if (settings.Pinned is { } file && PinnedCheckpointFile.Read(file, trust) is { } pinned)
            ComparePinned(pinned, signed, copy, report);
    }

    // The dump has every entry, so it needs no one's proof.
    private static void ComparePinned(
        SignedCheckpoint pinned,
        SignedCheckpoint found,
        LogCopy copy,
        VerifyReport report
    )
    {
        var (before, now) = (pinned.Checkpoint, found.Checkpoint);
        report.Count("kept");
        if (now.Size < before.Size)
            report.Findings.Add(new Finding("rolled-back", new RolledBack(pinned, found).Explanation));
        else if (
            copy.Entries.Count >= before.Size
            && MerkleTree.Root([.. copy.Entries.Take((int)before.Size).Select(entry => MerkleHash.OfEntry(entry.Span))])
                is var root
            && root != before.Root
        )
            report.Findings.Add(
                new Finding(
                    "forked",
                    new Forked(pinned, found, new RootMismatch(before.Size, before.Root, root)).Explanation
                )
            );
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("What pg_dump --format=plain --schema=negotiations wrote; - for standard input")]
        public string File { get; init; } = "";

        [CommandOption("--kept <FILE>")]
        [Description("A checkpoint pinned at an earlier visit")]
        public string? Pinned { get; init; }
    }
}
