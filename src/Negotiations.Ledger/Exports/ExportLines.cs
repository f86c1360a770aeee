namespace Negotiations.Ledger;

/// <summary>The lines of a file, to the byte: where one ends, a newline stands, and nothing else ends one.</summary>
public static class ExportLines
{
    /// <summary>In bytes; a longer one is given as it is so far, as if the file ended there.</summary>
    public const int Longest = 64 * 1024 * 1024;

    private const int Chunk = 1 << 16;

    /// <param name="file">From its beginning.</param>
    /// <returns>Each without its newline, and whether it had one. The bytes are good until the next one.</returns>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, bool IsWhole)> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new byte[Chunk];
        var (start, filled) = (0, 0);
        while (true)
        {
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
                yield return (buffer.AsMemory(start, end), true);

            if (filled - start > Longest)
                break;

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (start, filled) = (0, filled - start);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);

            var read = file.Read(buffer.AsSpan(filled));
            if (read == 0)
                break;

            filled += read;
        }

        if (filled > start)
            yield return (buffer.AsMemory(start, filled - start), false);
    }
}
