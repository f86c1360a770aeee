using System.Text.Unicode;

namespace Negotiations.Import.Reading;

/// <summary>In which a file is written.</summary>
internal enum TextEncoding
{
    Utf8,

    /// <summary>By its byte order mark.</summary>
    Utf16,

    /// <summary>What is nothing else: every byte of it is a letter.</summary>
    Latin1,
}

/// <summary>Tells in which encoding a file is written that does not say.</summary>
internal static class TextEncodings
{
    private const int Block = 64 * 1024;

    /// <param name="file">Read to its end and put back to its beginning.</param>
    public static TextEncoding Find(Stream file)
    {
        Span<byte> mark = stackalloc byte[2];
        var isMarked = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false) == 2 && (mark.SequenceEqual<byte>([0xFF, 0xFE]) || mark.SequenceEqual<byte>([0xFE, 0xFF]));
        file.Position = 0;
        var encoding = isMarked ? TextEncoding.Utf16 : IsUtf8(file) ? TextEncoding.Utf8 : TextEncoding.Latin1;
        file.Position = 0;
        return encoding;
    }

    private static bool IsUtf8(Stream file)
    {
        var buffer = new byte[Block];
        var kept = 0;
        while (true)
        {
            var read = file.Read(buffer, kept, Block - kept);
            var have = kept + read;
            var whole = read == 0 ? have : LengthOfWholeLetters(buffer.AsSpan(0, have));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)))
                return false;

            if (read == 0)
                return true;

            buffer.AsSpan(whole, have - whole).CopyTo(buffer);
            kept = have - whole;
        }
    }

    // A letter may be cut in two by the end of a block.
    private static int LengthOfWholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) == 0x80)
                continue;

            var length = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return length > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }
}
