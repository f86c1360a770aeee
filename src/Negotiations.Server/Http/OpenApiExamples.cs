using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Negotiations.Server.Http;

/// <summary>
/// An example for every answer, put together from the examples of its words: anyone who reads the contract sees the
/// shape filled in, and no example can be forgotten when a word is added.
/// </summary>
internal static class OpenApiExamples
{
    private const int Deepest = 12;

    private static readonly Dictionary<string, (string Type, string Detail)> Problems = new()
    {
        ["400"] = (
            "malformed-clock",
            "asOf=soon is not a date in EDTF. Accepted are a day 2024-12-04, a month 2024-12, a year 2024."
        ),
        ["401"] = (
            "key-missing",
            "This needs a key. Send 'Authorization: Bearer <key>'; the first start wrote one key per role "
                + "to the keys folder it names."
        ),
        ["403"] = (
            "role-not-allowed",
            "Someone of role 'reader' may not do this. Monitors append, auditors audit, an admin manages "
                + "keys and erases."
        ),
        ["404"] = (
            "negotiation-not-found",
            "No negotiation 'kg-tj' has been opened. GET /api/negotiations lists those that have."
        ),
        ["409"] = (
            "event-id-taken",
            "Another event is recorded as 7aeb1483-8642-45a0-8876-a0ab3f940335. What is recorded is not "
                + "replaced: correct it with event-corrected, or use another eventId."
        ),
        ["410"] = (
            "place-gone",
            "cursor=999@0123abcd is not in this record: the record ends at 113@5f0c2a91. Another store gave it, or "
                + "this one was restored from an older copy. What you have from there may be missing here: read again "
                + "from cursor=0, or go on from the last place, cursor=113@5f0c2a91."
        ),
        ["412"] = (
            "stale-version",
            "If-Match names version 1, and the negotiation is at version 3. Read it again and decide again."
        ),
        ["413"] = (
            "body-too-large",
            "The body is larger than 1048576 bytes. Send fewer events at a time, or import a file."
        ),
        ["415"] = ("not-json", "The body is said to be 'text/plain'. Send application/json."),
        ["422"] = ("source-missing", "An event needs at least one source: who said it, and where."),
        ["429"] = (
            "too-many-requests",
            "More than 6000 requests came by one key in a minute. Go on in 1 s, as Retry-After says."
        ),
        ["500"] = (
            "internal",
            "Something went wrong here, not in the request. The log names it by 0HNABCDEF:00000001."
        ),
        ["503"] = (
            "store-unavailable",
            "The database does not answer just now. Repeat the request; with an Idempotency-Key a repeat "
                + "is recorded once."
        ),
    };

    // For files that show none of their own.
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["application/schema+json"] = """{ "title": "Mapping of an import", "type": "object" }""",
        ["text/csv"] = "row,state\r\n1,accepted\r\n",
        ["application/x-ndjson"] = "{\"row\":1,\"state\":\"accepted\"}\n",
    };

    public static void Add(OpenApiDocument document)
    {
        foreach (
            var response in document
                .Paths.Values.SelectMany(OpenApiWords.OperationsOf)
                .SelectMany(operation => operation.Responses ?? [])
        )
        foreach (var (mediaType, content) in response.Value.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (mediaType == "application/problem+json" && Problems.TryGetValue(response.Key, out var problem))
                content.Example ??= new JsonObject
                {
                    ["type"] = Problem.TypePath + problem.Type,
                    ["title"] = Problem.TitleOf(problem.Type),
                    ["status"] = int.Parse(response.Key, null),
                    ["detail"] = problem.Detail,
                };
            else if (mediaType == "application/json")
                content.Example ??= Of(content.Schema, "", "", 0, []);
            else if (Rows.TryGetValue(mediaType, out var rows))
                content.Example ??= rows;
        }
    }

    /// <param name="schema">Of the value.</param>
    /// <param name="owner">The schema that has it as a member.</param>
    /// <param name="word">The member.</param>
    /// <param name="depth">From the answer down.</param>
    /// <param name="within">The named schemas around it, from the outermost in.</param>
    private static JsonNode? Of(
        IOpenApiSchema? schema,
        string owner,
        string word,
        int depth,
        IReadOnlyList<string> within
    )
    {
        if (schema is null || depth > Deepest)
            return null;

        if (ExampleOf(owner, word) is { } known && Fits(schema, known))
            return known;

        if (schema.Enum is [{ } first, ..])
            return first.DeepClone();

        if (schema is OpenApiSchemaReference reference)
            (owner, within) = (reference.Reference.Id!, [.. within, reference.Reference.Id!]);

        if (schema.Properties is { Count: > 0 } properties)
            return new JsonObject(
                properties
                    .Select(each => KeyValuePair.Create(each.Key, Of(each.Value, owner, each.Key, depth + 1, within)))
                    .Where(each => each.Value is not null)
            );

        if (schema.AdditionalProperties is { } values)
            return Of(values, owner, word, depth + 1, within) is { } value
                ? new JsonObject { [word == "parts" ? "store" : "drafting"] = value }
                : new JsonObject();

        return schema.Type.GetValueOrDefault() switch
        {
            // A tree is shown to its first branch: what is in itself once has no further items.
            var type when type.HasFlag(JsonSchemaType.Array) => !(
                schema.Items is OpenApiSchemaReference && within.Distinct().Count() < within.Count
            ) && Of(schema.Items, owner, "", depth + 1, within) is { } item
                ? new JsonArray(item)
                : [],
            var type when type.HasFlag(JsonSchemaType.String) => schema.Format switch
            {
                "uuid" => ExampleOf("", "eventId"),
                "date" => ExampleOf("", "earliest"),
                "date-time" => ExampleOf("", "recordedAt"),
                _ => schema.Examples is [{ } example, ..] ? example.DeepClone() : JsonValue.Create("..."),
            },
            var type when type.HasFlag(JsonSchemaType.Boolean) => JsonValue.Create(false),
            var type when type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number) =>
                JsonValue.Create(1),
            _ => new JsonObject(),
        };
    }

    // A word may stand for a code in one place and for a whole view in another.
    private static bool Fits(IOpenApiSchema schema, JsonNode example) =>
        example switch
        {
            _ when schema.Enum is { Count: > 0 } choices => choices.Any(choice => JsonNode.DeepEquals(choice, example)),
            _ when schema.Type is null => true,
            JsonArray several => schema.Type.Value.HasFlag(JsonSchemaType.Array)
                && several.All(each => schema.Items is null || Fits(schema.Items, each!)),
            JsonObject => schema.Type.Value.HasFlag(JsonSchemaType.Object),
            _ => example.GetValueKind() switch
            {
                JsonValueKind.String => schema.Type.Value.HasFlag(JsonSchemaType.String)
                    && FitsFormat(schema.Format, example.GetValue<string>()),
                JsonValueKind.Number => schema.Type.Value.HasFlag(JsonSchemaType.Integer)
                    || schema.Type.Value.HasFlag(JsonSchemaType.Number),
                _ => schema.Type.Value.HasFlag(JsonSchemaType.Boolean),
            },
        };

    private static bool FitsFormat(string? format, string text) =>
        format switch
        {
            "uuid" => Guid.TryParse(text, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => Json.InstantConverter.TryParse(text, out _),
            _ => true,
        };

    private static JsonNode? ExampleOf(string owner, string word) =>
        (Glossary.Words.TryGetValue($"{owner}.{word}", out var meant) || Glossary.Words.TryGetValue(word, out meant))
        && meant.Example is { } json
            ? JsonNode.Parse(json)
            : null;
}
