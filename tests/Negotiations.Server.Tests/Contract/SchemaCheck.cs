using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Contract;

/// <summary>Holds a value against a schema of the contract, with the words of JSON Schema that the contract uses; one
/// that it does not know is a mistake of this check, and said.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    static readonly HashSet<string> Silent =
    [
        "description",
        "title",
        "examples",
        "example",
        "default",
        "discriminator",
        "deprecated",
        "readOnly",
    ];

    /// <summary>Where the value is not what the schema says; empty: it is.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonNode schema)
    {
        List<string> faults = [];
        Check("", value, schema, faults);
        return faults;
    }

    void Check(string at, JsonNode? value, JsonNode schema, List<string> faults)
    {
        foreach (var (word, said) in schema.AsObject())
            switch (word)
            {
                case "$ref":
                    Check(at, value, Resolve((string)said!), faults);
                    break;
                case "type":
                    if (
                        !(said is JsonArray several ? several : [said!.DeepClone()]).Any(each =>
                            Is((string)each!, value)
                        )
                    )
                        faults.Add($"{at} is no {said}: {Clip(value)}");
                    break;
                case "enum":
                    if (!said!.AsArray().Any(each => JsonNode.DeepEquals(each, value)))
                        faults.Add($"{at} is none of its words: {Clip(value)}");
                    break;
                case "required" when value is JsonObject members:
                    faults.AddRange(
                        said!
                            .AsArray()
                            .Where(name => !members.ContainsKey((string)name!))
                            .Select(name => $"{at} has no {name}")
                    );
                    break;
                case "properties" when value is JsonObject members:
                    foreach (var (name, member) in members)
                        if (said![name] is { } known)
                            Check($"{at}.{name}", member, known, faults);
                        else if (schema["additionalProperties"] is null)
                            faults.Add($"{at}.{name} is not in the contract");
                    break;
                case "additionalProperties" when value is JsonObject members && said is JsonObject:
                    foreach (var (name, member) in members)
                        if (schema["properties"]?[name] is null)
                            Check($"{at}.{name}", member, said, faults);
                    break;
                case "items" when value is JsonArray items:
                    for (var i = 0; i < items.Count; i++)
                        Check($"{at}[{i}]", items[i], said!, faults);
                    break;
                case "minItems" when value is JsonArray items && items.Count < (int)said!:
                    faults.Add($"{at} has fewer than {said} items");
                    break;
                case "oneOf" or "anyOf":
                    var tried = said!.AsArray().Select(each => Faults(value, each!)).ToList();
                    var taken = tried.Count(each => each.Count == 0);
                    if (taken == 0 || (word == "oneOf" && taken > 1))
                        faults.Add(
                            $"{at} fits {taken} of {tried.Count}: {string.Join("; ", tried.MinBy(each => each.Count)!)}"
                        );
                    break;
                case "format" when value is JsonValue && !HasForm((string)said!, value):
                    faults.Add($"{at} is no {said}: {Clip(value)}");
                    break;
                case "required" or "properties" or "additionalProperties" or "items" or "minItems" or "format":
                    break;
                default:
                    Assert.True(Silent.Contains(word), $"This check does not know '{word}' ({at}).");
                    break;
            }
    }

    JsonNode Resolve(string reference) =>
        reference[2..]
            .Split('/')
            .Aggregate(document, (node, name) => node[name.Replace("~1", "/", StringComparison.Ordinal)]!);

    static bool Is(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("object", JsonValueKind.Object) => true,
            ("array", JsonValueKind.Array) => true,
            ("string", JsonValueKind.String) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => decimal.IsInteger(value!.GetValue<decimal>()),
            ("null", JsonValueKind.Null) => true,
            _ => false,
        };

    static bool HasForm(string format, JsonNode value) =>
        format switch
        {
            "uuid" => Guid.TryParseExact(value.ToString(), "D", out _),
            "date" => DateOnly.TryParseExact(
                value.ToString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            "date-time" => DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, out _)
                && value.ToString().Contains('T', StringComparison.Ordinal),
            "uri" => Uri.TryCreate(value.ToString(), UriKind.Absolute, out _),
            "int32" => int.TryParse(value.ToString(), CultureInfo.InvariantCulture, out _),
            "int64" => long.TryParse(value.ToString(), CultureInfo.InvariantCulture, out _),
            _ => true,
        };

    static string Clip(JsonNode? value) =>
        value is null ? "null"
        : value.ToJsonString() is { Length: > 80 } text ? text[..80]
        : value.ToJsonString();
}
