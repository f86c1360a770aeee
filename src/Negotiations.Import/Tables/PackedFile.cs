using System.IO.Compression;
using Negotiations.Import.Reading;

namespace Negotiations.Import.Tables;

/// <summary>Files packed by gzip or zip, of which one is the table.</summary>
internal static class PackedFile
{
    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith<byte>([0x1F, 0x8B]);

    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    public static async Task UnzipGzipAsync(Stream file, Stream to, long mostBytes, CancellationToken stop)
    {
        await using var packed = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        await CopyAsync(packed, to, mostBytes, "gzip", stop);

        // The unpacker takes the end of the file for the end of the text. What was packed ends with its length.
        if (await LastWordAsync(file, stop) != (uint)to.Length && !await HasSecondAsync(file, stop))
            throw Broken("gzip");
    }

    private static async Task<uint> LastWordAsync(Stream file, CancellationToken stop)
    {
        var word = new byte[sizeof(uint)];
        file.Position = Math.Max(0, file.Length - word.Length);
        await file.ReadAtLeastAsync(word, word.Length, throwOnEndOfStream: false, stop);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    // Several packed one after the other are one file (RFC 1952, 2.2): the last word is the length of the last.
    private static async Task<bool> HasSecondAsync(Stream file, CancellationToken stop)
    {
        byte[] mark = [0x1F, 0x8B, 0x08];
        var chunk = new byte[128 * 1024];
        file.Position = 1;
        for (var left = 0; ; )
        {
            var read = await file.ReadAsync(chunk.AsMemory(left), stop);
            if (chunk.AsSpan(0, left + read).IndexOf(mark) >= 0)
                return true;

            if (read == 0)
                return false;

            var overlap = Math.Min(mark.Length - 1, left + read);
            chunk.AsSpan(left + read - overlap, overlap).CopyTo(chunk);
            left = overlap;
        }
    }

    /// <summary>The one file in it; what programs put beside it counts for nothing.</summary>
    public static async Task UnzipAsync(Stream file, Stream to, long mostBytes, CancellationToken stop)
    {
        try
        {
            await using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var entries = archive
                .Entries.Where(entry =>
                    entry.Name.Length > 0
                    && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
                    && !entry.Name.StartsWith('.')
                )
                .ToList();
            if (archive.GetEntry("content.xml") is not null)
                throw new UnreadableFileException(
                    "The file is a sheet or a text of OpenDocument. Save the sheet as xlsx, or as CSV in UTF-8."
                );

            if (archive.GetEntry("word/document.xml") is not null)
                throw new UnreadableFileException(
                    "The file is a text document (docx). Save its table as a workbook, or as CSV in UTF-8."
                );

            if (entries is not [var only])
                throw new UnreadableFileException(
                    entries.Count == 0
                        ? "The zip file is empty."
                        : $"The zip file has {entries.Count} files, and an import takes one: "
                            + $"{Record.Slug.Clip(string.Join(", ", entries.Select(entry => entry.FullName)))}. "
                            + "Unpack it and send the one."
                );

            await using var packed = await only.OpenAsync(stop);
            await CopyAsync(packed, to, mostBytes, "zip", stop);
        }
        catch (InvalidDataException)
        {
            throw Broken("zip");
        }
    }

    private static async Task CopyAsync(Stream packed, Stream to, long mostBytes, string form, CancellationToken stop)
    {
        var chunk = new byte[128 * 1024];
        var length = 0L;
        try
        {
            int read;
            while ((read = await packed.ReadAsync(chunk, stop)) > 0)
            {
                length += read;
                if (length > mostBytes)
                    throw new UnreadableFileException(
                        $"The file unpacks to more than {mostBytes} bytes, which is more than an import may have."
                    );

                await to.WriteAsync(chunk.AsMemory(0, read), stop);
            }
        }
        catch (InvalidDataException)
        {
            throw Broken(form);
        }
    }

    private static UnreadableFileException Broken(string form) =>
        new($"The file is packed by {form} and cannot be unpacked: it may be cut off.");
}
