using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Negotiations.Ledger;

/// <summary>
/// Holds a private Ed25519 key (RFC 8032) in locked memory and signs notes with it. The key never leaves it again.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    /// <summary>Of a seed, in bytes.</summary>
    public const int SeedLength = 32;

    private readonly Key _key;

    /// <param name="name">Of the log or witness: not empty, without white space and without plus.</param>
    /// <param name="kind">What the key is for; one key for one kind (C2SP signed-note, "Verifier keys").</param>
    /// <param name="seed">32 random bytes, the private key of RFC 8032 section 5.1.5. The caller wipes its
    /// copy.</param>
    /// <exception cref="ArgumentException">The name cannot be used, or the seed is not 32 bytes.</exception>
    public NoteSigner(string name, SignatureKind kind, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));

        _key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        VerifierKey = VerifierKey.Of(name, kind, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>What others need to check the signatures.</summary>
    public VerifierKey VerifierKey { get; }

    /// <summary>Signs as a log does.</summary>
    /// <exception cref="InvalidOperationException">The key is for cosignatures.</exception>
    public NoteSignature Sign(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return VerifierKey.Kind is SignatureKind.Note
            ? Signature(SignatureAlgorithm.Ed25519.Sign(_key, SignedNote.Utf8(note.Text)))
            : throw new InvalidOperationException("A witness's key signs with a time.");
    }

    /// <summary>
    /// Signs as a witness does (C2SP tlog-cosignature, version 1). The witness must have checked that the checkpoint
    /// continues the last one it cosigned.
    /// </summary>
    /// <param name="checkpoint">A note whose text is a checkpoint and whose log signature holds.</param>
    /// <param name="seconds">The witness's clock in seconds since 1970, not negative.</param>
    /// <exception cref="InvalidOperationException">The key is for notes.</exception>
    public NoteSignature Cosign(SignedNote checkpoint, long seconds)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        if (VerifierKey.Kind is not SignatureKind.Cosignature)
            throw new InvalidOperationException("A log's key signs without a time.");

        var signature = SignatureAlgorithm.Ed25519.Sign(
            _key,
            SignedNote.Utf8(Signing.CosignedText(seconds, checkpoint.Text))
        );
        var bytes = new byte[Signing.TimeLength + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        signature.CopyTo(bytes, Signing.TimeLength);
        return Signature(bytes);
    }

    /// <summary>
    /// Another secret that follows from the key, the same each time: who has the key has it, and no one else. It is
    /// hashed from a signature that is never shown, on a text that is no note, for it does not end in a newline.
    /// </summary>
    /// <param name="purpose">What it is for.</param>
    public byte[] Derive(string purpose) =>
        SHA256.HashData(SignatureAlgorithm.Ed25519.Sign(_key, Encoding.UTF8.GetBytes($"derived/v1 {purpose}")));

    public void Dispose() => _key.Dispose();

    private NoteSignature Signature(byte[] bytes) => new(VerifierKey.Name, VerifierKey.KeyId, bytes);
}
