using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Negotiations.Ledger;

/// <summary>How the lines of an export are written, and how strictly they are read.</summary>
internal static class ExportJson
{
    // Whatever is stored is exported, however deep it is; the line stands around it.
    private static readonly JsonDocumentOptions s_options = new()
    {
        MaxDepth = CanonicalJson.MaxDepth + 3,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonWriterOptions s_written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = CanonicalJson.MaxDepth + 3,
    };

    public static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(bytes, s_written))
            write(json);

        return bytes.WrittenSpan.ToArray();
    }

    /// <returns>Why it could not be read, in half a sentence; null: it could.</returns>
    public static string? Read(ReadOnlyMemory<byte> line, Action<JsonElement> read)
    {
        if (!Utf8.IsValid(line.Span))
            return "it is not UTF-8";

        try
        {
            using var document = JsonDocument.Parse(line, s_options);
            read(document.RootElement);
            return null;
        }
        catch (Exception malformed)
            when (malformed
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            return malformed is FormatException ? malformed.Message : "it cannot be read: " + malformed.Message;
        }
    }
}
