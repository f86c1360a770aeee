using System.Reflection;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Running;

/// <summary>Of an option that is taken once and stands twice only the last would count: another question than was
/// asked.</summary>
internal static class TwiceGiven
{
    // By any of its names; a name means the same in every command that has it.
    private static readonly Lazy<Dictionary<string, string>> Once = new(() =>
        typeof(TwiceGiven)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(CommandSettings)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(each => each.PropertyType != typeof(string[]))
            .Select(each => each.GetCustomAttribute<CommandOptionAttribute>())
            .OfType<CommandOptionAttribute>()
            .SelectMany(each =>
                each.LongNames.Select(name => "--" + name)
                    .Concat(each.ShortNames.Select(name => "-" + name))
                    .Select(name => (name, Main: each.LongNames.Select(full => "--" + full).FirstOrDefault(name)))
            )
            .DistinctBy(each => each.name)
            .ToDictionary(each => each.name, each => each.Main)
    );

    /// <summary>The first such option; null where there is none.</summary>
    public static string? Find(IEnumerable<string> args) =>
        args.TakeWhile(each => each != "--")
            .Select(each => Once.Value.GetValueOrDefault(each.Split('=')[0]))
            .OfType<string>()
            .GroupBy(each => each)
            .FirstOrDefault(each => each.Count() > 1)
            ?.Key;
}
