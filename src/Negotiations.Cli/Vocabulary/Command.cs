using Spectre.Console.Cli;

namespace Negotiations.Cli.Vocabulary;

/// <summary>A command, or a group of them, declared once: parser, help, completion and the search for the nearest name
/// read it.</summary>
internal sealed class Command
{
    private readonly Action<IConfigurator> addToRoot;
    private readonly Action<IConfigurator<CommandSettings>> addToGroup;

    private Command(
        string name,
        string description,
        Action<IConfigurator> addToRoot,
        Action<IConfigurator<CommandSettings>> addToGroup
    )
    {
        (Name, Description) = (name, description);
        (this.addToRoot, this.addToGroup) = (addToRoot, addToGroup);
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>Empty: it is no group.</summary>
    public IReadOnlyList<Command> Commands { get; private init; } = [];

    public IReadOnlyList<Option> Options { get; private init; } = [Option.Help];

    public IReadOnlyList<Argument> Arguments { get; private init; } = [];

    /// <param name="name">As it is typed.</param>
    /// <param name="description">One sentence for help.</param>
    /// <param name="example">What may follow its name.</param>
    public static Command Of<TCommand>(string name, string description, string[]? example = null)
        where TCommand : class, ICommandLimiter<CommandSettings>
    {
        var settings = typeof(TCommand)
            .GetInterfaces()
            .Single(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ICommand<>))
            .GetGenericArguments()[0];
        return new Command(
            name,
            description,
            root => Describe(root.AddCommand<TCommand>(name), description, example),
            group => Describe(group.AddCommand<TCommand>(name), description, example)
        )
        {
            Options = [.. Option.Of(settings), Option.Help],
            Arguments = Argument.Of(settings),
        };
    }

    public static Command Group(string name, string description, params Command[] commands) =>
        new(name, description, root => root.AddBranch(name, group =>
                {
                    group.SetDescription(description);
                    foreach (var command in commands)
                        command.addToGroup(group);
                }), _ => throw new NotSupportedException("Groups have no groups.")) { Commands = commands };

    public void AddTo(IConfigurator root) => addToRoot(root);

    /// <summary>The option of this name; null: it has none.</summary>
    public Option? Find(string option) => Options.FirstOrDefault(each => each.Names.Contains(option));

    private static void Describe(ICommandConfigurator command, string description, string[]? example)
    {
        command.WithDescription(description);
        if (example is not null)
            command.WithExample(example);
    }
}
