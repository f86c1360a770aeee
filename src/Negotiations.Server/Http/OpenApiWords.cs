using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Negotiations.Server.Http;

/// <summary>
/// Makes the document say of every member what it is, and whether it is there: what has no value is absent, never
/// null, in questions and in answers.
/// </summary>
internal static class OpenApiWords
{
    private static readonly Dictionary<string, (string Text, string Example)> InPaths = new()
    {
        ["id"] = ("The id of the negotiation.", "kg-tj-border"),
        ["eventId"] = ("The id of the event.", "7aeb1483-8642-45a0-8876-a0ab3f940335"),
        ["deliveryId"] = ("The id of the delivery.", "01a21027-b2a4-74be-8063-50f7f2d526d6"),
        ["code"] = ("The actor's code.", "KGZ"),
        ["list"] = ("A list's path in the status, with dots between names and places.", "statements"),
        ["bundle"] = ("Which bundle of 256 entries, from 0.", "0"),
        ["path"] = ("Of the tile, by C2SP tlog-tiles: level and number, or entries and number.", "0/000"),
    };

    public static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken stop
    )
    {
        var schemas = document.Components!.Schemas!;
        var asked = AskedWith(document);
        foreach (var (name, schema) in schemas)
            if (schema is OpenApiSchema own)
                Describe(name, own, isAsked: asked.Contains(name));

        foreach (var (path, item) in document.Paths)
        foreach (var operation in OperationsOf(item))
        {
            operation.Description ??= OperationTexts.ByName.GetValueOrDefault(operation.OperationId ?? "");
            foreach (
                var parameter in (operation.Parameters ?? [])
                    .OfType<OpenApiParameter>()
                    .Where(parameter => parameter.In == ParameterLocation.Path)
            )
                Describe(path, parameter);
        }

        OpenApiExamples.Add(document);
        return Task.CompletedTask;
    }

    public static IEnumerable<OpenApiOperation> OperationsOf(IOpenApiPathItem item) =>
        item.Operations is { } operations ? operations.Values : [];

    private static void Describe(string path, OpenApiParameter parameter)
    {
        var isOfNegotiation = parameter.Name != "id" || path.StartsWith("/api/negotiations", StringComparison.Ordinal);
        if (!InPaths.TryGetValue(parameter.Name!, out var described))
            return;

        parameter.Description ??= isOfNegotiation ? described.Text : "Its id.";
        parameter.Example ??=
            parameter.Schema?.Type == JsonSchemaType.Integer
                ? JsonValue.Create(long.Parse(described.Example, System.Globalization.CultureInfo.InvariantCulture))
                : JsonValue.Create(isOfNegotiation ? described.Example : InPaths["deliveryId"].Example);
    }

    private static void Describe(string name, OpenApiSchema schema, bool isAsked)
    {
        // Exactly one type of event is meant, which its 'type' shows.
        if (schema is { Discriminator: not null, AnyOf: { } types })
        {
            (schema.OneOf, schema.AnyOf) = (types, null);
            foreach (
                var each in types
                    .OfType<OpenApiSchemaReference>()
                    .Select(reference => reference.RecursiveTarget)
                    .OfType<OpenApiSchema>()
            )
                (each.Type, each.Required) = (
                    JsonSchemaType.Object,
                    new HashSet<string>([.. each.Required ?? new HashSet<string>(), "type", "sources"])
                );
        }

        // What comes with an answer may grow; what is sent is read strictly.
        if (!isAsked)
        {
            schema.AdditionalPropertiesAllowed = true;
            if (schema.Properties is { Count: > 0 })
                schema.AdditionalProperties = null;
        }

        schema.Description = PlainWords.Of(schema.Description);
        foreach (var (word, property) in schema.Properties?.ToList() ?? [])
        {
            var described = property;
            if (
                property.OneOf is { Count: 2 } either
                && either.FirstOrDefault(each => each.Type == JsonSchemaType.Null) is { } none
            )
            {
                described = either.Single(each => each != none);
                schema.Properties![word] = described;
                schema.Required?.Remove(word);
            }
            else if (property is OpenApiSchema { Type: { } type } inline && type.HasFlag(JsonSchemaType.Null))
            {
                inline.Type = type & ~JsonSchemaType.Null;
                schema.Required?.Remove(word);
            }

            // A reference has what its target says of itself; what the member means has to be said beside it.
            var said = described is OpenApiSchemaReference reference
                ? reference.Reference.Description
                : described.Description;
            if (
                string.IsNullOrWhiteSpace(said)
                && (
                    Glossary.Words.TryGetValue($"{name}.{word}", out var meant)
                    || Glossary.Words.TryGetValue(word, out meant)
                )
            )
                described.Description = meant.Text;
            else if (said is not null)
                described.Description = PlainWords.Of(said);
        }
    }

    // Every schema that a body is made of.
    private static HashSet<string> AskedWith(OpenApiDocument document)
    {
        HashSet<string> asked = [];
        foreach (
            var content in document
                .Paths.Values.SelectMany(OperationsOf)
                .SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
        )
            Follow(content.Schema);

        return asked;

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference reference && !asked.Add(reference.Reference.Id!))
                return;

            foreach (
                var part in (schema?.Properties?.Values ?? [])
                    .Concat(schema?.AnyOf ?? [])
                    .Concat(schema?.OneOf ?? [])
                    .Append(schema?.Items)
                    .OfType<IOpenApiSchema>()
            )
                Follow(part);
        }
    }
}
