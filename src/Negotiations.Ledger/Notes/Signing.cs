using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>A signature that was checked and holds.</summary>
/// <param name="Key">By whom.</param>
/// <param name="WitnessedAt">
/// For a cosignature the witness's own clock, in seconds since 1970 (POSIX time): when it knew no larger consistent
/// tree of this log. Null for a note signature, which states no time.
/// </param>
public sealed record Signing(VerifierKey Key, long? WitnessedAt)
{
    internal const int TimeLength = sizeof(long);

    internal static bool TryVerify(
        VerifierKey key,
        string text,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out Signing? signing
    )
    {
        signing = null;
        if (key.Kind is SignatureKind.Note)
        {
            signing = key.Verifies(SignedNote.Utf8(text), bytes) ? new Signing(key, WitnessedAt: null) : null;
            return signing is not null;
        }

        // A time beyond 2^63 - 1 is forbidden, and would read as negative.
        if (bytes.Length <= TimeLength || BinaryPrimitives.ReadInt64BigEndian(bytes) is not (>= 0 and var seconds))
            return false;

        signing = key.Verifies(SignedNote.Utf8(CosignedText(seconds, text)), bytes[TimeLength..])
            ? new Signing(key, seconds)
            : null;
        return signing is not null;
    }

    /// <summary>
    /// What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message"); the first line keeps it from passing
    /// for a note of the log.
    /// </summary>
    internal static string CosignedText(long seconds, string checkpoint) =>
        $"cosignature/v1\ntime {StrictDecimal.Of(seconds)}\n{checkpoint}";
}
