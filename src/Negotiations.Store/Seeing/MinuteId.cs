namespace Negotiations.Store.Seeing;

/// <summary>
/// Ids that everyone sees and that are in the order of time: of version 7, with the minute in the place of the
/// millisecond, and the number of the id within its minute behind that.
/// </summary>
/// <remarks>The number is this node's: of two nodes that each make one in the same minute, either may be
/// first.</remarks>
public static class MinuteId
{
    // Twelve bits are behind the time; who makes more in a minute gets them in the order of chance.
    private const int Most = 0xFFF;

    private static readonly Lock counting = new();
    private static (DateTimeOffset Minute, int Count) last;

    /// <param name="now">By the database's clock.</param>
    public static Guid Next(DateTimeOffset now)
    {
        var minute = Minute.Of(now);
        int count;
        lock (counting)
        {
            last = last.Minute == minute ? (minute, last.Count + 1) : (minute, 0);
            count = Math.Min(last.Count, Most);
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(minute).TryWriteBytes(bytes, bigEndian: true, out _);
        (bytes[6], bytes[7]) = ((byte)(0x70 | (count >> 8)), (byte)count);
        return new Guid(bytes, bigEndian: true);
    }
}
