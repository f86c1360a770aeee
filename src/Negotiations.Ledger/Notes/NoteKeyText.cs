using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Negotiations.Ledger;

/// <summary>
/// A private key as one line of text, as Go's note package writes it: <c>PRIVATE+KEY+name+id+base64(kind ||
/// seed)</c>.
/// </summary>
public static class NoteKeyText
{
    private const string Prefix = "PRIVATE+KEY+";

    /// <param name="name">Of the log or witness.</param>
    /// <param name="kind">What the key is for.</param>
    /// <param name="seed">32 random bytes; the caller wipes its copy.</param>
    public static string Of(string name, SignatureKind kind, ReadOnlySpan<byte> seed)
    {
        using var signer = new NoteSigner(name, kind, seed);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{name}+{signer.VerifierKey.KeyId:x8}+{Convert.ToBase64String([(byte)kind, .. seed])}"
        );
    }

    /// <param name="text">May end in a newline.</param>
    /// <param name="kind">What the key must be for: a log's key never cosigns.</param>
    /// <param name="signer">The caller disposes of it.</param>
    public static bool TryRead(string text, SignatureKind kind, [NotNullWhen(true)] out NoteSigner? signer)
    {
        signer = null;

        // The name may not hold a plus, the base 64 may.
        if (
            !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.Trim()[Prefix.Length..].Split('+', 3) is not [var name, _, var encoded]
            || !StrictBase64.TryDecode(encoded, out var bytes)
            || bytes.Length != NoteSigner.SeedLength + 1
            || bytes[0] != (byte)kind
        )
            return false;

        signer = new NoteSigner(name, kind, bytes.AsSpan(1));
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }
}
