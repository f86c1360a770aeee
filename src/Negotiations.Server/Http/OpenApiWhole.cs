using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Negotiations.Server.Http;

/// <summary>
/// What the generator of the document does not see by itself: that an append takes an array, of which types the data
/// of an entry is, which headers answers bear, and what is sent to those who subscribe.
/// </summary>
internal static class OpenApiWhole
{
    private const string AppendBody = nameof(AppendBody);
    private const string RecordedData = nameof(RecordedData);

    private static readonly (string Name, string Text, string Example)[] Headers =
    [
        ("ETag", "Of the answer, for If-None-Match; of a status also for If-Match.", "\"32.20261129.en0.1c9d2f\""),
        ("Cache-Control", "no-cache: it may be stored, and is asked for again.", "no-cache"),
        (
            "Link",
            "Related addresses (RFC 8288), such as the next page.",
            "</api/negotiations?cursor=WyJrZy10ai1ib3JkZXIiXQ>; rel=\"next\""
        ),
        ("Location", "Where what was made can be read.", "/api/imports/01a21027-b2a4-74be-8063-50f7f2d526d6"),
        ("Server-Version", "The version of the program that answers.", "0.1.0"),
        (ReadOnlyAnswers.Lag, "Of a node that only reads: how many seconds old the answer may be, or unknown.", "0"),
        (
            ReadOnlyAnswers.Sequence,
            "Of a node that only reads: the sequence of the last event there; the answer has it, or is of later.",
            "104729"
        ),
    ];

    // Operations that answer 201 or 202 with the address of what they made.
    private static readonly string[] Makers =
    [
        "openNegotiation",
        "registerActor",
        "subscribe",
        "testSubscription",
        "startAudit",
        "startImport",
        "undoImport",
        "createKey",
    ];

    public static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken stop
    )
    {
        AddSchemas(document);
        document.Components!.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var (name, text, example) in Headers)
            document.Components.Headers[name] = new OpenApiHeader
            {
                Description = text,
                Example = JsonValue.Create(example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2000 },
            };

        foreach (var item in document.Paths.Values)
        foreach (var (method, operation) in item.Operations ?? [])
        {
            Bear(document, method, operation);
            if (
                operation.OperationId == "appendEvents"
                && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true
            )
                body.Schema = new OpenApiSchemaReference(AppendBody, document);
        }

        OpenApiLongLists.Add(document);
        OpenApiWebhooks.Add(document);
        return Task.CompletedTask;
    }

    private static void AddSchemas(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        schemas[AppendBody] = new OpenApiSchema
        {
            Description = "One event, or several that are recorded together or not at all.",
            // Type by type: generators lose the types of a choice within a choice.
            OneOf =
            [
                .. schemas["Event"].OneOf ?? [],
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MinItems = 1,
                    Items = new OpenApiSchemaReference("Event", document),
                },
            ],
        };
        schemas[RecordedData] = new OpenApiSchema
        {
            Description =
                "An event as it is recorded. Of one that was erased the codes are left; one of a later version of the "
                + "program may be of a type that is not listed here.",
            AnyOf =
            [
                new OpenApiSchemaReference("Event", document),
                new OpenApiSchemaReference("ActorEvent", document),
                new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true },
            ],
        };
        foreach (var entry in new[] { "HistoryEntry", "FeedEntry" })
            if (schemas[entry].Properties is { } members && members.TryGetValue("data", out var data))
                members["data"] = new OpenApiSchemaReference(RecordedData, document)
                {
                    Description = (data as OpenApiSchemaReference)?.Reference.Description ?? data.Description,
                };
    }

    private static void Bear(OpenApiDocument document, HttpMethod method, OpenApiOperation operation)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is not OpenApiResponse own)
                continue;

            own.Headers ??= new Dictionary<string, IOpenApiHeader>();
            Bears("Server-Version");
            if (method == HttpMethod.Get && status is "200" or "304")
            {
                Bears("ETag");
                Bears("Cache-Control");
                Bears(ReadOnlyAnswers.Lag);
                Bears(ReadOnlyAnswers.Sequence);
            }

            if (status == "200" && method == HttpMethod.Get && IsPaged(operation))
                Bears("Link");

            if (status is "201" or "202" && Makers.Contains(operation.OperationId))
                Bears("Location");

            void Bears(string name) => own.Headers.TryAdd(name, new OpenApiHeaderReference(name, document));
        }
    }

    private static bool IsPaged(OpenApiOperation operation) =>
        operation.OperationId is "getStatus" or "listEvents"
        || operation.Parameters?.Any(parameter => parameter.Name == "cursor") == true;
}
