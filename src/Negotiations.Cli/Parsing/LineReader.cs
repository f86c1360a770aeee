using System.Globalization;
using Negotiations.Cli.Running;
using Negotiations.Cli.Vocabulary;
using Negotiations.Cli.Writing;
using Negotiations.Search;
using Negotiations.Values;

namespace Negotiations.Cli.Parsing;

/// <summary>
/// Reads a command line by the vocabulary and spells it in the one form that the parser takes without guessing:
/// command, arguments, options as <c>--name=value</c>. What is not in the vocabulary is refused with the nearest name.
/// </summary>
internal sealed class LineReader
{
    private readonly IReadOnlyList<string> args;
    private readonly List<string> path = [];
    private readonly List<string> arguments = [];
    private readonly List<(Option Option, string? Value)> options = [];
    private Command? command;
    private bool wantsHelp;
    private int at;

    private LineReader(IReadOnlyList<string> args) => this.args = args;

    /// <summary>True where the answer, and whatever goes wrong, is for a machine.</summary>
    public static bool IsForMachines(IEnumerable<string> args) =>
        args.TakeWhile(each => each != "--").Contains("--json");

    /// <exception cref="CommandFailedException">What is not understood, with what may have been meant.</exception>
    public static Line Read(IReadOnlyList<string> args)
    {
        if (args is ["--version" or "-v"])
            return new Line(["--version"], IsGroup: false);

        var reader = new LineReader(args);
        reader.ReadCommand();
        if (reader.command is { Commands.Count: 0 } && !reader.wantsHelp)
            reader.ReadRest();

        return reader.Spell();
    }

    private void ReadCommand()
    {
        while (at < args.Count && command is not { Commands.Count: 0 })
        {
            var arg = args[at];
            if (IsOption(arg))
                ReadOption(CommandList.Global);
            else if (arg == CommandList.Help && path.Count == 0 && !wantsHelp)
                (wantsHelp, at) = (true, at + 1);
            else
                ReadName(arg);
        }
    }

    private void ReadName(string name)
    {
        var known = command?.Commands ?? CommandList.All;
        if (known.FirstOrDefault(each => each.Name == name) is not { } found)
            throw Unknown(name, known);

        command = found;
        path.Add(name);
        at++;
    }

    private void ReadRest()
    {
        while (at < args.Count)
            if (args[at] == "--")
            {
                foreach (var arg in args.Skip(at + 1))
                    arguments.Add(BehindDashes(arg));

                break;
            }
            else if (IsOption(args[at]))
                ReadOption(command!.Options);
            else
                arguments.Add(args[at++]);
    }

    // No option and no standard input. The parser takes a hyphen at the beginning only behind a folder.
    private string BehindDashes(string arg) =>
        arg.StartsWith('-') && ArgumentAt(arguments.Count) is { Named: Named.Files or Named.Input } ? "./" + arg : arg;

    private Argument? ArgumentAt(int place) =>
        command!.Arguments is { Count: > 0 } known ? known[Math.Min(place, known.Count - 1)] : null;

    private void ReadOption(IReadOnlyList<Option> known)
    {
        var (name, value) = Split(args[at], known);
        if (known.FirstOrDefault(each => each.Names.Contains(name)) is not { } option)
            throw Unknown(name, known);

        at++;
        if (option.ValueName is null && value is not null)
            throw Usage($"{name} takes no value.");

        if (option.ValueName is not null && value is null)
        {
            // What is an option of this command is not the value of the one before it: that was forgotten.
            if (at == args.Count || known.Any(each => each.Names.Contains(args[at].Split('=')[0])))
                throw Usage($"{name} needs a value: {name} {option.ValueName}.");

            value = args[at++];
        }

        wantsHelp |= option == Option.Help;
        options.Add((option, value));
    }

    private static (string Name, string? Value) Split(string arg, IReadOnlyList<Option> known)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
            return (arg[..equals], arg[(equals + 1)..]);

        // The value right behind the letter, as other programs take it.
        var isShort = arg.Length > 2 && arg[1] != '-';
        return isShort && known.Any(each => each.ValueName is not null && each.Names.Contains(arg[..2]))
            ? (arg[..2], arg[2..])
            : (arg, null);
    }

    private Line Spell()
    {
        if (wantsHelp || (args.Count == 0))
            return new Line([.. path, "--help"], IsGroup: false);

        if (command is null)
            throw Usage("No command was named.");

        if (command.Commands.Count > 0)
            return IsForMachines(args)
                ? throw Usage($"{command.Name} is one of {WordList.Of(command.Commands.Select(each => each.Name))}.")
                : new Line([.. path, "--help"], IsGroup: true);

        CheckArguments();
        CheckOptions();
        return new Line(
            [
                .. path,
                .. arguments.Select(InputText.Spell),
                .. options.SelectMany(each => Spell(each.Option, each.Value)),
            ],
            IsGroup: false
        );
    }

    // An empty value arrives only as a word of its own.
    private static string[] Spell(Option option, string? value) =>
        value is null ? [option.Name]
        : value.Length == 0 ? [option.Name, ""]
        : [$"{option.Name}={(option.Named == Named.Input ? InputText.Spell(value) : value)}"];

    private void CheckArguments()
    {
        var known = command!.Arguments;
        if (known.Where(each => each.IsRequired).Skip(arguments.Count).FirstOrDefault() is { } missing)
            throw Usage($"{Path} needs {missing.Name}: {Lower(missing.Description)}.");

        if (arguments.Count > known.Count && known is not [.., { Repeats: true }])
            throw Usage(
                $"'{arguments[known.Count]}' is too much: {Path} takes "
                    + $"{(known.Count == 0 ? "no argument" : WordList.Of(known.Select(each => each.Name), "and"))}."
            );

        if (arguments.Find(each => each.Length > 1 && each[0] == '-') is { } hyphened)
            throw Usage($"No argument but a file begins with a hyphen, as '{hyphened}' does.");

        for (var place = 0; place < arguments.Count; place++)
            if (ArgumentAt(place) is { Named: not Named.Input } other)
                CheckIsNoHyphen(other.Name, arguments[place]);
    }

    private void CheckIsNoHyphen(string name, string value)
    {
        if (value == "-")
            throw Usage($"{name} takes a name, and '-' is none.");
    }

    private void CheckOptions()
    {
        if (
            options
                .Where(each => !each.Option.Repeats)
                .GroupBy(each => each.Option)
                .FirstOrDefault(each => each.Count() > 1) is
            { } twice
        )
            throw Usage($"{twice.Key.Name} is given twice here, and is taken once.");

        if (
            options.Find(each =>
                each.Option.IsNumber
                && !long.TryParse(each.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ) is
            { Option: { } number } wrong
        )
            throw Usage($"{number.Name} takes a whole number, and '{wrong.Value}' is none.");

        foreach (var (option, value) in options.Where(each => each.Option.Named == Named.Files))
            CheckIsNoHyphen(option.Name, value!);

        if (
            command!.Options.FirstOrDefault(each => each.IsRequired && options.All(given => given.Option != each)) is
            { } missing
        )
            throw Usage($"{Path} needs {missing.Name} {missing.ValueName}: {Lower(missing.Description)}.");
    }

    private CommandFailedException Unknown(string name, IReadOnlyList<Command> known)
    {
        List<(string Name, string Path)> names = [.. known.Select(each => (each.Name, each.Name))];
        if (command is null)
            names.AddRange(
                from each in known
                from below in each.Commands
                select (below.Name, $"{each.Name} {below.Name}")
            );

        var near = NearestName.Of(name, names.Select(each => each.Name));
        var meant = near is null ? "" : $" Did you mean {names.First(each => each.Name == near).Path}?";
        return Usage($"Unknown command '{string.Join(' ', [.. path, name])}'.{meant}");
    }

    private CommandFailedException Unknown(string name, IReadOnlyList<Option> known)
    {
        var of = command is null ? "" : $" of {Path}";
        List<string> owners =
        [
            .. CommandList.Leaves.Where(each => each.Command.Find(name) is not null).Select(each => each.Path),
        ];
        return Usage(
            owners.Count == 0
                ? $"Unknown option '{name}'{of}.{NearestName.Ask(name, known.SelectMany(each => each.Names))}"
            : command is null
                ? $"Unknown option '{name}' before the command. Write it after one of {WordList.Of(owners.Take(3))}."
            : $"Unknown option '{name}'{of}. It is one of {WordList.Of(owners.Take(3))}."
        );
    }

    private string Path => string.Join(' ', path);

    private CommandFailedException Usage(string sentence) =>
        CommandFailedException.Usage(
            $"{sentence} 'negotiations {(path.Count == 0 ? "" : Path + " ")}--help' "
                + $"{(command is { Commands.Count: 0 } ? "says what it takes" : "lists the commands")}."
        );

    private static bool IsOption(string arg) => arg.Length > 1 && arg[0] == '-';

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}

/// <param name="Args">Spelt for the parser.</param>
/// <param name="IsGroup">A group of commands was named alone: it gets its help, and asks for nothing.</param>
internal sealed record Line(IReadOnlyList<string> Args, bool IsGroup);
