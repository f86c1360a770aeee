using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Negotiations.Postgres;

/// <summary>
/// Unpacks a package: a compressed tar whose <c>package/native/</c> holds the programs, and whose list of links
/// is in a file, since archives of that repository have none.
/// </summary>
internal static class PackageArchive
{
    const string Top = "package/";
    const string Programs = Top + "native/";
    const string Licence = Top + "LICENSE.md";
    const string Links = "pg-symlinks.json";

    const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    const UnixFileMode Executable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="archive">The whole file, from its beginning.</param>
    /// <param name="folder">Empty; what is unpacked does not leave it.</param>
    /// <exception cref="FetchFailedException">It holds a path that leads out of the folder, or a link or device.
    /// </exception>
    public static async Task UnpackAsync(Stream archive, string folder, CancellationToken stop)
    {
        await using var plain = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(copyData: false, stop) is { } entry)
        {
            // All names are looked at, also of what is left out: one that is wrong makes the whole doubtful.
            var path = Inside(folder, entry.Name);
            switch (entry.EntryType)
            {
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                case TarEntryType.Directory:
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile when path is not null:
                    await WriteAsync(entry, folder, path, stop);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    break;
                default:
                    throw new FetchFailedException(
                        $"The package holds {entry.Name}, which is neither file nor folder."
                    );
            }
        }

        await LinkAsync(folder, stop);
    }

    // Where an entry goes; null where it is not wanted.
    static string? Inside(string folder, string name)
    {
        var isOutside =
            name.Length == 0
            || name.AsSpan().ContainsAny("\\:\0")
            || name.StartsWith('/')
            || name.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");
        var below =
            name == Licence ? name[Top.Length..]
            : name.StartsWith(Programs, StringComparison.Ordinal) ? name[Programs.Length..]
            : null;
        var path = below is null ? null : Path.GetFullPath(below, folder);
        return isOutside || path?.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) == false
            ? throw new FetchFailedException($"The package holds {name}, which would lie outside of its folder.")
            : path;
    }

    static async Task WriteAsync(TarEntry entry, string folder, string path, CancellationToken stop)
    {
        MakeFolder(folder, Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (entry.DataStream is { } data)
            await data.CopyToAsync(file, stop);

        // Not as the archive says, nor as the caller's umask would have it: the server may run as another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                file.SafeFileHandle,
                (entry.Mode & UnixFileMode.UserExecute) != 0 ? Executable : Readable
            );
    }

    static void MakeFolder(string folder, string path)
    {
        if (path == folder || Directory.Exists(path))
            return;

        MakeFolder(folder, Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Executable);
    }

    // After all files, so that none can be written through a link.
    static async Task LinkAsync(string folder, CancellationToken stop)
    {
        var list = Path.Combine(folder, Links);
        if (!File.Exists(list))
            return;

        await using var file = File.OpenRead(list);
        foreach (
            var (source, target) in await JsonSerializer.DeserializeAsync<List<Link>>(
                file,
                JsonSerializerOptions.Web,
                stop
            ) ?? []
        )
        {
            var from = Inside(folder, Top + target);
            var to = Inside(folder, Top + source);
            if (from is null || to is null || !File.Exists(to))
                throw new FetchFailedException($"The package links {target} to {source}, which is not there.");

            File.CreateSymbolicLink(from, Path.GetRelativePath(Path.GetDirectoryName(from)!, to));
        }
    }

    /// <param name="Source">The file that is there.</param>
    /// <param name="Target">The name that leads to it.</param>
    sealed record Link(string Source, string Target);
}
