using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Cli.Vocabulary;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>A command about a key file: no server, one line of output, the new verifier key.</summary>
internal abstract class KeyCommand<TSettings>(CommandEnvironment environment) : AsyncCommand<TSettings>
    where TSettings : GlobalSettings
{
    protected abstract string Make(TSettings settings);

    /// <summary>What was made, for machines.</summary>
    protected virtual object Answer(string made) => new { vkey = made };

    public sealed override async Task<int> ExecuteAsync(
        CommandContext context,
        TSettings settings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var made = Make(settings);
            await environment.Out.WriteLineAsync(
                settings.Json ? PrettyJson.Of(JsonSerializer.SerializeToElement(Answer(made))) : made
            );
            return ExitCode.Ok;
        }
        catch (CommandFailedException stopped)
        {
            return await environment.FailAsync(stopped);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return await environment.FailAsync(CommandFailedException.Usage(unusable.Message));
        }
    }
}

/// <summary>Makes a witness's key.</summary>
internal sealed class WitnessKeyCommand(CommandEnvironment environment)
    : KeyCommand<WitnessKeyCommand.Settings>(environment)
{
    protected override string Make(Settings settings) =>
        KeyFile.Make(settings.File, settings.Name, SignatureKind.Cosignature);

    internal sealed class Settings : GlobalSettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("Where the key is written; never over another file")]
        [Names(Named.Files)]
        public string File { get; init; } = "";

        [CommandOption("--name <NAME>", isRequired: true)]
        [Description("Of the witness, by custom an address without its scheme")]
        public string Name { get; init; } = "";
    }
}

/// <summary>
/// Puts a new key in the place of a log's key. The old one stays beside it until the server has handed over.
/// </summary>
internal sealed class RotateKeyCommand(CommandEnvironment environment)
    : KeyCommand<RotateKeyCommand.Settings>(environment)
{
    protected override string Make(Settings settings)
    {
        var previous = Path.ChangeExtension(settings.File, ".previous.key");
        using var current = KeyFile.Read(settings.File, SignatureKind.Note);
        var vkey = KeyFile.Make(settings.File + ".next", current.VerifierKey.Name, SignatureKind.Note);
        File.Move(settings.File, previous, overwrite: true);
        File.Move(settings.File + ".next", settings.File);
        return vkey;
    }

    internal sealed class Settings : GlobalSettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The server's ledger.key. The old key becomes ledger.previous.key")]
        [Names(Named.Files)]
        public string File { get; init; } = "";
    }
}
