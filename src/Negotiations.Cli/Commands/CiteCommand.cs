using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>How to cite what is known of a negotiation, on any clocks.</summary>
internal sealed class CiteCommand(CommandEnvironment environment) : ServerCommand<CiteCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (settings.Json && settings.Format is not null)
            throw CommandFailedException.Usage("--json is a form of its own. Give it or --format.");

        var query = settings
            .Clocks()
            .Add("view", settings.View)
            .Add("format", settings.Json ? "json" : settings.Format ?? "text");
        var text = await api.GetTextAsync(Api.Negotiation(settings.Id, "/citation"), query, stop);

        // Written as it came, for it is read by programs; only a footnote is for the terminal.
        await CommandEnvironment.Out.WriteAsync(
            settings.Json ? PrettyJson.Of(JsonSerializer.Deserialize<JsonElement>(text)) + "\n"
            : settings.Format is null or "text" ? Sanitizer.Of(text.TrimEnd('\n')) + "\n"
            : text.EndsWith('\n') ? text
            : text + "\n"
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : ClocksSettings
    {
        [CommandOption("--format <FORMAT>")]
        [OneOf("In which form (text, if none is named)", "text", "bibtex", "csl", "ris")]
        public string? Format { get; init; }

        [CommandOption("--view <VIEW>")]
        [OneOf("What is cited (status, if nothing is named)", "status", "history", "explanation", "provenance")]
        public string? View { get; init; }
    }
}
