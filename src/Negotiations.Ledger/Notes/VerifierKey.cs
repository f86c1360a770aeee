using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Negotiations.Ledger;

/// <summary>How a key signs; the values are the identifier bytes of C2SP signed-note, "Signature types".</summary>
public enum SignatureKind
{
    /// <summary>Ed25519 over the note text: how the log signs.</summary>
    Note = 0x01,

    /// <summary>Ed25519 over a time and the checkpoint (cosignature/v1): how a witness signs.</summary>
    Cosignature = 0x04,
}

/// <summary>
/// A public key by which notes are checked, in the text form of C2SP signed-note ("Verifier keys"):
/// <c>name+hex(key id)+base64(kind || Ed25519 public key)</c>.
/// </summary>
public sealed record VerifierKey
{
    private const int PublicKeyLength = 32;

    private readonly PublicKey _key;

    private VerifierKey(string name, SignatureKind kind, PublicKey key, byte[] publicKey)
    {
        (Name, Kind, _key) = (name, kind, key);
        KeyId = IdOf(name, kind, publicKey);
        Text = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}+{KeyId:x8}+{Convert.ToBase64String([(byte)kind, .. publicKey])}"
        );
    }

    /// <summary>Of the log or witness; by custom its address without the scheme.</summary>
    public string Name { get; }

    public SignatureKind Kind { get; }

    /// <summary>
    /// The first four bytes of <c>SHA-256(name || 0x0A || kind || public key)</c>, big-endian: it finds a key, it
    /// does not prove one.
    /// </summary>
    public uint KeyId { get; }

    /// <summary>The vkey, to be published and configured.</summary>
    public string Text { get; }

    public override string ToString() => Text;

    public bool Equals(VerifierKey? other) => other?.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    internal string NameAndId => string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}");

    /// <summary>Reads a vkey; its id must be the hash of its parts.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out VerifierKey? key,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        key = null;
        failure = Read(text, ref key) is { } reason ? new Unreadable("vkey", reason) : null;
        return failure is null && key is not null;
    }

    /// <param name="name">Not empty, without white space and without plus.</param>
    /// <param name="kind">Note or cosignature.</param>
    /// <param name="publicKey">32 bytes by RFC 8032 section 5.1.2.</param>
    /// <exception cref="ArgumentException">The name or the key cannot be used.</exception>
    public static VerifierKey Of(string name, SignatureKind kind, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
            throw new ArgumentException(
                $"\"{name}\" is no key name: it must not be empty or hold white space or plus.",
                nameof(name)
            );

        return TryImport(publicKey, out var imported)
            ? new VerifierKey(name, kind, imported, publicKey.ToArray())
            : throw new ArgumentException("These bytes are no Ed25519 public key.", nameof(publicKey));
    }

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    internal bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    private static string? Read(string? text, ref VerifierKey? key)
    {
        if (text?.Split('+', 3) is not [var name, var id, var encoded])
            return "a vkey has three parts joined by plus";

        if (!IsName(name))
            return "its name is empty or holds white space";

        if (!StrictBase64.TryDecode(encoded, out var material))
            return "its last part is not base 64";

        if (
            material.Length != 1 + PublicKeyLength
            || material[0] is not ((byte)SignatureKind.Note or (byte)SignatureKind.Cosignature)
        )
            return "only Ed25519 keys of kind 1 (note) and 4 (cosignature) are read";

        if (!TryImport(material.AsSpan(1), out var imported))
            return "the bytes are no Ed25519 public key";

        var read = new VerifierKey(name, (SignatureKind)material[0], imported, material[1..]);
        if (read.Text != text)
            return $"its id is {id}, but name and key hash to {read.KeyId:x8}";

        key = read;
        return null;
    }

    private static bool TryImport(ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out PublicKey? key) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out key);

    private static uint IdOf(string name, SignatureKind kind, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. publicKey])
        );
}
