using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Server.Importing;

/// <summary>The report row by row: written while the file is read, some thousand rows at a time, and read back as it was written.</summary>
internal sealed class RowPages(Database database, Guid import)
{
    private const int RowsAPage = 5000;

    // Of Brotli: its fastest, and a window of 4 MB for lines that are much alike.
    private const int Quality = 1;
    private const int Window = 22;

    private readonly List<RowReport> waiting = [];
    private readonly ArrayBufferWriter<byte> lines = new();
    private int page;

    /// <summary>Takes away what an interrupted run wrote.</summary>
    public async Task BeginAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"delete from {Tables.Schema}.import_rows where import = $1");
        command.Parameters.AddWithValue(import);
        await command.ExecuteNonQueryAsync(stop);
    }

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

        await using var command = database.Source.CreateCommand($"insert into {Tables.Schema}.import_rows (import, page, rows) values ($1, $2, $3)");
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(page++);
        command.Parameters.AddWithValue(Pack());
        await command.ExecuteNonQueryAsync(stop);
        waiting.Clear();
    }

    /// <summary>Every row, one JSON text each, in the order of the file; refusals of the record come last, with their row's number.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        for (var next = 0; await PageAsync(next, stop) is { } packed; next++)
        {
            using var reader = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
            while (await reader.ReadLineAsync(stop) is { } line)
                yield return System.Text.Encoding.UTF8.GetBytes(line);
        }
    }

    private async Task<byte[]?> PageAsync(int number, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select rows from {Tables.Schema}.import_rows where import = $1 and page = $2");
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(number);
        return await command.ExecuteScalarAsync(stop) as byte[];
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
        return BrotliEncoder.TryCompress(lines.WrittenSpan, packed, out var length, Quality, Window) ? packed[..length] : throw new InvalidOperationException("A page of rows could not be packed.");
    }
}
