using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console.Cli;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Commands;

/// <summary>
/// A command that asks a server: connects, tells what stopped it on standard error, and ends with its exit code.
/// </summary>
internal abstract class ServerCommand<TSettings>(Surroundings surroundings) : AsyncCommand<TSettings>
    where TSettings : ConnectionSettings
{
    protected Surroundings Surroundings { get; } = surroundings;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(Api api, TSettings settings, CancellationToken stop);

    public sealed override async Task<int> ExecuteAsync(
        CommandContext context,
        TSettings settings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var api = new Api(Connection.Of(settings, Surroundings), Surroundings);
            return await RunAsync(api, settings, cancellationToken);
        }
        catch (StoppedException stopped)
        {
            var isForMachines = settings.Json && stopped.Problem.IsThere();
            await Surroundings.Error.WriteLineAsync(isForMachines ? PrettyJson.Of(stopped.Problem) : stopped.Message);
            return stopped.ExitCode;
        }
    }

    /// <summary>The answer as the server gave it, or as people read it.</summary>
    protected void Show(TSettings settings, JsonElement answer, Func<JsonElement, IRenderable> forPeople)
    {
        // JSON goes past the console, which would break its lines at the width of the window.
        if (settings.Json)
            Surroundings.Out.WriteLine(PrettyJson.Of(answer));
        else
            Surroundings.Console.Write(forPeople(answer));
    }

    /// <summary>Says that there is more than was shown; a machine finds it in the answer.</summary>
    protected void TellOfMore(TSettings settings, JsonElement page)
    {
        if (!settings.Json && page.Text("next") is { Length: > 0 } next)
            Surroundings.Error.WriteLine($"There is more: add --all, or go on with --cursor {Plain.Of(next)}");
    }
}
