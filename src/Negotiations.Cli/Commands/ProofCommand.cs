using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Saves the proof that an event is in the ledger, to be checked without the server.</summary>
internal sealed class ProofCommand(CommandEnvironment environment) : ServerCommand<ProofCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (!Guid.TryParse(settings.Event, out var id))
            throw CommandFailedException.Usage(
                $"'{settings.Event}' is not the id of an event. 'negotiations history ID --ids' shows them."
            );

        var file = settings.To ?? $"{id}.tlog-proof";
        WholeFile.CheckIsFree(file, settings.Force);
        var show = settings.Show?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var proof = await api.GetTextAsync($"/api/ledger/entries/{id}/proof", new QueryText().Add("show", show), stop);
        WholeFile.Write(file, proof);
        Show(settings, JsonSerializer.SerializeToElement(new { file, eventId = id }), _ => new Text(
            Sanitizer.Of(
                $"{file}: check it anywhere with 'negotiations verify proof {file} --vkey KEY'. The key of the log is "
                    + "to come from elsewhere than this server."
            )
        ));
        return ExitCode.Ok;
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandArgument(0, "<EVENT>")]
        [Description("The id of the event, as 'history --ids' shows it")]
        public string Event { get; init; } = "";

        [CommandOption("--show <MEMBERS>")]
        [Description(
            "Members that the proof shows, with commas between: killed,sources/0/title; all others are withheld"
        )]
        public string? Show { get; init; }

        [CommandOption("--to <FILE>")]
        [Description("The file; else EVENT.tlog-proof in this folder")]
        [Vocabulary.Names(Vocabulary.Named.Files)]
        public string? To { get; init; }

        [CommandOption("--force")]
        [Description("Replace a file that is there")]
        public bool Force { get; init; }
    }
}
