using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Negotiations.Json;

namespace Negotiations.Server.Importing;

/// <summary>Some thousand values as JSON, one a line, packed by Brotli.</summary>
internal static class PackedLines
{
    // Of Brotli: its fastest, and a window of 4 MB for lines that are much alike.
    private const int Quality = 1;
    private const int Window = 22;

    public static byte[] Pack<T>(IReadOnlyList<T> values)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = EventJson.Options.Encoder });
        foreach (var value in values)
        {
            JsonSerializer.Serialize(writer, value, EventJson.Options);
            writer.Flush();
            writer.Reset();
            lines.Write("\n"u8);
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(lines.WrittenCount)];
        return BrotliEncoder.TryCompress(lines.WrittenSpan, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("A page of lines could not be packed.");
    }

    public static async IAsyncEnumerable<string> ReadAsync(
        byte[] packed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop
    )
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        while (await reader.ReadLineAsync(stop) is { } line)
            yield return line;
    }
}
