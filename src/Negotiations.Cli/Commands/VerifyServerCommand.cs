using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
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
        var trust = Trusted(settings)
            ?? (
                settings.TrustOnFirstUse
                    ? await Trust.OnFirstUseAsync(api, KeyPlace(settings, report.Subject), report, stop)
                    : NeedsTrust(settings)
            );
        var pinnedFile = settings.Pinned is { } named
            ? PinnedCheckpointFile.Named(named, settings.First, "If this is the first visit, say --first.")
            : PinnedCheckpointFile.FileOf(CommandEnvironment.SettingsFolder, trust, report.Subject);
        (trust, var handovers) = await Handovers.FollowAsync(api, trust, report, stop);
        var pinned = PinnedCheckpointFile.Read(pinnedFile, trust);
        var now = CommandEnvironment.Now();
        if (await OpenAsync(api, pinned, trust, report, stop) is not { } signed)
            return;

        if (
            !SignedCheckpoint.TryOpen(
                signed.Note,
                Handovers.At(signed.Checkpoint.Size, trust with { WitnessesNeeded = 0 }, handovers),
                out _,
                out var failure
            )
        )
            report.Findings.Add(new Finding("retired-key", failure.Explanation));

        Describe(signed, report);
        if (pinned is null)
            report.Remarks.Add(
                "No checkpoint was pinned at an earlier visit: a backup restored before today would not show."
            );

        var copy = await WithBarsAsync(progress => new ServerLog(api, signed, now).ReadAsync(progress, stop));
        copy.OlderHeads.AddRange(handovers.Select(each => each.Signed));
        copy.OlderHeads.AddRange(Notices.Read(await Notices.OfAsync(api, stop), trust, report));
        var witnessed = await WitnessCheck.ReadAsync(api, signed, trust, stop);
        copy.OlderHeads.AddRange(witnessed.Skip(1));
        WitnessCheck.Run(witnessed, trust, signed.Checkpoint.Size, settings.Age, now, report);
        var erased = Check(copy, pinned, [.. SeenHeads.Read(pinnedFile), Visit(signed, now)], report);
        await ListCheck.RunAsync(api, copy, erased, report, stop);
        if (report.ExitCode != VerifyExit.Verified)
            return;

        PinnedCheckpointFile.Write(pinnedFile, signed.Note);
        SeenHeads.Note(pinnedFile, signed.Checkpoint, now);
    }

    private static async Task<SignedCheckpoint?> OpenAsync(
        Api api,
        SignedCheckpoint? pinned,
        LogTrust trust,
        VerifyReport report,
        CancellationToken stop
    )
    {
        if (await api.GetBytesAsync("/api/ledger/checkpoint", stop) is { } served)
        {
            if (SignedCheckpoint.TryOpen(served, trust with { WitnessesNeeded = 0 }, out var signed, out var failure))
                return signed;

            report.Refuses(failure, "checkpoint-not-signed");
            return null;
        }

        if (pinned is not null)
            report.Findings.Add(
                new Finding(
                    "rolled-back",
                    $"The log signed {pinned.Checkpoint.Size} entries before and now shows no checkpoint at all."
                )
            );
        else
            report.Gaps.Add("The server has no checkpoint yet.");

        return null;
    }

    // A key that is trusted on first use belongs to an address. Where a file is named for it, the key is stored beside
    // that file.
    private string KeyPlace(Settings settings, string server) =>
        settings.Pinned ?? PinnedCheckpointFile.OfAddress(CommandEnvironment.SettingsFolder, server);

    private static SeenHead Visit(SignedCheckpoint signed, DateTimeOffset now) =>
        new(signed.Checkpoint.Size, signed.Checkpoint.Root, now, now, "now");

    internal sealed class Settings : VerifySettings
    {
        [CommandOption("--kept <FILE>")]
        [Description(
            "The checkpoint pinned at the last visit; replaced when all is verified. Else one file a "
                + "log, next to the profile"
        )]
        [Names(Named.Files)]
        public string? Pinned { get; init; }

        [CommandOption("--first")]
        [Description("This is the first visit: the pinned checkpoint is made")]
        public bool First { get; init; }

        [CommandOption("--trust-on-first-use")]
        [Description("Without any verifier key: take the server's own on the first visit, and hold it to that")]
        public bool TrustOnFirstUse { get; init; }
    }
}
