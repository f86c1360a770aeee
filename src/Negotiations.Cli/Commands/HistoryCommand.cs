using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>The events of a negotiation, in the order of any clock.</summary>
internal sealed class HistoryCommand(CommandEnvironment environment)
    : ServerCommand<HistoryCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var query = settings
            .Clocks()
            .Add("clock", settings.Clock)
            .Add("corrections", settings.Corrections)
            .Add("type", settings.Types)
            .Add("from", settings.From)
            .Add("to", settings.To);
        await ShowPageAsync(
            api,
            Api.Negotiation(settings.Id, "/history"),
            query,
            settings,
            json => HistoryTable.Of(json.Items("items"), settings.Ids),
            stop
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : ClocksSettings, IPaged
    {
        [CommandOption("--clock <CLOCK>")]
        [OneOf("In the order of which clock", "occurred", "published", "recorded")]
        public string? Clock { get; init; }

        [CommandOption("--corrections <HOW>")]
        [OneOf("Beside what they correct, or folded in", "shown", "applied")]
        public string? Corrections { get; init; }

        [CommandOption("--type <TYPE>")]
        [Description("Only events of this type; may be repeated")]
        [Names(Named.EventTypes)]
        public string[]? Types { get; init; }

        [CommandOption("--from <DATE>")]
        [Description("Only what may lie on or after this date")]
        public string? From { get; init; }

        [CommandOption("--to <DATE>")]
        [Description("Only what may lie on or before this date")]
        public string? To { get; init; }

        [CommandOption("--ids")]
        [Description("With the id of each event, as --without and corrections take it")]
        public bool Ids { get; init; }

        [CommandOption("--limit <N>")]
        [Description("So many a page, at most 200")]
        public string? Limit { get; init; }

        [CommandOption("--cursor <CURSOR>")]
        [Description("Go on where the page before ended")]
        public string? Cursor { get; init; }

        [CommandOption("--all")]
        [Description("Every page")]
        public bool All { get; init; }
    }
}
