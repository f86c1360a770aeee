using System.Buffers;
using System.Security.Cryptography;

namespace Negotiations.Ledger;

/// <summary>
/// The hash by which a leaf commits to an event's data without giving it away: <c>SHA-256(salt || canonical data)</c>.
/// Destroying salt and data makes the hash unguessable and leaves the tree whole, so that a lawful erasure is possible.
/// </summary>
public static class Salted
{
    /// <summary>In bytes. Fixed, so that no byte of the data can pass for a byte of the salt.</summary>
    public const int SaltLength = 32;

    /// <param name="salt">Exactly 32 bytes, drawn at random for this event alone.</param>
    /// <param name="canonicalData">The data by RFC 8785, with <see cref="InexactNumbers.Refuse"/>.</param>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static Digest Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalData)
    {
        if (salt.Length != SaltLength)
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));

        var length = SaltLength + canonicalData.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        salt.CopyTo(rented);
        canonicalData.CopyTo(rented.AsSpan(SaltLength));

        Span<byte> digest = stackalloc byte[Digest.Length];
        SHA256.HashData(rented.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(rented);
        return new Digest(digest);
    }
}
