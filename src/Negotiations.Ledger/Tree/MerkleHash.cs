using System.Buffers;
using System.Security.Cryptography;

namespace Negotiations.Ledger;

/// <summary>
/// The hashes of RFC 6962 section 2.1. The first byte keeps a leaf from ever passing for a node, or a node for a
/// leaf.
/// </summary>
public static class MerkleHash
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int OnStack = 1024;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Digest Empty { get; } = new(SHA256.HashData([]));

    /// <summary><c>SHA-256(0x00 || entry)</c>.</summary>
    public static Digest OfEntry(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var rented = length <= OnStack ? null : ArrayPool<byte>.Shared.Rent(length);
        var input = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);

        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        var digest = Sha256(input);

        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return digest;
    }

    /// <summary><c>SHA-256(0x01 || left || right)</c>.</summary>
    public static Digest OfChildren(Digest left, Digest right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Digest.Length];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Digest.Length)..]);
        return Sha256(input);
    }

    private static Digest Sha256(ReadOnlySpan<byte> input)
    {
        Span<byte> output = stackalloc byte[Digest.Length];
        SHA256.HashData(input, output);
        return new Digest(output);
    }
}
