using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Negotiations.Server.Http;

/// <summary>What is sent to the address of a subscription, as the <c>webhooks</c> of the document.</summary>
internal static class OpenApiWebhooks
{
    private static readonly (string Name, string Text, string Example)[] Headers =
    [
        ("webhook-id", "The delivery: the same on every attempt.", "01a21027-b2a4-74be-8063-50f7f2d526d6"),
        ("webhook-timestamp", "When this attempt was signed, seconds since 1970.", "1767323045"),
        (
            "webhook-signature",
            "v1 and the HMAC-SHA256 of id, timestamp and body, base 64 (Standard Webhooks); two after a secret was "
                + "replaced.",
            "v1,..."
        ),
    ];

    private const string Envelope = """
        "specversion": "1.0", "id": "7aeb1483-8642-45a0-8876-a0ab3f940335",
        "source": "https://talks.example/api/negotiations/kg-tj-border", "subject": "kg-tj-border",
        "time": "2026-01-02T03:04:05.123456Z", "datacontenttype": "application/json",
        """;

    public static void Add(OpenApiDocument document)
    {
        document.Webhooks ??= new Dictionary<string, IOpenApiPathItem>();
        document.Webhooks["eventRecorded"] = Of(
            document,
            "receiveEvent",
            "An event that the filters of the subscription take",
            "type is 'negotiations.' and the type of the event; sequence is its place in the feed.",
            new OpenApiSchemaReference("FeedEntry", document),
            $$"""
            { {{Envelope}} "type": "negotiations.clash-reported", "sequence": "0000000000000000120",
              "data": { "negotiation": "kg-tj-border", "eventId": "7aeb1483-8642-45a0-8876-a0ab3f940335", "version": 5,
                "sequence": 120, "type": "clash-reported", "recordedAt": "2026-01-02T03:04:05.123456Z",
                "recordedBy": "a.monitor",
                "data": { "type": "clash-reported", "occurred": "2022-09" }, "sources": [] } }
            """
        );
        document.Webhooks["eventErased"] = Of(
            document,
            "receiveErasure",
            "The notice that an event which was sent has been erased since",
            "type is 'negotiations.event-erased'; data is what /api/erasures says of it. Delete what you stored of it, "
                + "and put result in the place of the fact that it is about. sequence is the place in the feed up to "
                + "which result stands.",
            new OpenApiSchemaReference("ErasureEntry", document),
            $$"""
            { {{Envelope}} "type": "negotiations.event-erased", "sequence": "0000000000000000155",
              "data": { "negotiation": "kg-tj-border", "eventId": "7aeb1483-8642-45a0-8876-a0ab3f940335", "version": 5,
                "sequence": 120, "erased": { "at": "2026-03-02T10:00:00Z", "by": "an.admin",
                  "reason": "The person named has asked for it." } } }
            """
        );
        document.Webhooks["test"] = Of(
            document,
            "receiveTest",
            "What testSubscription sends",
            "type is 'negotiations.test'.",
            new OpenApiSchema { Type = JsonSchemaType.Object },
            $$"""{ {{Envelope}} "type": "negotiations.test", "data": {} }"""
        );
    }

    private static OpenApiPathItem Of(
        OpenApiDocument document,
        string operation,
        string summary,
        string description,
        IOpenApiSchema data,
        string example
    ) =>
        new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Post] = new()
                {
                    Summary = summary,
                    OperationId = operation,

                    // The signature says who sends.
                    Security =
                    [
                        [],
                    ],
                    Tags = new HashSet<OpenApiTagReference> { new("Subscribers", document) },
                    Parameters =
                    [
                        .. Headers.Select(each => new OpenApiParameter
                        {
                            Name = each.Name,
                            In = ParameterLocation.Header,
                            Required = true,
                            Description = each.Text,
                            Example = JsonValue.Create(each.Example),
                            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                        }),
                    ],
                    RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/cloudevents+json"] = new()
                            {
                                Schema = SchemaOf(data),
                                Example = JsonNode.Parse(example),
                            },
                        },
                    },
                    Responses = new OpenApiResponses
                    {
                        ["2XX"] = new OpenApiResponse { Description = "Received. Anything else is tried again later." },
                        ["410"] = new OpenApiResponse
                        {
                            Description = "The receiver is gone for good: the subscription is paused.",
                        },
                    },
                },
            },
        };

    private static OpenApiSchema SchemaOf(IOpenApiSchema data) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A CloudEvent (1.0, structured JSON).",
            Required = new HashSet<string> { "specversion", "id", "source", "type", "data" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["specversion"] = Text("1.0."),
                ["id"] = Text("Of the event; of a notice or a test, of the delivery."),
                ["source"] = Text("Where the negotiation is read, by the public:address of the server."),
                ["type"] = Text("What is sent."),
                ["subject"] = Text("The negotiation, or the code of the actor."),
                ["time"] = Text("When it was recorded."),
                ["datacontenttype"] = Text("application/json."),
                ["sequence"] = Text("Its place in the feed, with leading zeros: 19 digits that compare as texts."),
                ["data"] = data,
            },
        };

    private static OpenApiSchema Text(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
