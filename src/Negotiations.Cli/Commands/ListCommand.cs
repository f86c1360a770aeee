using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Events;
using Negotiations.Views;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Negotiations, filtered.</summary>
internal sealed class ListCommand(CommandEnvironment environment) : ServerCommand<ListCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var query = settings
            .Clocks()
            .Add("phase", settings.Phase)
            .Add("health", settings.Health)
            .Add("security", settings.Security)
            .Add("kind", settings.Kind)
            .Add("subject", settings.Subject)
            .Add("party", settings.Party)
            .Add("q", settings.Words)
            .Add("changedSince", settings.ChangedSince)
            .Add("sort", settings.Sort);
        await ShowPageAsync(api, "/api/negotiations", query, settings, SummaryTable.Of, stop);
        return ExitCode.Ok;
    }

    internal sealed class Settings : ManyClocksSettings, IPaged
    {
        [CommandOption("--phase <PHASE>")]
        [OneOf("The possible phase", typeof(Phase))]
        public string? Phase { get; init; }

        [CommandOption("--health <HEALTH>")]
        [OneOf("The health of the talks", typeof(Health))]
        public string? Health { get; init; }

        [CommandOption("--security <SECURITY>")]
        [OneOf("The state of security", typeof(Security))]
        public string? Security { get; init; }

        [CommandOption("--kind <KIND>")]
        [OneOf("What it is", typeof(NegotiationKind))]
        public string? Kind { get; init; }

        [CommandOption("--subject <SUBJECT>")]
        [OneOf("What it is about", typeof(Subject))]
        public string? Subject { get; init; }

        [CommandOption("--party <CODE>")]
        [Description("An actor that any fact of it names, by any code or name, such as KGZ")]
        [Names(Named.Actors)]
        public string? Party { get; init; }

        [CommandOption("-q|--words <WORDS>")]
        [Description("Words that its title or id contains")]
        public string? Words { get; init; }

        [CommandOption("--changed-since <WHEN>")]
        [Description("Only those with an event recorded after this")]
        public string? ChangedSince { get; init; }

        [CommandOption("--sort <FIELD>")]
        [OneOf(
            "In which order; a hyphen before it turns it round",
            "id",
            "title",
            "recordedAt",
            "phase",
            "lastEvent",
            "relevance"
        )]
        public string? Sort { get; init; }

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
