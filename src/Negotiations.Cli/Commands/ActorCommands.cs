using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Values;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>The actors that events name.</summary>
internal sealed class PartiesCommand(CommandEnvironment environment)
    : ServerCommand<PartiesCommand.Settings>(environment)
{
    private const string Path = "/api/parties";

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (settings.Code is { } code)
        {
            settings.RefusePaging();
            Show(
                settings,
                await api.GetAsync($"{Path}/{Uri.EscapeDataString(code)}", new QueryText(), stop),
                PartyTables.One
            );
            return ExitCode.Ok;
        }

        await ShowPageAsync(api, Path, new QueryText(), settings, PartyTables.All, stop);
        return ExitCode.Ok;
    }

    internal sealed class Settings : PagedSettings
    {
        [CommandArgument(0, "[ACTOR]")]
        [Description("Only this actor, by any code or name: in which negotiations it takes part")]
        [Names(Named.Actors)]
        public string? Code { get; init; }
    }
}

/// <summary>The actor registry.</summary>
internal sealed class ActorsCommand(CommandEnvironment environment) : ServerCommand<ActorsCommand.Settings>(environment)
{
    private const string Path = "/api/actors";

    protected override async Task<int> RunAsync(Api api, Settings settings, CancellationToken stop)
    {
        if (settings.Code is { } code)
        {
            settings.RefusePaging();
            if (settings.Kind is not null || settings.Words is not null)
                throw CommandFailedException.Usage($"--kind and --words narrow the list; {code} is one actor.");

            var query = new QueryText().Add("knownBy", settings.KnownBy);
            Show(settings, await api.GetAsync($"{Path}/{Uri.EscapeDataString(code)}", query, stop), ActorTables.One);
            return ExitCode.Ok;
        }

        if (settings.KnownBy is not null)
            throw CommandFailedException.Usage("--known-by is about one actor: name it.");

        await ShowPageAsync(
            api,
            Path,
            new QueryText().Add("q", settings.Words).Add("kind", settings.Kind),
            settings,
            ActorTables.All,
            stop
        );
        return ExitCode.Ok;
    }

    internal sealed class Settings : PagedSettings
    {
        [CommandArgument(0, "[ACTOR]")]
        [Description("Only this actor, by any code or name: its names, codes and relations")]
        [Names(Named.Actors)]
        public string? Code { get; init; }

        [CommandOption("-q|--words <WORDS>")]
        [Description("Only actors a name of which begins so, or with this code")]
        public string? Words { get; init; }

        [CommandOption("--kind <KIND>")]
        [OneOf("Only actors of this kind", typeof(ActorKind))]
        public string? Kind { get; init; }

        [CommandOption("--known-by <WHEN>")]
        [Description("The actor as it was registered by this instant, or by the end of this date")]
        public string? KnownBy { get; init; }
    }
}
