using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Negotiations.Json;

namespace Negotiations.Server.Http;

/// <summary>What is beside a list of a status that was cut: how many there are, and where.</summary>
internal static class OpenApiLongLists
{
    public static void Add(OpenApiDocument document)
    {
        HashSet<string> seen = [];
        Queue<string> waiting = new([nameof(Views.Status)]);
        while (waiting.TryDequeue(out var name))
        {
            if (!seen.Add(name) || document.Components!.Schemas![name].Properties is not { } members)
                continue;

            foreach (var (member, schema) in members.ToList())
            {
                foreach (var next in NamesIn(schema))
                    waiting.Enqueue(next);

                if (schema is not OpenApiSchema { Type: { } type } || !type.HasFlag(JsonSchemaType.Array))
                    continue;

                members[member + LongLists.Count] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = $"How many '{member}' there are, where only the first are here; absent: all are.",
                    Examples = [JsonValue.Create(3412)],
                };
                members[member + LongLists.More] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = $"Where all '{member}' are read, page by page; absent: all are here.",
                    Examples = [JsonValue.Create($"/api/negotiations/kg-tj-border/lists/{member}?version=32")],
                };
            }
        }
    }

    private static IEnumerable<string> NamesIn(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            return [id];

        IEnumerable<IOpenApiSchema> inner =
        [
            .. schema.OneOf ?? [],
            .. schema.AnyOf ?? [],
            .. schema.AllOf ?? [],
            .. schema.Items is { } items ? (IOpenApiSchema[])[items] : [],
        ];
        return inner.SelectMany(NamesIn);
    }
}
