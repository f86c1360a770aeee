using System.Buffers.Binary;
using System.IO.Compression;

namespace Negotiations.Browser.Tests.Looking;

/// <summary>
/// A picture of a page, a quarter lighter and the same to the last dot: Chromium filters each row as suits
/// photographs, and text packs better without (PNG, second edition, 9.2). Knows what Chromium writes: three bytes a
/// dot, not interlaced.
/// </summary>
internal static class LightPng
{
    private const int Dot = 3;

    public static byte[] Of(byte[] png)
    {
        var (width, height) = (
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))
        );
        if (png[24] != 8 || png[25] != 2 || png[28] != 0)
            throw new NotSupportedException("This picture has other than three bytes a dot, or is interlaced.");

        using var packed = new ZLibStream(new MemoryStream(DataOf(png)), CompressionMode.Decompress);
        using var light = new MemoryStream();
        using (var packing = new ZLibStream(light, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var (above, row) = (new byte[width * Dot], new byte[(width * Dot) + 1]);
            for (var y = 0; y < height; y++)
            {
                packed.ReadExactly(row);
                Unfilter(row[0], row.AsSpan(1), above);
                row[0] = 0;
                packing.Write(row);
                row.AsSpan(1).CopyTo(above);
            }
        }

        using var written = new MemoryStream();
        written.Write(png.AsSpan(0, 33));
        Write(written, "IDAT"u8, light.ToArray());
        Write(written, "IEND"u8, []);
        return written.ToArray();
    }

    private static byte[] DataOf(byte[] png)
    {
        List<byte> data = [];
        for (var at = 8; at < png.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                data.AddRange(png.AsSpan(at + 8, length));

            at += length + 12;
        }

        return [.. data];
    }

    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var (left, up, corner) = (x < Dot ? 0 : row[x - Dot], above[x], x < Dot ? 0 : above[x - Dot]);
            row[x] += (byte)(
                filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    _ => Nearest(left, up, corner),
                }
            );
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (
            Math.Abs(up - corner),
            Math.Abs(left - corner),
            Math.Abs(left + up - (2 * corner))
        );
        return byLeft <= byUp && byLeft <= byCorner ? left
            : byUp <= byCorner ? up
            : corner;
    }

    private static void Write(Stream to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        to.Write(number);
        to.Write(type);
        to.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(data, Sum(type, uint.MaxValue)));
        to.Write(number);
    }

    // CRC-32 of ISO 3309, as PNG wants it.
    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var each in bytes)
        {
            sum ^= each;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }

        return sum;
    }
}
