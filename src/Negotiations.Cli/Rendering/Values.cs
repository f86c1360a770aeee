using System.Text.Json;

namespace Negotiations.Cli.Rendering;

/// <summary>Any value of an answer in a few words.</summary>
internal static class Values
{
    public const string Nothing = "-";

    public static string Show(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => Nothing,
            JsonValueKind.Array => value.GetArrayLength() == 0
                ? "none"
                : string.Join(", ", value.EnumerateArray().Select(Within)),
            JsonValueKind.Object when !value.EnumerateObject().Any() => Nothing,
            JsonValueKind.Object when Quantities.Is(value) => Quantities.Show(value) ?? Nothing,
            JsonValueKind.Object when value.At("possible").ValueKind == JsonValueKind.Array => Pair(value),
            JsonValueKind.Object => Members(value),
            _ => value.Text()!,
        };

    /// <summary>
    /// What certainly and what possibly holds, always both: one alone would claim more than is known.
    /// </summary>
    public static string Pair(JsonElement phase) =>
        $"{phase.Text("certain") ?? Nothing} / "
        + $"{(Several(phase, "possible") is { Length: > 0 } possible ? possible : Nothing)}";

    /// <summary>A list of words in its order.</summary>
    public static string Several(JsonElement element, string path) =>
        string.Join(" or ", element.Items(path).Select(each => each.Text()));

    /// <summary>A date as the source wrote it, in its words where the record keeps them.</summary>
    public static string Date(JsonElement entry) =>
        (entry.Text("occurred"), entry.Text("occurredText")) switch
        {
            (null, null) => Nothing,
            ({ } date, { } words) when words != date => $"{date} \"{words}\"",
            var (date, words) => date ?? words!,
        };

    /// <summary>A recorded instant to the second: finer parts only distinguish events, and --json has them.</summary>
    public static string Instant(string? instant) =>
        instant is null ? Nothing
        : instant.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? instant[..dot] + "Z"
        : instant;

    /// <summary>Who said it, when and where it can be read.</summary>
    public static string Source(JsonElement source)
    {
        var voice = source.Text("publisher")
            ?? source.Text("symbol")
            ?? source.Text("title")
            ?? source.Text("url")
            ?? Nothing;
        return source.Text("published") is { } published ? $"{voice}, {published}" : voice;
    }

    public static string Sources(JsonElement entry) =>
        entry.Items("sources").Select(Source).Distinct().ToList() is { Count: > 0 } sources
            ? string.Join("; ", sources)
            : Nothing;

    /// <summary>Actors with their roles.</summary>
    public static string Parties(JsonElement entry, string path) =>
        string.Join(
            ", ",
            entry
                .Items(path)
                .Select(party => party.Text("role") is { } role ? $"{party.Text("id")} ({role})" : party.Text("id"))
        );

    private static string Members(JsonElement value) =>
        string.Join(
            ", ",
            value
                .EnumerateObject()
                .Where(member => member.Value.IsThere())
                .Select(member => $"{member.Name} {Within(member.Value)}")
        );

    // Within something else, the members of an object have to be seen to belong together.
    private static string Within(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && !Quantities.Is(value) ? $"({Show(value)})" : Show(value);
}
