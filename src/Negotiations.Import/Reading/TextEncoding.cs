using System.Text;
using System.Text.Unicode;

namespace Negotiations.Import.Reading;

/// <summary>In which encoding a file is written. An encoding is never guessed: wrong letters look like right
/// ones.</summary>
internal static class TextEncodings
{
    private const int Block = 64 * 1024;
    private const int LongestSample = 60;
    private const int LongestLook = 4096;

    // The single-byte encodings that programs of this field write; each gives every byte a letter or is refused.
    private static readonly string[] Usual = ["windows-1251", "windows-1252", "koi8-r", "iso-8859-1"];

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name that a mapping gives; null when there is none of this name, or it is not one
    /// byte a letter, UTF-8 or UTF-16.</summary>
    public static Encoding? Named(string name)
    {
        try
        {
            var encoding = Encoding.GetEncoding(
                name,
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            );
            return encoding.IsSingleByte || encoding is UTF8Encoding or UnicodeEncoding ? encoding : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The names to offer.</summary>
    public static string Offered { get; } = string.Join(", ", Usual.Prepend("utf-16").Prepend("utf-8"));

    /// <param name="file">Read as far as needed and put back to its beginning.</param>
    /// <param name="named">As the mapping has it; null: the file has to be UTF-8, or UTF-16 with its mark.</param>
    /// <exception cref="UnreadableFileException">It is none of these, and nothing names what it is.</exception>
    public static Encoding Find(Stream file, string? named)
    {
        Span<byte> mark = stackalloc byte[3];
        var have = file.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        file.Position = 0;
        if (IsUtf16(mark[..have]))
            return Encoding.Unicode;

        var single = named is not null && Named(named) is { IsSingleByte: true } said ? said : null;
        if (single is not null && !mark[..have].SequenceEqual(Encoding.UTF8.Preamble))
            return Utf8Lines.WhyNot(file, single.WebName) is { } why ? throw new UnreadableFileException(why) : single;

        var wrong = FirstNotUtf8(file);
        file.Position = 0;
        return wrong is not { } at
            ? Encoding.UTF8
            : throw new UnreadableFileException(Utf8Lines.WhyMixed(file) ?? Refusal(file, at));
    }

    /// <summary>UTF-16 that a mapping names and no mark shows; null: it is not, or has its mark.</summary>
    public static Encoding? UnmarkedUtf16(Stream file, string? named)
    {
        if (named is null || Named(named) is not UnicodeEncoding wide)
            return null;

        Span<byte> mark = stackalloc byte[2];
        var have = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        file.Position = 0;

        // Every other byte of a header line in it is 0.
        return !IsUtf16(mark[..have]) && mark[..have].Contains((byte)0) ? wide : null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> mark) =>
        mark.StartsWith<byte>([0xFF, 0xFE]) || mark.StartsWith<byte>([0xFE, 0xFF]);

    private static string Refusal(Stream file, long at)
    {
        var likely = LikelyEncoding.Order(Usual, Around(file, at, LongestLook));
        return $"The file is not UTF-8 (byte {at}), and nothing names its encoding. "
            + $"Name it in the mapping, {{\"encoding\": \"{likely[0]}\"}}, by the line that reads right: "
            + $"{Samples(file, at, likely)}.";
    }

    private static byte[] Around(Stream file, long at, int most)
    {
        file.Position = Math.Max(0, at - (most / 2));
        var bytes = new byte[most];
        var length = file.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
        file.Position = 0;
        return bytes[..length];
    }

    // The line around the first byte that is not UTF-8, as each encoding has it.
    private static string Samples(Stream file, long at, IEnumerable<string> names)
    {
        var start = Math.Max(0, at - (LongestSample / 2));
        var line = Around(file, at, LongestSample).AsSpan();
        var within = (int)(at - start);
        var from = line[..within].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        var end = line[within..].IndexOfAny((byte)'\n', (byte)'\r');
        var sample = line[from..(end < 0 ? line.Length : within + end)].ToArray();
        return string.Join(
            "; ",
            names.Select(name => $"{name} reads '{Encoding.GetEncoding(name).GetString(sample)}'")
        );
    }

    private static long? FirstNotUtf8(Stream file)
    {
        var buffer = new byte[Block];
        var (left, before) = (0, 0L);
        while (true)
        {
            var read = file.Read(buffer, left, Block - left);
            var have = left + read;
            var whole = read == 0 ? have : LengthOfWholeLetters(buffer.AsSpan(0, have));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)))
                return before + FirstWrong(buffer.AsSpan(0, whole));

            if (read == 0)
                return null;

            buffer.AsSpan(whole, have - whole).CopyTo(buffer);
            (left, before) = (have - whole, before + whole);
        }
    }

    private static int FirstWrong(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;

        return at;
    }

    // A letter may be cut in two by the end of a block.
    private static int LengthOfWholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) == 0x80)
                continue;

            var length = lead switch
            {
                >= 0xF0 => 4,
                >= 0xE0 => 3,
                >= 0xC0 => 2,
                _ => 1,
            };
            return length > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }
}
