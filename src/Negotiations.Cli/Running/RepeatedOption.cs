using System.Reflection;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Running;

/// <summary>Finds an option that a command line gives twice and its command takes once. The parser would take the last
/// and say nothing: another question than was asked.</summary>
internal static class RepeatedOption
{
    private static readonly Lazy<Dictionary<string, string>> Once = new(() =>
    {
        var options = typeof(RepeatedOption)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(CommandSettings)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .SelectMany(Names)
            .ToLookup(each => each.Name);

        // What some command takes several times is left to the command.
        return options
            .Where(each => !each.Any(option => option.Repeats))
            .ToDictionary(each => each.Key, each => each.First().Main);
    });

    /// <summary>The first such option; null where there is none.</summary>
    public static string? Find(IEnumerable<string> args) =>
        args.TakeWhile(each => each != "--")
            .Select(each => Once.Value.GetValueOrDefault(each.Split('=')[0]))
            .OfType<string>()
            .GroupBy(each => each)
            .FirstOrDefault(each => each.Count() > 1)
            ?.Key;

    private static IEnumerable<(string Name, string Main, bool Repeats)> Names(PropertyInfo property)
    {
        if (property.GetCustomAttribute<CommandOptionAttribute>() is not { } option)
            return [];

        string[] names =
        [
            .. option.LongNames.Select(name => "--" + name),
            .. option.ShortNames.Select(name => "-" + name),
        ];
        return names.Select(name => (name, names[0], property.PropertyType.IsArray));
    }
}
