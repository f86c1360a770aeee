using System.ComponentModel;
using Negotiations.Cli.Running;
using Negotiations.Cli.Verifying;
using Negotiations.Ledger;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>A command about a key file: no server, one line of output, the new verifier key.</summary>
internal abstract class KeyCommand<TSettings>(CommandEnvironment environment) : AsyncCommand<TSettings>
    where TSettings : CommandSettings
{
    protected abstract string Make(TSettings settings);

    public sealed override async Task<int> ExecuteAsync(
        CommandContext context,
        TSettings settings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await environment.Out.WriteLineAsync(Make(settings));
            return ExitCode.Ok;
        }
        catch (CommandFailedException stopped)
        {
            await environment.Error.WriteLineAsync(stopped.Message);
            return stopped.ExitCode;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await environment.Error.WriteLineAsync(unusable.Message);
            return ExitCode.Usage;
        }
    }
}

/// <summary>Makes a witness's key.</summary>
internal sealed class WitnessKeyCommand(CommandEnvironment environment)
    : KeyCommand<WitnessKeyCommand.Settings>(environment)
{
    protected override string Make(Settings settings) =>
        KeyFile.Make(settings.File, settings.Name, SignatureKind.Cosignature);

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("Where the key is written; never over another file")]
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

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<FILE>")]
        [Description("The server's ledger.key. The old key becomes ledger.previous.key")]
        public string File { get; init; } = "";
    }
}
