using Negotiations.Server.Formats;

namespace Negotiations.Server.Importing;

/// <summary>The schema of mappings, as it is published.</summary>
internal static class MappingSchema
{
    public const string Path = "/import-mapping.schema.json";

    private static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var schema = typeof(MappingSchema).Assembly.GetManifestResourceStream("import-mapping.schema.json")!;
        var bytes = new byte[schema.Length];
        schema.ReadExactly(bytes);
        return bytes;
    });

    public static IResult Answer(HttpContext context) => Exports.Whole(context, Bytes.Value, "application/schema+json");
}
