using System.ComponentModel;
using System.Reflection;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Vocabulary;

/// <summary>An option as its property declares it.</summary>
/// <param name="Names">With their hyphens, the one to show first.</param>
/// <param name="ValueName">What its value is called; null: it takes none.</param>
/// <param name="Repeats">True where it may be given several times.</param>
/// <param name="IsNumber">True where the value is a whole number.</param>
/// <param name="IsRequired">True where the command cannot do without.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Choices">The words it takes; empty where that is open.</param>
/// <param name="Named">What its value names; null where nothing that could be looked up.</param>
internal sealed record Option(
    IReadOnlyList<string> Names,
    string? ValueName,
    bool Repeats,
    bool IsNumber,
    bool IsRequired,
    string Description,
    IReadOnlyList<string> Choices,
    Named? Named
)
{
    /// <summary>What every command takes without declaring it.</summary>
    public static readonly Option Help = new(
        ["--help", "-h"],
        null,
        Repeats: true,
        IsNumber: false,
        IsRequired: false,
        "What it takes",
        [],
        null
    );

    public string Name => Names[0];

    public static IReadOnlyList<Option> Of(Type settings) =>
        [
            .. Properties(settings)
                .Select(property => (property, option: property.GetCustomAttribute<CommandOptionAttribute>()!))
                .Where(each => each.option is not null)
                .Select(each => new Option(
                    [
                        .. each.option.LongNames.Select(name => "--" + name),
                        .. each.option.ShortNames.Select(name => "-" + name),
                    ],
                    each.property.PropertyType == typeof(bool) ? null : each.option.ValueName,
                    each.property.PropertyType.IsArray,
                    (Nullable.GetUnderlyingType(each.property.PropertyType) ?? each.property.PropertyType) is var type
                        && (type == typeof(int) || type == typeof(long)),
                    each.option.IsRequired,
                    Sentence(each.property),
                    ChoicesOf(each.property),
                    each.property.GetCustomAttribute<NamesAttribute>()?.What
                )),
        ];

    // Those of a base type come first: what all commands take, before what one does.
    internal static IEnumerable<PropertyInfo> Properties(Type settings) =>
        settings.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    internal static string Sentence(PropertyInfo property) =>
        property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    internal static IReadOnlyList<string> ChoicesOf(PropertyInfo property) =>
        property.GetCustomAttribute<OneOfAttribute>()?.Choices ?? [];
}

/// <summary>What a command takes by its place.</summary>
/// <param name="Name">As help shows it.</param>
/// <param name="IsRequired">False where it may be left out.</param>
/// <param name="Repeats">True where all that follows belongs to it.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Choices">The words it takes; empty where that is open.</param>
/// <param name="Named">What it names; null where nothing that could be looked up.</param>
internal sealed record Argument(
    string Name,
    bool IsRequired,
    bool Repeats,
    string Description,
    IReadOnlyList<string> Choices,
    Named? Named
)
{
    public static IReadOnlyList<Argument> Of(Type settings) =>
        [
            .. Option
                .Properties(settings)
                .Select(property => (property, argument: property.GetCustomAttribute<CommandArgumentAttribute>()!))
                .Where(each => each.argument is not null)
                .OrderBy(each => each.argument.Position)
                .Select(each => new Argument(
                    each.argument.ValueName,
                    each.argument.IsRequired,
                    each.property.PropertyType.IsArray,
                    Option.Sentence(each.property),
                    Option.ChoicesOf(each.property),
                    each.property.GetCustomAttribute<NamesAttribute>()?.What
                )),
        ];
}
