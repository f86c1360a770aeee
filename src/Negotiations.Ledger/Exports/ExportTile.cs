using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>A line of an export with the hashes of up to 256 entries: those of a tile of level 0.</summary>
public static class ExportTile
{
    private static ReadOnlySpan<byte> Start => "{\"hashes\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>The line without its newline.</summary>
    /// <param name="tile">The bytes of the tile.</param>
    public static byte[] ToLine(ReadOnlySpan<byte> tile) =>
        [.. Start, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(tile)), .. End];

    internal static bool TryRead(ReadOnlyMemory<byte> line, int width, [NotNullWhen(true)] out Digest[]? hashes)
    {
        hashes = null;
        var span = line.Span;
        var tile = new Tile(0, 0, width);
        if (
            !span.StartsWith(Start)
            || !span.EndsWith(End)
            || span.Length < Start.Length + End.Length
            || !StrictBase64.TryDecode(Encoding.Latin1.GetString(span[Start.Length..^End.Length]), out var bytes)
            || bytes.Length != tile.ByteLength
        )
            return false;

        hashes = tile.Hashes(bytes);
        return true;
    }
}
