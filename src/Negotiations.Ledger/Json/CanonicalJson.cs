using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Negotiations.Ledger;

/// <summary>What to do with a number that an IEEE 754 double cannot hold exactly, such as 9007199254740993.</summary>
public enum InexactNumbers
{
    /// <summary>
    /// Take the nearest double, as RFC 8785 section 3.2.2.3 does: two different texts may get the same bytes.
    /// </summary>
    Round,

    /// <summary>
    /// Refuse it. Whatever is hashed for the ledger uses this, or a digit could be changed without changing the hash.
    /// </summary>
    Refuse,
}

/// <summary>The JSON Canonicalization Scheme, RFC 8785: one value, one sequence of UTF-8 bytes.</summary>
public static class CanonicalJson
{
    /// <summary>The deepest nesting of arrays and objects that is read.</summary>
    public const int MaxDepth = 64;

    private const int Usual = 4 * 1024;
    private const int MostReused = 64 * 1024;

    // Hundreds of thousands of values in a row are usual; each thread grows one buffer for them.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_bytes;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = MaxDepth };

    /// <exception cref="CanonicalJsonException">A member occurs twice, a string holds half a surrogate pair or bytes
    /// that are not UTF-8, or a number is out of range.</exception>
    public static byte[] Of(JsonElement value, InexactNumbers inexact = InexactNumbers.Round)
    {
        var bytes = t_bytes ?? new ArrayBufferWriter<byte>(Usual);
        t_bytes = null;
        bytes.ResetWrittenCount();
        Write(value, bytes, inexact);
        var canonical = bytes.WrittenSpan.ToArray();
        if (bytes.Capacity <= MostReused)
            t_bytes = bytes;

        return canonical;
    }

    /// <param name="utf8">One JSON text (RFC 8259) without byte order mark, comments or trailing commas.</param>
    /// <param name="inexact">See <see cref="InexactNumbers"/>.</param>
    /// <exception cref="CanonicalJsonException">As for an element, and when the text is not JSON.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> utf8, InexactNumbers inexact = InexactNumbers.Round)
    {
        if (PlainCanonicalJson.TryOf(utf8.Span) is { } plain)
            return plain;

        try
        {
            using var document = JsonDocument.Parse(utf8, s_strict);
            return Of(document.RootElement, inexact);
        }
        catch (JsonException notJson)
        {
            throw new CanonicalJsonException("", $"this is not JSON: {notJson.Message}", notJson);
        }
    }

    /// <summary>The same without an exception, for input from strangers.</summary>
    /// <param name="utf8">One JSON text.</param>
    /// <param name="inexact">See <see cref="InexactNumbers"/>.</param>
    /// <param name="canonical">The canonical bytes.</param>
    /// <param name="reason">One sentence that names the place as a JSON Pointer (RFC 6901).</param>
    public static bool TryOf(
        ReadOnlyMemory<byte> utf8,
        InexactNumbers inexact,
        [NotNullWhen(true)] out byte[]? canonical,
        [NotNullWhen(false)] out string? reason
    )
    {
        (canonical, reason) = (null, null);
        try
        {
            canonical = Of(utf8, inexact);
            return true;
        }
        catch (CanonicalJsonException refused)
        {
            reason = refused.Message;
            return false;
        }
    }

    /// <summary>For many values in a row: the caller keeps the buffer.</summary>
    /// <exception cref="CanonicalJsonException">As for <see cref="Of(JsonElement, InexactNumbers)"/>; part of the
    /// value may have been written.</exception>
    public static void Write(
        JsonElement value,
        IBufferWriter<byte> bytes,
        InexactNumbers inexact = InexactNumbers.Round
    )
    {
        ArgumentNullException.ThrowIfNull(bytes);
        new CanonicalJsonWriter(bytes, inexact).Value(value);
    }
}
