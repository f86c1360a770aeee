using System.Buffers;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>Strings by RFC 8785 section 3.2.2.2: only what JSON forbids is escaped, and each in one way.</summary>
internal static class CanonicalString
{
    private const string Controls =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

    private static readonly SearchValues<char> s_escaped = SearchValues.Create(Controls + "\"\\");

    // Throws on half a surrogate pair instead of writing U+FFFD for it.
    private static readonly UTF8Encoding s_utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <exception cref="EncoderFallbackException"><paramref name="text"/> holds half a surrogate pair.</exception>
    public static void Write(string text, IBufferWriter<byte> bytes)
    {
        bytes.Write("\""u8);
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(s_escaped); next >= 0; next = rest.IndexOfAny(s_escaped))
        {
            s_utf8.GetBytes(rest[..next], bytes);
            Escape(rest[next], bytes);
            rest = rest[(next + 1)..];
        }

        s_utf8.GetBytes(rest, bytes);
        bytes.Write("\""u8);
    }

    private static void Escape(char character, IBufferWriter<byte> bytes)
    {
        switch (character)
        {
            case '"':
                bytes.Write("\\\""u8);
                break;
            case '\\':
                bytes.Write("\\\\"u8);
                break;
            case '\b':
                bytes.Write("\\b"u8);
                break;
            case '\t':
                bytes.Write("\\t"u8);
                break;
            case '\n':
                bytes.Write("\\n"u8);
                break;
            case '\f':
                bytes.Write("\\f"u8);
                break;
            case '\r':
                bytes.Write("\\r"u8);
                break;
            default:
                Encoding.ASCII.GetBytes($"\\u{(int)character:x4}", bytes);
                break;
        }
    }
}
