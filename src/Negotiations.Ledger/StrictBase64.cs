using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// Base 64 in its one canonical spelling (RFC 4648 sections 3.5 and 4). The platform's decoder also takes white space
/// and stray bits in the last digit; here that would let one signature be written in several ways.
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text is null || text.Length % 4 != 0)
            return false;

        var decoded = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, decoded, out var length))
            return false;

        decoded = decoded[..length];
        if (Convert.ToBase64String(decoded) != text)
            return false;

        bytes = decoded;
        return true;
    }
}
