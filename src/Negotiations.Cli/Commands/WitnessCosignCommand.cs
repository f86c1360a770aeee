using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>
/// Signs only what continues the last checkpoint it signed: so no one can be shown another history under its name.
/// </summary>
internal class WitnessCosignCommand(CommandEnvironment environment)
    : VerifyCommand<WitnessCosignCommand.Settings>(environment)
{
    /// <summary>Only its memory is made: the first checkpoint it sees, without a signature.</summary>
    protected virtual bool IsFirst => false;

    protected override string SubjectOf(Settings settings) => Connection.Of(settings, CommandEnvironment).Server;

    protected override async Task RunAsync(Settings settings, VerifyReport report, CancellationToken stop)
    {
        using var api = new Api(Connection.Of(settings, CommandEnvironment), CommandEnvironment);
        using var signer = Verifying.KeyFile.Read(settings.KeyFile, SignatureKind.Cosignature);
        var (trust, handovers) = await Handovers.FollowAsync(api, NeedsTrust(settings), report, stop);
        var pinned = PinnedCheckpointFile.Read(
            PinnedCheckpointFile.Named(
                settings.Pinned,
                IsFirst,
                "A witness that forgot what it signed could sign a second history: it begins with 'witness init', once."
            ),
            trust
        );
        if (IsFirst && pinned is not null)
            throw CommandFailedException.Usage($"{settings.Pinned} is there already: this witness has begun.");

        if (await api.GetBytesAsync("/api/ledger/checkpoint", stop) is not { } served)
        {
            report.Gaps.Add("The server has no checkpoint.");
            return;
        }

        if (
            !SignedCheckpoint.TryOpen(served, trust, out var signed, out var failure)
            || !SignedCheckpoint.TryOpen(
                served,
                Handovers.At(signed.Checkpoint.Size, trust, handovers),
                out signed,
                out failure
            )
        )
        {
            report.Refuses(failure, "checkpoint-not-signed");
            return;
        }

        Describe(signed, report);
        if (pinned is not null)
        {
            var compared = await PinnedCheckpointFile.CompareAsync(api, pinned, signed, stop);
            if (!report.Accepts(compared, PinnedCheckpointFile.KindOf(compared)))
                return;
        }

        // What was seen is stored before the signature leaves: a witness that forgot what it signed could sign a fork.
        PinnedCheckpointFile.Write(settings.Pinned, signed.Note);
        if (IsFirst)
        {
            report.Count("begun");
            return;
        }

        var line = signer.Cosign(signed.Note, DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Line;
        await api.PostTextAsync(
            $"/api/ledger/checkpoint/cosignatures?size={signed.Checkpoint.Size}",
            line + "\n",
            stop
        );
        report.Count("cosigned");
    }

    internal sealed class Settings : VerifySettings
    {
        [CommandOption("--key-file <FILE>", isRequired: true)]
        [Description("The witness's key, made with 'negotiations witness key'")]
        [Names(Named.Files)]
        public string KeyFile { get; init; } = "";

        [CommandOption("--kept <FILE>", isRequired: true)]
        [Description("The last checkpoint this witness saw, made once with 'negotiations witness init'")]
        [Names(Named.Files)]
        public string Pinned { get; init; } = "";
    }
}

/// <summary>Makes the memory of a witness, once: from then on it signs only what continues that.</summary>
internal sealed class WitnessInitCommand(CommandEnvironment environment) : WitnessCosignCommand(environment)
{
    protected override bool IsFirst => true;
}
