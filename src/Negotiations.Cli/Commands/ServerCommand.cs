using System.Text.Json;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Spectre.Console.Cli;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Commands;

/// <summary>
/// A command that asks a server: connects, shows what stopped it on standard error, and ends with its exit code.
/// </summary>
internal abstract class ServerCommand<TSettings>(CommandEnvironment environment) : AsyncCommand<TSettings>
    where TSettings : ConnectionSettings
{
    protected CommandEnvironment CommandEnvironment { get; } = environment;

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
            using var api = new Api(Connection.Of(settings, CommandEnvironment), CommandEnvironment);
            return await RunAsync(api, settings, cancellationToken);
        }
        catch (CommandFailedException stopped)
        {
            return await CommandEnvironment.FailAsync(stopped);
        }
    }

    /// <summary>The answer as the server gave it, or as people read it.</summary>
    protected void Show(GlobalSettings settings, JsonElement answer, Func<JsonElement, IRenderable> forPeople)
    {
        // JSON goes past the console, which would break its lines at the width of the window.
        if (settings.Json)
            CommandEnvironment.Out.WriteLine(PrettyJson.Of(answer));
        else
            CommandEnvironment.Console.Write(Tables.Stack(forPeople(answer)));
    }

    /// <summary>A list: one page, or all of them.</summary>
    protected async Task ShowPageAsync<TPaged>(
        Api api,
        string path,
        QueryText query,
        TPaged settings,
        Func<JsonElement, IRenderable> forPeople,
        CancellationToken stop
    )
        where TPaged : GlobalSettings, IPaged
    {
        query.Add("limit", settings.Limit ?? (settings.All ? Pages.LargestPage : null)).Add("cursor", settings.Cursor);
        var page = settings.All ? await Pages.AllAsync(api, path, query, stop) : await api.GetAsync(path, query, stop);
        Show(settings, page, forPeople);

        // A machine finds it in the answer.
        if (!settings.Json && page.Text("next") is { Length: > 0 } next)
            CommandEnvironment.Error.WriteLine(
                $"There is more: add --all, or go on with --cursor {Sanitizer.Of(next)}"
            );
    }
}
