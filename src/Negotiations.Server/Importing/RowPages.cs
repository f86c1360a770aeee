using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Store.Jobs;

namespace Negotiations.Server.Importing;

/// <summary>
/// The report row by row: written while the file is read, some thousand rows at a time, and read back as it was
/// written.
/// </summary>
internal sealed class RowPages(ImportPages pages, JobLease lease)
{
    private const int RowsAPage = 5000;

    // Of Brotli: its fastest, and a window of 4 MB for lines that are much alike.
    private const int Quality = 1;
    private const int Window = 22;

    private readonly List<RowReport> waiting = [];
    private readonly ArrayBufferWriter<byte> lines = new();
    private int page;

    /// <summary>Takes away what an interrupted run wrote.</summary>
    public Task BeginAsync(CancellationToken stop) => pages.ClearAsync(lease, stop);

    public async Task AddAsync(RowReport row, CancellationToken stop)
    {
        waiting.Add(row);
        if (waiting.Count == RowsAPage)
            await FlushAsync(stop);
    }

    public async Task FlushAsync(CancellationToken stop)
    {
        if (waiting.Count == 0)
            return;

        await pages.AddAsync(lease, page++, Pack(), stop);
        waiting.Clear();
    }

    /// <summary>
    /// Every row, one JSON text each, in the order of the file; refusals of the record come last, with their row's
    /// number.
    /// </summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        ImportPages pages,
        Guid import,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        for (var next = 0; await pages.FindAsync(import, next, stop) is { } packed; next++)
        {
            using var reader = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
            while (await reader.ReadLineAsync(stop) is { } line)
                yield return System.Text.Encoding.UTF8.GetBytes(line);
        }
    }

    private byte[] Pack()
    {
        lines.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = EventJson.Options.Encoder });
        foreach (var row in waiting)
        {
            JsonSerializer.Serialize(writer, row, EventJson.Options);
            writer.Flush();
            writer.Reset();
            lines.Write("\n"u8);
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(lines.WrittenCount)];
        return BrotliEncoder.TryCompress(lines.WrittenSpan, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("A page of rows could not be packed.");
    }
}
