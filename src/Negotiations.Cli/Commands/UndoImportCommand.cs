using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Takes back what an import recorded, or stops one that is under way.</summary>
internal sealed class UndoImportCommand(CommandEnvironment environment)
    : ServerCommand<UndoImportCommand.Settings>(environment)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var started = await api.DeleteAsync($"/api/imports/{Uri.EscapeDataString(settings.Import)}", stop);
        var id = started.Json.Text("id") ?? settings.Import;
        JsonElement report;
        while (
            (report = await api.GetAsync($"/api/imports/{Uri.EscapeDataString(id)}", new QueryText(), stop)).Text(
                "state"
            )
                is "waiting"
                    or "running"
        )
            await CommandEnvironment.Pause(BetweenLooks, stop);

        Show(settings, report, ImportView.Of);
        return report.Text("state") is "done" or "cancelled" ? ExitCode.Ok : ExitCode.Incomplete;
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandArgument(0, "<IMPORT>")]
        [Description("The id of the import, as its report has it")]
        public string Import { get; init; } = "";
    }
}
