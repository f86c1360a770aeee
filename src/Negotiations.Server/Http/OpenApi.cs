using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Negotiations.Json;
using Negotiations.Store.Queries;
using Negotiations.Values;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace Negotiations.Server.Http;

/// <summary>The contract as a document (OpenAPI 3.1) and a page to try it.</summary>
internal static class OpenApi
{
    public static void AddContract(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer(DescribeValue);
            options.AddDocumentTransformer(DescribeDocument);
            options.AddDocumentTransformer(OpenApiAccess.DescribeDocument);
            options.AddDocumentTransformer(OpenApiWords.DescribeDocument);
            options.AddDocumentTransformer(OpenApiWhole.DescribeDocument);
            options.AddOperationTransformer(OpenApiAccess.DescribeOperation);
        });

    public static void MapContract(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes
            .MapScalarApiReference("/docs", (options, context) =>
                options
                    .WithNonce(context.GetNonce())
                    .WithTitle("Negotiations")
                    .DisableDefaultFonts()
                    .HideDeveloperTools()
                    .DisableAgent()
                    .DisableTelemetry()
            )
            .WithMetadata(new AnyParameters());
    }

    // Values with a text form of their own are unknown to the schema generator.
    private static Task DescribeValue(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken stop
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Edtf))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description ??= $"A date in EDTF (ISO 8601-2): {Edtf.Forms}.";
            schema.Examples = [JsonValue.Create("2024-12-04")];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type =
                type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. WireName.All(type).Select(name => (JsonNode)JsonValue.Create(name))];
        }
        else if (type.IsGenericType && type.GetGenericArguments() is [{ IsEnum: true } item])
        {
            schema.Items ??= new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. WireName.All(item).Select(name => (JsonNode)JsonValue.Create(name))],
            };
        }
        else if (type == typeof(ProblemDetails))
        {
            // Unknown members are part of RFC 9457; these are ours.
            schema.Properties!["traceId"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "By which the log names the request.",
            };
            schema.Properties!["at"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "Where in the request: a JSON Pointer (RFC 6901) or the name of a parameter.",
            };
        }

        // Items of any type are said to be that: generators need the word.
        if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.Array))
            schema.Items ??= new OpenApiSchema();

        return Task.CompletedTask;
    }

    private static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken stop
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Negotiations",
            Version = ProductVersion.Text,
            Description =
                "A record of negotiations between states that anyone can replay and no one can quietly "
                + "rewrite. Three clocks: occurred (in the world), published (by a source), recorded "
                + "(here).",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[OpenApiAccess.Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description =
                "Authorization: Bearer ngt_... The first start writes one key per role to the keys folder "
                + "it names; an admin hands out more at /api/keys. Where an issuer is configured, its "
                + "tokens are taken too.",
        };
        return Task.CompletedTask;
    }
}
