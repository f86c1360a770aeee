using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Json;

namespace Negotiations.Cli.Parsing;

/// <summary>The candidates at the cursor, for the completion scripts of shells, which know no commands
/// themselves.</summary>
internal sealed class Completion
{
    // A person who presses a key does not wait for a server that is away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CommandEnvironment environment;
    private readonly List<string> before;
    private readonly string current;
    private readonly List<string> arguments = [];
    private Command? command;
    private bool isHelp;
    private bool isAfterDashes;

    private Completion(IReadOnlyList<string> words, CommandEnvironment environment)
    {
        this.environment = environment;
        (before, current) = ([.. words.SkipLast(1)], words.Count == 0 ? "" : words[^1]);
    }

    /// <param name="words">After the name of the program; the last one is being written.</param>
    public static async Task<int> AnswerAsync(
        IReadOnlyList<string> words,
        CommandEnvironment environment,
        CancellationToken stop
    )
    {
        // A command line with a mistake gets no candidates, and no error either: completion must not disturb the shell.
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            foreach (var (name, description) in await new Completion(words, environment).FindAsync(patience.Token))
                await environment.Out.WriteLineAsync(Sanitizer.Of(name) + "\t" + Sanitizer.Of(description));
        }
        catch (Exception failed) when (failed is OperationCanceledException or CommandFailedException) { }

        return ExitCode.Ok;
    }

    private async Task<IEnumerable<(string Name, string Description)>> FindAsync(CancellationToken stop)
    {
        var waiting = ReadBefore();

        // bash takes "=" for a word of its own, and replaces only what follows it.
        var typed = current == "=" ? "" : current;
        if (waiting is not null)
            return Beginning(typed, await ValuesAsync(waiting.Choices, waiting.Named, stop));

        if (!isAfterDashes && current.StartsWith("--", StringComparison.Ordinal) && current.Contains('='))
        {
            var (name, value) = (current[..current.IndexOf('=')], current[(current.IndexOf('=') + 1)..]);
            return Known().FirstOrDefault(each => each.Names.Contains(name)) is { ValueName: not null } option
                ? Beginning(value, await ValuesAsync(option.Choices, option.Named, stop))
                    .Select(each =>
                        (each.Name == CompletionScripts.Files ? each.Name : $"{name}={each.Name}", each.Description)
                    )
                : [];
        }

        if (!isAfterDashes && current.StartsWith('-'))
            return Beginning(current, Known().Where(IsFree).Select(each => (each.Name, each.Description)));

        if (command is null || command.Commands.Count > 0)
            return Beginning(
                current,
                (command?.Commands ?? CommandList.All).Select(each => (each.Name, each.Description))
            );

        if (isHelp)
            return [];

        var argument =
            arguments.Count < command.Arguments.Count ? command.Arguments[arguments.Count]
            : command.Arguments is [.., { Repeats: true } last] ? last
            : null;
        return argument is null ? [] : Beginning(typed, await ValuesAsync(argument.Choices, argument.Named, stop));
    }

    /// <returns>The option whose value is being written; null: none.</returns>
    private Option? ReadBefore()
    {
        Option? waiting = null;
        for (var at = 0; at < before.Count; at++)
        {
            var word = before[at];
            if (waiting is not null)
            {
                if (word != "=")
                    waiting = null;
            }
            else if (word == "--")
                isAfterDashes = true;
            else if (!isAfterDashes && word.StartsWith('-') && word.Length > 1)
                waiting = Known().FirstOrDefault(each => each.ValueName is not null && each.Names.Contains(word));
            else if (word == CommandList.Help && command is null)
                isHelp = true;
            else if (command is null || command.Commands.Count > 0)
                command = (command?.Commands ?? CommandList.All).FirstOrDefault(each => each.Name == word) ?? command;
            else
                arguments.Add(word);
        }

        return waiting;
    }

    private IReadOnlyList<Option> Known() => command is { Commands.Count: 0 } ? command.Options : CommandList.Global;

    private bool IsFree(Option option) =>
        option.Repeats || !before.Any(word => option.Names.Contains(word.Split('=')[0]));

    private static IEnumerable<(string Name, string Description)> Beginning(
        string typed,
        IEnumerable<(string Name, string Description)> known
    ) =>
        known.Where(each =>
            each.Name == CompletionScripts.Files || each.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        );

    private async Task<IEnumerable<(string Name, string Description)>> ValuesAsync(
        IReadOnlyList<string> choices,
        Named? named,
        CancellationToken stop
    ) =>
        named switch
        {
            _ when choices.Count > 0 => choices.Select(choice => (choice, "")),
            Named.Files or Named.Input => [(CompletionScripts.Files, "")],
            Named.EventTypes => EventJson.TypesByName.Keys.Order(StringComparer.Ordinal).Select(type => (type, "")),
            Named.Profiles => Profile.Names(environment.SettingsFolder).Select(name => (name, "")),
            Named.Negotiations => await AskAsync("/api/negotiations", "id", "title", stop),
            Named.Actors => await AskAsync("/api/parties", "id", "name", stop),
            Named.Subscriptions => await AskAsync("/api/subscriptions", "id", "url", stop),
            _ => [],
        };

    private async Task<IEnumerable<(string, string)>> AskAsync(
        string path,
        string name,
        string description,
        CancellationToken stop
    )
    {
        using var api = new Api(
            Connection.Of(new Asking(Given("--server"), Given("--profile")), environment),
            environment
        );
        var page = await api.GetAsync(path, new QueryText().Add("limit", Pages.LargestPage), stop);
        return page.Items("items").Select(each => (each.Text(name) ?? "", each.Text(description) ?? ""));
    }

    // The server that the command itself would ask.
    private string? Given(string option)
    {
        for (var at = 0; at < before.Count; at++)
            if (before[at] == option)
                return before.Skip(at + 1).FirstOrDefault(word => word != "=");
            else if (before[at].StartsWith(option + "=", StringComparison.Ordinal))
                return before[at][(option.Length + 1)..];

        return null;
    }

    private sealed class Asking : ConnectionSettings
    {
        public Asking(string? server, string? profile) => (Server, Profile) = (server, profile);
    }
}
