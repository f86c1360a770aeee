using System.Collections.Frozen;
using System.Text.Json;
using Negotiations.Values;

namespace Negotiations.Dashboard.Languages;

/// <summary>A language of the pages: every text of it, and how it counts.</summary>
/// <param name="Code">BCP 47, two letters.</param>
/// <param name="Texts">By dotted key; counted texts by key and plural form.</param>
public sealed record Language(string Code, FrozenDictionary<string, string> Texts)
{
    public static readonly IReadOnlyList<Language> All = [.. LanguageCodes.All.Select(Load)];

    public static readonly Language English = All.Single(each => each.Code == LanguageCodes.English);

    public static Language? Find(string? code) =>
        All.FirstOrDefault(each => string.Equals(each.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>As its speakers call it.</summary>
    public string Name => Texts["site.ownName"];

    /// <summary>
    /// The forms its counted texts come in (CLDR). A noun after a number does not change in Kyrgyz and Tajik.
    /// </summary>
    public IReadOnlyList<string> PluralForms => Texts["site.plurals"].Split('-');

    /// <summary>Which of them a whole number takes.</summary>
    public string PluralOf(long number) =>
        PluralForms switch
        {
            ["one", "other"] => number == 1 ? "one" : "other",
            ["one", "few", "many"] => (number % 10, number % 100) switch
            {
                (1, not 11) => "one",
                (>= 2 and <= 4, not (>= 12 and <= 14)) => "few",
                _ => "many",
            },
            _ => "other",
        };

    /// <param name="code">BCP 47, two letters.</param>
    /// <param name="texts">What pages say in it.</param>
    /// <param name="vocabulary">What events, values and anomalies are called, each text by language.</param>
    internal static Language Of(string code, JsonElement texts, JsonElement vocabulary) =>
        new(
            code,
            Flatten("", texts)
                .Concat(Flatten("", vocabulary, code))
                .ToFrozenDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal)
        );

    /// <summary>A file of texts, as it is built in.</summary>
    internal static JsonElement Read(string name)
    {
        using var file = typeof(Language).Assembly.GetManifestResourceStream($"languages/{name}.json")!;
        using var texts = JsonDocument.Parse(file);
        return texts.RootElement.Clone();
    }

    private static Language Load(string code) => Of(code, Read(code), Read("vocabulary"));

    /// <param name="language">Where texts stand by language: which one is taken; null: a text is a text.</param>
    private static IEnumerable<KeyValuePair<string, string>> Flatten(
        string path,
        JsonElement element,
        string? language = null
    ) =>
        element.ValueKind != JsonValueKind.Object ? [new(path, element.GetString()!)]
        : language is not null && IsByLanguage(element)
            ? element.TryGetProperty(language, out var text) ? [new(path, text.GetString()!)]
                : []
        : element
            .EnumerateObject()
            .SelectMany(member =>
                Flatten(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, language)
            );

    private static bool IsByLanguage(JsonElement element) =>
        element.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.String);
}
