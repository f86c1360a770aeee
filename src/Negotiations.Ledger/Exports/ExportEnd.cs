using System.Text;

namespace Negotiations.Ledger;

/// <summary>The last line of an export that carries its proof. It shows that none was cut off, and its checksum is for
/// accidents: what is bound is bound by the checkpoint.</summary>
public static class ExportEnd
{
    /// <summary>How it begins.</summary>
    public static ReadOnlySpan<byte> Start => "{\"end\":"u8;

    /// <summary>The line without its newline.</summary>
    /// <param name="events">How many there are.</param>
    /// <param name="sha256">Of all bytes before it.</param>
    public static byte[] ToLine(long events, ReadOnlySpan<byte> sha256) =>
        Encoding.ASCII.GetBytes(
            $"{{\"end\":{{\"events\":{StrictDecimal.Of(events)},\"sha256\":\"{Convert.ToHexStringLower(sha256)}\"}}}}"
        );
}
