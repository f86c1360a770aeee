using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Negotiations.Cli.Rendering;

/// <summary>What the server said, member by member and figure by figure as it said it, with line breaks.</summary>
internal static class PrettyJson
{
    // Names in Kyrgyz or Tajik stay readable. Control characters are escaped all the same.
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(JsonElement element)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
            element.WriteTo(writer);

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
