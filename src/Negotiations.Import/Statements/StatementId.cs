using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Import.Statements;

/// <summary>
/// The ids of what a dataset states: the same row stated again, by any node, in any year, has the same id, so it is recorded once.
/// Version 8 (RFC 9562), the first bits of a SHA-256.
/// </summary>
public static class StatementId
{
    /// <param name="parts">Dataset, negotiation, row, part of the row, and for acts the release.</param>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            // The length before each part: no two lists of parts give the same bytes.
            hash.AppendData(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(part)));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
