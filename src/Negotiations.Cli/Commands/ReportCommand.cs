using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Cli.Writing;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Appends what a source reports.</summary>
internal sealed class ReportCommand(CommandEnvironment environment) : ServerCommand<ReportCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var body = await settings.ReadBodyAsync(CommandEnvironment, stop);
        var query = new QueryText().Add("dryRun", settings.DryRun ? "true" : null);
        var answer = await Recording.SendAsync(
            api,
            Api.Negotiation(settings.Id, "/events"),
            query,
            body,
            settings,
            Tag(settings.IfMatch),
            stop
        );
        Show(settings, answer.Json, json =>
            settings.DryRun ? ReceiptView.OfDryRun(json) : ReceiptView.Of(json, isNew: answer.Status == 201)
        );
        return ExitCode.Ok;
    }

    // A version as status shows it becomes an entity tag; what is one already stays.
    private static string? Tag(string? version) =>
        version is not null && version.All(char.IsAsciiDigit) ? $"\"{version}\"" : version;

    internal sealed class Settings : WritingSettings
    {
        [CommandOption("--type <TYPE>")]
        [Description("What kind of event, such as clash-reported, toll-reported or round-held")]
        [Names(Named.EventTypes)]
        public string? Type { get; init; }

        [CommandOption("--if-match <VERSION>")]
        [Description("Refuse when someone recorded since this version")]
        public string? IfMatch { get; init; }

        protected override IEnumerable<(string Field, string? Value)> OwnFields() => [("type", Type)];
    }
}
