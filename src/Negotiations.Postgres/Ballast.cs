namespace Negotiations.Postgres;

/// <summary>
/// A file that takes room on the disk of the data folder and is given up when the disk is full: with its room the
/// database recovers and answers. It is made again once there is room for it, and until then the disk counts as full.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="freeSpace">Of the folder's disk, in bytes; null: as the system says.</param>
public sealed class Ballast(string folder, Func<long>? freeSpace = null)
{
    /// <summary>
    /// Bytes. PostgreSQL writes its log in files of 16 MB, and needs one or two of them, and pages of its tables, to
    /// recover after it found the disk full.
    /// </summary>
    public const long Size = 64L << 20;

    /// <summary>Bytes. With less the disk is full.</summary>
    public const long Least = 16L << 20;

    const int Piece = 1 << 20;

    readonly Func<long> freeSpace = freeSpace ?? (() => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);
    bool wasRefused;

    /// <summary>Where it lies.</summary>
    public string File { get; } = Path.Combine(folder, "ballast");

    /// <summary>Bytes that have to become free until it can be made again; 0 while it is there.</summary>
    public long Missing => IsThere ? 0 : Math.Max(0, Size + (2 * Least) - freeSpace());

    bool IsThere => new FileInfo(File) is { Exists: true, Length: >= Size };

    /// <summary>Gives it up or makes it again, as the disk is.</summary>
    /// <param name="isRefused">The database was just refused room on its disk.</param>
    /// <returns>Whether there is room to record more.</returns>
    /// <exception cref="IOException">The folder cannot be asked or written.</exception>
    public bool Keep(bool isRefused)
    {
        // Where the database lies on another disk, to give it up again and again would free nothing.
        var isNewlyRefused = isRefused && !wasRefused;
        wasRefused = isRefused;
        if (IsThere)
        {
            if (freeSpace() >= Least && !isNewlyRefused)
                return true;

            System.IO.File.Delete(File);
            return false;
        }

        return Missing == 0 && TryMake();
    }

    // Written, since a file that only has a length takes no room; with bytes that no file system packs.
    bool TryMake()
    {
        try
        {
            using var made = new FileStream(
                File,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete
            );
            var piece = new byte[Piece];
            new Random(1).NextBytes(piece);
            for (var written = 0L; written < Size; written += Piece)
                made.Write(piece);

            return true;
        }
        catch (IOException)
        {
            System.IO.File.Delete(File);
            return false;
        }
    }
}
