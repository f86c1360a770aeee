using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;

namespace Negotiations.Ledger;

/// <summary>
/// A SHA-256 hash: 32 bytes, compared by value. The default value is 32 zero bytes and the hash of nothing known.
/// </summary>
public readonly record struct Digest
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    private readonly Vector256<byte> _bytes;

    /// <exception cref="ArgumentException"><paramref name="bytes"/> are not exactly 32.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A SHA-256 hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));

        _bytes = Vector256.Create(bytes);
    }

    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => _bytes.CopyTo(destination);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base 64 (RFC 4648 section 4), as checkpoints and proofs write it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    /// <summary>64 lower-case digits, as leaves write it and <c>sha256sum</c> prints it.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    /// <summary>
    /// Reads the one base 64 form that <see cref="ToString"/> writes, and no other spelling of the same bytes.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? base64, out Digest digest)
    {
        digest = default;
        if (!StrictBase64.TryDecode(base64, out var bytes) || bytes.Length != Length)
            return false;

        digest = new Digest(bytes);
        return true;
    }

    /// <summary>Reads 64 lower-case digits.</summary>
    public static bool TryParseHex([NotNullWhen(true)] string? hex, out Digest digest)
    {
        digest = default;
        if (hex is not { Length: 2 * Length } || hex.AsSpan().ContainsAnyExcept(s_hexDigits))
            return false;

        digest = new Digest(Convert.FromHexString(hex));
        return true;
    }
}
