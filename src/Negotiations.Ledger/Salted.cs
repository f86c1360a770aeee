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

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(canonicalData);

        Span<byte> digest = stackalloc byte[Digest.Length];
        hash.GetHashAndReset(digest);
        return new Digest(digest);
    }
}
