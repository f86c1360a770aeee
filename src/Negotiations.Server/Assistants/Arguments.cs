using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Assistants;

/// <summary>
/// The arguments of a tool: the parameters of the operation behind it, with the same names and meanings.
/// </summary>
internal sealed record Arguments(string? Id, IReadOnlyList<KeyValuePair<string, string?>> Query)
{
    /// <summary>What they are, for the assistant (JSON Schema 2020-12).</summary>
    public static JsonElement SchemaOf(Question question)
    {
        var properties = new JsonObject();
        if (question.Of is { } one)
            properties[one.Name] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = one.Text,
                ["examples"] = new JsonArray(one.Example),
            };

        foreach (var parameter in question.Takes)
            properties[parameter.Name] = SchemaOf(parameter);

        return JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = properties,
                ["required"] = question.Of is { } asked ? new JsonArray(asked.Name) : [],
                ["additionalProperties"] = false,
            }
        );
    }

    /// <summary>The arguments, or a sentence that says which is wrong and what is accepted.</summary>
    public static (Arguments? Arguments, string? Fault) Read(Question question, IDictionary<string, JsonElement>? given)
    {
        string? id = null;
        List<KeyValuePair<string, string?>> query = [];
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            var parameter = question.Takes.FirstOrDefault(each => each.Name == name);
            if (parameter is null && question.Of?.Name != name)
                return (
                    null,
                    $"There is no argument '{Slug.Clip(name)}' here. Those there are: "
                        + $"{string.Join(", ", NamesOf(question))}.{NearestName.Ask(name, NamesOf(question))}"
                );

            if (TextsOf(value, parameter?.Repeats == true) is not { } texts)
                return (null, $"'{name}' is {FormOf(parameter)}.");

            if (parameter is null)
                id = texts.SingleOrDefault();
            else
                query.AddRange(texts.Select(text => KeyValuePair.Create(name, (string?)text)));
        }

        if (question.Of is { } of && string.IsNullOrEmpty(id))
            return (null, $"'{of.Name}' is missing. {of.Text}");

        if (
            EmptyParameters.Find(query.Select(each => KeyValuePair.Create(each.Key, new StringValues(each.Value)))) is
            { } empty
        )
            return (null, EmptyParameters.Describe(empty));

        // As much as an address may hold when the same is asked without an assistant.
        return query.Sum(each => each.Key.Length + each.Value!.Length) > LimitSettings.MaxRequestLine
            ? (
                null,
                $"The arguments are longer than {LimitSettings.MaxRequestLine} characters together. Ask "
                    + "for less at a time."
            )
            : (new Arguments(id, query), null);
    }

    /// <summary>Those that say on which clocks, for other questions about the same.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Clocks =>
        Query.Where(each => ClocksQuery.Names.Contains(each.Key));

    private static string FormOf(QueryParameter? parameter) =>
        parameter?.Repeats == true ? "a text or an array of texts"
        : parameter?.IsNumber == true ? "a whole number"
        : "a text";

    private static IEnumerable<string> NamesOf(Question question) =>
        question.Takes.Select(each => each.Name).Prepend(question.Of?.Name).OfType<string>();

    private static JsonObject SchemaOf(QueryParameter parameter)
    {
        var one = new JsonObject
        {
            ["type"] =
                parameter.IsFlag ? "boolean"
                : parameter.IsNumber ? "integer"
                : "string",
        };
        if (parameter.Values is { } values)
            one["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);

        var schema = parameter.Repeats ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        schema["description"] = parameter.Text;
        return schema;
    }

    private static List<string>? TextsOf(JsonElement value, bool repeats) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
            JsonValueKind.Array when repeats => value
                .EnumerateArray()
                .Select(item => TextsOf(item, repeats: false))
                .Aggregate((List<string>?)[], (all, item) => all is null || item is null ? null : [.. all, .. item]),
            _ => null,
        };
}
