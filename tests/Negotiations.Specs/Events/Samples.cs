using System.Text.Json;
using Negotiations.Json;

namespace Negotiations.Specs.Events;

/// <summary>
/// The golden samples: one released event of every type, as a reader of any later version must still read it.
/// </summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<string> Types =>
        Directory
            .GetFiles(Folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    /// <summary>Samples as they stood when there were 28 types, without what their types have gained since.</summary>
    public static IReadOnlyList<JsonElement> OfTheFirstRelease =>
        [
            .. Directory
                .GetFiles(Path.Combine(Folder, "first"), "*.json")
                .Select(file => JsonElement.Parse(File.ReadAllText(file))),
        ];

    /// <summary>The sample without the white space that is there for people.</summary>
    public static string Compact(string type) => JsonSerializer.Serialize(Element(type), EventJson.Options);

    public static JsonElement Element(string type) => JsonElement.Parse(Text($"{type}.json"));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
