using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>What changed between two versions or two moments of knowledge.</summary>
internal sealed class ChangesCommand(CommandEnvironment environment)
    : ServerCommand<ChangesCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var changes = await Pages.AllAsync(
            api,
            Api.Negotiation(settings.Id, "/changes"),
            settings.Clocks().Add("from", settings.From).Add("to", settings.To),
            stop,
            "changes"
        );
        Show(settings, changes, ChangesView.Of);
        return settings.UseExitCode && changes.Items("changes").Any() ? ExitCode.Different : ExitCode.Ok;
    }

    internal sealed class Settings : ReadingSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("The address of the negotiation, such as kg-tj-border")]
        [Names(Named.Negotiations)]
        public required string Id { get; init; }

        [CommandOption("--from <VERSION|WHEN>")]
        [Description("A version, or what was known by an instant or the end of a date; else the first version")]
        public string? From { get; init; }

        [CommandOption("--to <VERSION|WHEN>")]
        [Description("Likewise; else now")]
        public string? To { get; init; }

        [CommandOption("--exit-code")]
        [Description("End with 1 when anything changed")]
        public bool UseExitCode { get; init; }
    }
}
