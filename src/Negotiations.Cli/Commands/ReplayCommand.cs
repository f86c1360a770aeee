using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>The past of a negotiation: its status and the events known at some time, or the status after each
/// event.</summary>
internal sealed class ReplayCommand(CommandEnvironment environment) : ServerCommand<ReplayCommand.Settings>(environment)
{
    // Each step contains the whole status before and after, so the server returns at most this many a page.
    private const string StepsAPage = "50";

    protected override Task<int> RunAsync(Api api, Settings settings, CancellationToken stop) =>
        settings.Steps ? StepAsync(api, settings, stop) : StandAsync(api, settings, stop);

    private async Task<int> StandAsync(Api api, Settings settings, CancellationToken stop)
    {
        var status = await api.GetAsync(Api.Negotiation(settings.Id), settings.Clocks(), stop);
        var query = settings.Clocks().Add("limit", Pages.LargestPage);
        // Someone may record between the two questions; the version of the first answer keeps the second to the same
        // events.
        if (settings.Version is null)
            query.Add("version", status.Text("version"));

        var history = await Pages.AllAsync(api, Api.Negotiation(settings.Id, "/history"), query, stop);
        var both = JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["status"] = JsonNode.Parse(status.GetRawText()),
                ["history"] = JsonNode.Parse(history.GetRawText()),
            }
        );
        Show(settings, both, _ =>
            Tables.Stack(
                StatusView.Of(status),
                Text.Empty,
                Tables.Heading("Events known"),
                HistoryTable.Of(history.Items("items"))
            )
        );
        return ExitCode.Ok;
    }

    private async Task<int> StepAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (
            settings.KnownBy is not null
            || settings.Basis is not null
            || settings.Version is not null
            || settings.Without is { Length: > 0 }
        )
            throw CommandFailedException.Usage(
                "--steps walks through what is recorded, event by event. Of the clocks it takes --as-of."
            );

        var path = Api.Negotiation(settings.Id, "/steps");
        var query = settings.Clocks().Add("limit", StepsAPage);
        if (settings.Json)
        {
            Show(settings, await Pages.AllAsync(api, path, query, stop), StepView.Of);
            return ExitCode.Ok;
        }

        // Reported as the pages come: a long stream neither waits nor fills the memory.
        await foreach (var page in Pages.EachAsync(api, path, query, stop))
        foreach (var step in page.Items("items"))
            CommandEnvironment.Console.Write(StepView.Of(step));

        return ExitCode.Ok;
    }

    internal sealed class Settings : ClocksSettings
    {
        [CommandOption("--steps")]
        [Description("Event by event: what each one moved, who recorded it and when")]
        public bool Steps { get; init; }
    }
}
