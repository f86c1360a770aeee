using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>
/// Writes an order, signed by the log's key, that the log goes on without the checkpoint that was signed last. The
/// server reads it within a second and publishes a signed notice.
/// </summary>
internal sealed class ResumeLedgerCommand(CommandEnvironment environment)
    : KeyCommand<ResumeLedgerCommand.Settings>(environment)
{
    protected override string Make(Settings settings)
    {
        using var signer = KeyFile.Read(settings.File, SignatureKind.Note);
        var folder = settings.Folder ?? Path.GetDirectoryName(Path.GetFullPath(settings.File))!;
        var signedFile = Path.Combine(folder, ResumeOrder.SignedFileName);
        if (!File.Exists(signedFile))
            throw CommandFailedException.Usage(
                $"There is no {signedFile}: nothing was signed from here, and nothing keeps the log from going on."
            );

        if (
            !SignedNote.TryParse(File.ReadAllBytes(signedFile), out var note, out var unreadable)
            || !Checkpoint.TryParse(note.Text, out var last, out unreadable)
        )
            throw CommandFailedException.Usage($"{signedFile}: {unreadable.Explanation}");

        WholeFile.Write(Path.Combine(folder, ResumeOrder.FileName), ResumeOrder.Sign(last, signer).ToBytes());
        return $"If the log does not continue its checkpoint of {last.Size} entries, it goes on without it at its next "
            + "turn, within a second, and says so at /api/ledger/notices.";
    }

    /// <inheritdoc/>
    protected override object Answer(string made) => new { result = made };

    internal sealed class Settings : GlobalSettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The server's ledger.key, or a file with the same key")]
        [Names(Named.Files)]
        public string File { get; init; } = "";

        [CommandOption("--folder <DIR>")]
        [Description("The folder 'ledger' of the server's data folder, where the key is not in it")]
        [Names(Named.Files)]
        public string? Folder { get; init; }
    }
}
