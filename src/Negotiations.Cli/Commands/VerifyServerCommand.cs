using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>All that a server publishes: checkpoint against what was stored, every tile, entry, event and
/// view.</summary>
internal sealed class VerifyServerCommand(CommandEnvironment environment)
    : VerifyCommand<VerifyServerCommand.Settings>(environment)
{
    protected override string SubjectOf(Settings settings) => Connection.Of(settings, CommandEnvironment).Server;

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        using var api = new Api(Connection.Of(settings, CommandEnvironment), CommandEnvironment);
        var pinnedFile = settings.Pinned
            ?? PinnedCheckpointFile.FileOf(CommandEnvironment.SettingsFolder, report.Subject);
        var trust = Trusted(settings)
            ?? (
                settings.TrustOnFirstUse
                    ? await Trust.OnFirstUseAsync(api, pinnedFile, report, stop)
                    : NeedsTrust(settings)
            );
        (trust, var handovers) = await Handovers.FollowAsync(api, trust, report, stop);
        var pinned = PinnedCheckpointFile.Read(pinnedFile, trust);
        if (await api.GetBytesAsync("/api/ledger/checkpoint", stop) is not { } served)
        {
            if (pinned is not null)
                report.Findings.Add(
                    new Finding(
                        "rolled-back",
                        $"The log signed {pinned.Checkpoint.Size} entries before and now shows no checkpoint at all."
                    )
                );
            else
                report.Gaps.Add("The server has no checkpoint yet.");
            return;
        }

        if (!SignedCheckpoint.TryOpen(served, trust, out var signed, out var failure))
        {
            report.Findings.Add(
                new Finding(
                    failure is TooFewWitnesses ? "witness-missing" : "checkpoint-not-signed",
                    failure.Explanation
                )
            );
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
        if (pinned is not null)
        {
            var compared = await PinnedCheckpointFile.CompareAsync(api, pinned, signed, stop);
            report.Accepts(compared, PinnedCheckpointFile.KindOf(compared));
            report.Count("kept");
        }
        else
        {
            report.Remarks.Add(
                "No checkpoint was pinned at an earlier visit: a backup restored before today would not show."
            );
        }

        var copy = await WithBarsAsync(progress => new ServerLog(api, signed).ReadAsync(progress, stop));
        copy.OlderHeads.AddRange(handovers.Select(each => each.Signed));
        Check(copy, report);
        if (report.ExitCode == VerifyExit.Verified)
            PinnedCheckpointFile.Write(pinnedFile, signed.Note);
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandOption("--kept <FILE>")]
        [Description(
            "The checkpoint pinned at the last visit; replaced when all is verified. Else one file a "
                + "server, next to the profile"
        )]
        public string? Pinned { get; init; }

        [CommandOption("--trust-on-first-use")]
        [Description("Without any verifier key: take the server's own on the first visit, and hold it to that")]
        public bool TrustOnFirstUse { get; init; }
    }
}
