using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;

namespace Negotiations.Cli.Commands;

/// <summary>The status of a negotiation.</summary>
internal sealed class StatusCommand(CommandEnvironment environment) : ServerCommand<StatusCommand.Settings>(environment)
{
    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        Show(settings, await api.GetAsync(Api.Negotiation(settings.Id), settings.Clocks(), stop), StatusView.Of);
        return ExitCode.Ok;
    }

    internal sealed class Settings : ClocksSettings;
}
