using System.Buffers;
using System.Text;

namespace Negotiations.Ledger;

/// <summary>A member with the salt that opens it (SD-JWT, RFC 9901 section 4.2, calls it a disclosure).</summary>
/// <param name="Salt">32 bytes.</param>
/// <param name="Member">What it says.</param>
public readonly record struct OpenMember(ReadOnlyMemory<byte> Salt, LeafMember Member)
{
    // Most members are a code, a date or a figure.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_bytes;

    /// <summary><c>SHA-256(0x00 || canonical([salt, name, value]))</c>, the salt in base 64.</summary>
    public Digest Hash()
    {
        var bytes = t_bytes ??= new ArrayBufferWriter<byte>(1024);
        bytes.ResetWrittenCount();
        Write(bytes);
        var hash = MerkleHash.OfEntry(bytes.WrittenSpan);
        if (bytes.Capacity > 1 << 16)
            t_bytes = null;

        return hash;
    }

    internal void Write(IBufferWriter<byte> bytes)
    {
        bytes.Write("[\""u8);
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Salt.Span), bytes);
        bytes.Write("\","u8);
        CanonicalString.Write(Member.Name, bytes);
        bytes.Write(","u8);
        bytes.Write(Member.Value.Span);
        bytes.Write("]"u8);
    }
}
