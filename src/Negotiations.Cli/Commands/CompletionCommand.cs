using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Search;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Prints the completion script of a shell.</summary>
internal sealed class CompletionCommand(CommandEnvironment environment) : AsyncCommand<CompletionCommand.Settings>
{
    public override async Task<int> ExecuteAsync(
        CommandContext context,
        Settings settings,
        CancellationToken cancellationToken
    )
    {
        if (!CompletionScripts.All.TryGetValue(settings.Shell, out var script))
            return await environment.FailAsync(
                CommandFailedException.Usage(
                    $"There is no completion for '{settings.Shell}'."
                        + NearestName.Ask(settings.Shell, CompletionScripts.All.Keys)
                        + $" There is one for {string.Join(", ", CompletionScripts.All.Keys)}."
                )
            );

        await environment.Out.WriteAsync(
            settings.Json
                ? PrettyJson.Of(JsonSerializer.SerializeToElement(new { shell = settings.Shell, script })) + "\n"
                : script
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : GlobalSettings
    {
        [CommandArgument(0, "<SHELL>")]
        [OneOf("Which shell", "bash", "fish", "zsh")]
        public string Shell { get; init; } = "";
    }
}

/// <summary>Lists <c>help</c> among the commands. It never runs: the help of what follows the word is shown
/// instead.</summary>
internal sealed class HelpCommand : AsyncCommand<HelpCommand.Settings>
{
    public override Task<int> ExecuteAsync(
        CommandContext context,
        Settings settings,
        CancellationToken cancellationToken
    ) => Task.FromResult(ExitCode.Ok);

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "[COMMAND]")]
        [System.ComponentModel.Description("The command, with the one above it where it is in a group")]
        public string[]? Words { get; init; }
    }
}
