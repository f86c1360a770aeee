using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Negotiations.Ledger;

/// <summary>
/// The entries under one level 0 tile, as C2SP tlog-tiles serves them ("Log entries"): each after its length in two
/// bytes, big-endian.
/// </summary>
/// <param name="Index">Place among the bundles, from 0: it starts at entry Index * 256.</param>
/// <param name="Width">Entries in the bundle, 1 to 256.</param>
public readonly record struct EntryBundle(long Index, int Width)
{
    /// <summary>In bytes; what two bytes can count.</summary>
    public const int MaxEntryLength = ushort.MaxValue;

    private const int PrefixLength = sizeof(ushort);

    private const string Folder = "tile/entries/";

    /// <summary><c>tile/entries/x001/x234/067</c>, or with <c>.p/8</c> after it.</summary>
    public string Path => Folder + TilePath.Of(Index, Width);

    public static bool TryParse([NotNullWhen(true)] string? path, out EntryBundle bundle)
    {
        bundle = default;
        if (
            path?.StartsWith(Folder, StringComparison.Ordinal) is not true
            || !TilePath.TryParse(path[Folder.Length..], out var index, out var width)
        )
            return false;

        bundle = new EntryBundle(index, width);
        return true;
    }

    /// <summary>Every bundle of a log, in order; the last may be partial.</summary>
    /// <param name="size">Entries in the log.</param>
    public static IEnumerable<EntryBundle> AllOf(long size) =>
        Tile.AllOf(size).TakeWhile(tile => tile.Level == 0).Select(tile => new EntryBundle(tile.Index, tile.Width));

    /// <exception cref="ArgumentException">An entry is longer than <see cref="MaxEntryLength"/>.</exception>
    public static byte[] ToBytes(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Any(entry => entry.Length > MaxEntryLength))
            throw new ArgumentException($"An entry has at most {MaxEntryLength} bytes.", nameof(entries));

        var bytes = new byte[entries.Sum(entry => PrefixLength + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[PrefixLength..]);
            rest = rest[(PrefixLength + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads exactly <see cref="Width"/> entries and no byte more.</summary>
    public bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries,
        [NotNullWhen(false)] out Unreadable? failure
    )
    {
        var read = new List<ReadOnlyMemory<byte>>(Width);
        var rest = bytes;
        while (read.Count < Width && rest.Length >= PrefixLength)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (rest.Length < PrefixLength + length)
                break;
            read.Add(rest.Slice(PrefixLength, length));
            rest = rest[(PrefixLength + length)..];
        }

        failure =
            read.Count < Width ? new Unreadable(Path, $"entry {read.Count} of {Width} is cut off")
            : rest.Length > 0 ? new Unreadable(Path, $"{rest.Length} bytes follow the last of its {Width} entries")
            : null;
        entries = failure is null ? read : null;
        return failure is null;
    }
}
