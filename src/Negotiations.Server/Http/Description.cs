using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Negotiations.Server.Http;

/// <summary>What the OpenAPI document says of a route beyond its types.</summary>
internal static class Description
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>A route that reads.</summary>
    public static RouteHandlerBuilder Answers<T>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        params IEnumerable<QueryParameter> parameters
    ) =>
        route
            .WithName(name)
            .WithSummary(summary)
            .Produces<T>(StatusCodes.Status200OK, Json)
            .Produces(StatusCodes.Status304NotModified)
            .Produces<ProblemDetails>(StatusCodes.Status400BadRequest, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, ProblemJson)
            .With([.. parameters, AtLeast.Parameter]);

    /// <summary>A route that reads and answers with something else than JSON.</summary>
    /// <param name="mediaType">Of the answer.</param>
    /// <param name="example">The beginning of an answer; null: no text.</param>
    public static RouteHandlerBuilder Gives(
        this RouteHandlerBuilder route,
        string mediaType,
        string name,
        string summary,
        string? example,
        params IEnumerable<QueryParameter> parameters
    ) =>
        route
            .Answers<string>(name, summary, parameters)
            .Produces<string>(StatusCodes.Status200OK, mediaType)
            .AddOpenApiOperationTransformer((operation, _, _) => Put(operation, mediaType, example));

    /// <summary>Answers in this form too, where it is asked for.</summary>
    public static RouteHandlerBuilder Also(this RouteHandlerBuilder route, string mediaType, string example) =>
        route.AddOpenApiOperationTransformer((operation, _, _) => Put(operation, mediaType, example));

    /// <summary>A route that writes.</summary>
    public static RouteHandlerBuilder Records<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string description,
        string example,
        params IEnumerable<QueryParameter> parameters
    )
        where TBody : notnull =>
        route
            .Takes<TBody, TAnswer>(name, summary, description, example, parameters)
            .Produces<TAnswer>(StatusCodes.Status200OK, Json)
            .Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422);

    /// <summary>A route for administrators, with a body.</summary>
    public static RouteHandlerBuilder Administers<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string description,
        string example,
        params IEnumerable<QueryParameter> parameters
    )
        where TBody : notnull =>
        route
            .Takes<TBody, TAnswer>(name, summary, description, example, parameters)
            .Refuses(400, 404, 409, 413, 415, 422);

    private static RouteHandlerBuilder Takes<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string description,
        string example,
        IEnumerable<QueryParameter> parameters
    )
        where TBody : notnull =>
        route
            .WithName(name)
            .WithSummary(summary)
            .WithDescription(description)
            .Accepts<TBody>(Json)
            .Produces<TAnswer>(StatusCodes.Status201Created, Json)
            .With(parameters)
            .AddOpenApiOperationTransformer((operation, _, _) => Show(operation, example));

    /// <summary>A route that changes something and takes no body.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder route, string name, string summary) =>
        route
            .WithName(name)
            .WithSummary(summary)
            .Produces<ProblemDetails>(StatusCodes.Status404NotFound, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status409Conflict, ProblemJson);

    /// <inheritdoc cref="Changes(RouteHandlerBuilder, string, string)"/>
    public static RouteHandlerBuilder Changes<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        int status = StatusCodes.Status200OK
    ) => route.Changes(name, summary).Produces<TAnswer>(status, Json);

    /// <summary>A route that starts work and answers before it is done.</summary>
    public static RouteHandlerBuilder Starts<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        params IEnumerable<QueryParameter> parameters
    ) =>
        route
            .WithName(name)
            .WithSummary(summary)
            .With(parameters)
            .Produces<TAnswer>(StatusCodes.Status202Accepted, Json)
            .Produces<ProblemDetails>(StatusCodes.Status401Unauthorized, ProblemJson)
            .Produces<ProblemDetails>(StatusCodes.Status403Forbidden, ProblemJson);

    /// <summary>A route that takes lines of text and answers what became of them.</summary>
    public static RouteHandlerBuilder Collects<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        params IEnumerable<QueryParameter> parameters
    ) => route.WithName(name).WithSummary(summary).With(parameters).Produces<TAnswer>(StatusCodes.Status200OK, Json);

    /// <summary>What else it may be refused for.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ProblemDetails>(status, ProblemJson);

        return route;
    }

    /// <summary>
    /// A body that is a file. Of any media type: what it is said to be decides nothing, and says nothing before it is
    /// known who sent it.
    /// </summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params IEnumerable<string> mediaTypes) =>
        route.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = mediaTypes.ToDictionary(
                        type => type,
                        _ => new OpenApiMediaType
                        {
                            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        }
                    ),
                };
                return Task.CompletedTask;
            }
        );

    private static Task Show(OpenApiOperation operation, string example)
    {
        if (operation.RequestBody?.Content?.TryGetValue(Json, out var content) == true)
            content.Example = JsonNode.Parse(example);

        return Task.CompletedTask;
    }

    private static Task Put(OpenApiOperation operation, string mediaType, string? example)
    {
        var isJson =
            mediaType.EndsWith("json", StringComparison.Ordinal)
            && !mediaType.EndsWith("ndjson", StringComparison.Ordinal);
        operation.Responses!["200"].Content![mediaType] = new OpenApiMediaType
        {
            Schema = isJson
                ? new OpenApiSchema()
                : new OpenApiSchema { Type = JsonSchemaType.String, Format = example is null ? "binary" : null },
            Example =
                example is null ? null
                : isJson ? JsonNode.Parse(example)
                : JsonValue.Create(example),
        };
        return Task.CompletedTask;
    }

    private static RouteHandlerBuilder With(this RouteHandlerBuilder route, IEnumerable<QueryParameter> parameters) =>
        route
            .Understands(parameters.Where(each => each.In == ParameterLocation.Query))
            .AddOpenApiOperationTransformer(
                (operation, _, _) =>
                {
                    operation.Parameters ??= [];
                    foreach (var parameter in parameters)
                        if (operation.Parameters.All(known => known.Name != parameter.Name))
                            operation.Parameters.Add(parameter.ToOpenApi());

                    return Task.CompletedTask;
                }
            );
}

/// <summary>A parameter that an endpoint reads by hand, as the document shows it.</summary>
/// <param name="Name">As in the address.</param>
/// <param name="Text">What it does.</param>
/// <param name="Example">A value that works.</param>
/// <param name="Values">The accepted values; null: any.</param>
/// <param name="In">Query or header.</param>
/// <param name="IsNumber">A whole number.</param>
/// <param name="Repeats">May be given several times.</param>
/// <param name="IsFlag">true or false.</param>
internal sealed record QueryParameter(
    string Name,
    string Text,
    string Example,
    IReadOnlyList<string>? Values = null,
    ParameterLocation In = ParameterLocation.Query,
    bool IsNumber = false,
    bool Repeats = false,
    bool IsFlag = false
)
{
    public OpenApiParameter ToOpenApi() =>
        new()
        {
            Name = Name,
            In = In,
            Description = Text,
            Example = Repeats ? new JsonArray(One()) : One(),
            Schema = Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = SchemaOfOne() } : SchemaOfOne(),
        };

    private JsonValue One() =>
        IsFlag ? JsonValue.Create(Example == "true")
        : IsNumber ? JsonValue.Create(long.Parse(Example, System.Globalization.CultureInfo.InvariantCulture))
        : JsonValue.Create(Example);

    private OpenApiSchema SchemaOfOne() =>
        new()
        {
            Type =
                IsFlag ? JsonSchemaType.Boolean
                : IsNumber ? JsonSchemaType.Integer
                : JsonSchemaType.String,
            Format = IsNumber ? "int64" : null,
            Minimum = IsNumber ? "0" : null,
            Maximum = IsNumber ? "9223372036854775807" : null,
            Enum = Values?.Select(value => (JsonNode)JsonValue.Create(value)).ToList(),
        };
}
