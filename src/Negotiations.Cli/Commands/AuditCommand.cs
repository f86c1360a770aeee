using System.ComponentModel;
using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Has the server rebuild every view from its events and compare, and waits for the verdict.</summary>
internal sealed class AuditCommand(CommandEnvironment environment) : ServerCommand<AuditCommand.Settings>(environment)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        var id = settings.Audit ?? IdOf(await api.StartAsync("/api/audits", stop));
        // On standard error, so that a pipe gets the report alone.
        var audit = await CommandEnvironment
            .ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(progress => FollowAsync(api, id, progress.AddTask("Audit"), stop));
        Show(settings, audit, AuditView.Of);
        return Verdict(audit);
    }

    private async Task<JsonElement> FollowAsync(Api api, string id, ProgressTask bar, CancellationToken stop)
    {
        while (true)
        {
            var audit = await api.GetAsync($"/api/audits/{Uri.EscapeDataString(id)}", new QueryText(), stop);
            bar.MaxValue = Math.Max(1, audit.Number("total") ?? 1);
            bar.Value = audit.Number("checked") ?? 0;
            if (audit.Text("state") != "running")
                return audit;

            await CommandEnvironment.Pause(BetweenLooks, stop);
        }
    }

    private static string IdOf(Answer started) =>
        started.Json.Text("id")
        ?? started.Location?.TrimEnd('/').Split('/')[^1]
        ?? throw new CommandFailedException(
            ExitCode.Refused,
            "The server took the audit and did not say under which address it is."
        );

    // Equal is said only where the server said it of everything; whatever is missing from the report has not been
    // shown to be equal.
    private static int Verdict(JsonElement audit)
    {
        var states = audit.Items("findings").Select(finding => finding.Text("state")).ToList();
        if (audit.Number("different") > 0 || states.Contains("different"))
            return ExitCode.Different;

        var isWhole =
            audit.Text("state") == "done"
            && audit.Number("incomplete") == 0
            && states.Count == 0
            && audit.Number("total") is { } total
            && audit.Number("checked") == total
            && audit.Number("equal") == total;
        return isWhole ? ExitCode.Ok : ExitCode.Incomplete;
    }

    internal sealed class Settings : ConnectionSettings
    {
        [CommandArgument(0, "[AUDIT]")]
        [Description("Follow this audit instead of starting one")]
        public string? Audit { get; init; }
    }
}
