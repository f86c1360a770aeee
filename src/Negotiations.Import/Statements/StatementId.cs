using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Import.Statements;

/// <summary>
/// The ids of what a dataset states: the same row stated again, by any node, in any year, has the same id, so it is
/// recorded once. Version 8 (RFC 9562), the first bits of a SHA-256.
/// </summary>
public static class StatementId
{
    private const int OnStack = 1024;

    /// <param name="parts">Dataset, negotiation, row, part of the row, and for acts the release.</param>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);

        var rented = length <= OnStack ? null : ArrayPool<byte>.Shared.Rent(length);
        var text = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        Write(parts, text);

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, bytes);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }

    // The length before each part: no two lists of parts give the same bytes.
    private static void Write(ReadOnlySpan<string> parts, Span<byte> text)
    {
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, text[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(text, length);
            text = text[(sizeof(int) + length)..];
        }
    }
}
