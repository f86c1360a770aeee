using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Negotiations.Store.Keys;

namespace Negotiations.Server.Http;

/// <summary>
/// What the document says of every route alike: who may use it, how much, and what it answers when it cannot.
/// </summary>
internal static class OpenApiAccess
{
    public const string Key = "key";

    private const string NotNow =
        "The database does not answer just now, the answer took too long, or the sequence that atLeast asks for is not "
        + "here yet.";

    private static readonly (string Name, string Text, string Example)[] LimitHeaders =
    [
        (
            "RateLimit-Policy",
            "How many requests may come in a window of seconds (draft-ietf-httpapi-ratelimit-headers); "
                + "absent where requests are not counted.",
            "\"key\";q=6000;w=60"
        ),
        ("RateLimit", "How many are left.", "\"key\";r=5999"),
    ];

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Monitors"] = "Write: open negotiations and append what sources report.",
        ["Consumers"] = "Read: where things stand, what happened, what is new.",
        ["Auditors"] = "Ask why, replay, compare, verify.",
        ["Formats"] = "Take it home: as files, feeds, calendars and maps.",
        ["Imports"] = "Take in whole files of the field's datasets.",
        ["Subscribers"] = "Subscribe: have events sent to an address of yours.",
        ["Administrators"] = "Hand out keys, and erase what the law says must go.",
    };

    public static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken stop
    )
    {
        var address = context.ApplicationServices.GetRequiredService<PublicAddress>();
        foreach (var server in document.Servers ?? [])
            server.Url = server.Url is null ? null : address.Of(server.Url);

        document.Components ??= new OpenApiComponents();
        document.Components.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var (name, text, example) in LimitHeaders)
            document.Components.Headers[name] = new OpenApiHeader
            {
                Description = text,
                Example = JsonValue.Create(example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100 },
            };

        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = Tags.GetValueOrDefault(tag.Name ?? "");

        return Task.CompletedTask;
    }

    public static Task DescribeOperation(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken stop
    )
    {
        var withKey = new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(Key, context.Document)] = [],
        };
        var isOpen = context
            .Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>()
            .All(asked => asked.Policy == Roles.CanRead);
        operation.Security = isOpen
            ?
            [
                [],
                withKey,
            ]
            : [withKey];
        operation.Responses ??= [];
        Add("400", "A query parameter that this operation does not declare is refused (/problems/unknown-parameter).");
        Add(
            "401",
            isOpen
                ? "Only where the operator closed reading: no key, or one that is unknown, expired or revoked."
                : "No key, or one that is unknown, expired or revoked."
        );
        Add("403", "The key's role may not do this.");
        Add(
            "429",
            "More requests than one key or address may send, or more replays than are folded at one time. "
                + "Retry-After says when to go on."
        );
        Add("500", "Something went wrong here, not in the request.");
        Add("503", NotNow);
        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            foreach (var (name, _, _) in LimitHeaders)
                response.Headers.TryAdd(name, new OpenApiHeaderReference(name, context.Document));
        }

        if (operation.Responses["429"] is OpenApiResponse { Headers: { } headers })
            headers.TryAdd("Retry-After", RetryAfter());

        return Task.CompletedTask;

        void Add(string status, string description) =>
            operation.Responses.TryAdd(status, Problem(description, context.Document));
    }

    private static OpenApiHeader RetryAfter() =>
        new()
        {
            Description = "Seconds.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = "60",
            },
        };

    private static OpenApiResponse Problem(string description, OpenApiDocument? document) =>
        new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                },
            },
        };
}
