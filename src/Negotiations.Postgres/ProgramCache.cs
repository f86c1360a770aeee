using System.Runtime.Versioning;
using System.Text.Json;

namespace Negotiations.Postgres;

/// <summary>
/// The folder of the user's cache in which fetched programs are, each package in a folder of its own that appears
/// whole or not at all.
/// </summary>
internal sealed class ProgramCache(string root)
{
    const string Drafts = "new-";

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Root's programs are run by the user of the server, who must not be able to change them.
    const UnixFileMode OwnerWrites =
        OwnerOnly
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    public string Root { get; } = CanonicalPath.Of(root);

    string Lock => Path.Combine(Root, "fetch.lock");

    public string BinFolderOf(ProgramPackage package) => Path.Combine(Root, package.FolderName, "bin");

    /// <summary>
    /// <c>/var/cache/negotiations</c> for root, else <c>negotiations</c> in the user's cache; null for a user who has
    /// no home.
    /// </summary>
    public static string? DefaultRoot()
    {
        if (ServerUser.CallerIsRoot)
            return "/var/cache/negotiations/postgresql";

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache =
            OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } chosen && Path.IsPathRooted(chosen) ? chosen
            : Path.Combine(home, ".cache");
        return Path.IsPathRooted(cache) ? Path.Combine(cache, "negotiations", "postgresql") : null;
    }

    /// <summary>
    /// False where there is nothing, or where someone else could have put programs for us to run.
    /// </summary>
    public bool IsOurs()
    {
        if (!Directory.Exists(Root) || OperatingSystem.IsWindows())
            return Directory.Exists(Root);

        try
        {
            // Only the owner may set a mode.
            var mode = File.GetUnixFileMode(Root);
            File.SetUnixFileMode(Root, mode);
            return (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>Fetches and unpacks a package, unless another process is quicker; its folder of programs.</summary>
    /// <exception cref="FetchFailedException">It could not be had; the message says why.</exception>
    public async Task<string> EnsureAsync(
        ProgramPackage package,
        string repository,
        TimeSpan firstPause,
        Action<string> report,
        CancellationToken stop
    )
    {
        try
        {
            Prepare();
            using var alone = await FileLock.ExclusiveAsync(
                Lock,
                () => report($"Another process fetches programs into {Root}; waiting for it."),
                stop
            );
            var folder = Path.Combine(Root, package.FolderName);
            if (!Directory.Exists(folder))
                await FetchAsync(package, folder, repository, firstPause, report, stop);

            return BinFolderOf(package);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new FetchFailedException($"The package can't be unpacked: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new FetchFailedException($"{Root} can't be used: {exception.Message}", exception);
        }
    }

    async Task FetchAsync(
        ProgramPackage package,
        string folder,
        string repository,
        TimeSpan firstPause,
        Action<string> report,
        CancellationToken stop
    )
    {
        foreach (var leftOver in Directory.EnumerateDirectories(Root, Drafts + "*"))
            Directory.Delete(leftOver, recursive: true);

        using var download = new PackageDownload(package, repository, firstPause, report);
        report(
            $"No installed PostgreSQL fits. Fetching PostgreSQL {package.Version} for {package.Platform}, this once: "
                + $"{PackageDownload.Megabytes(package.Bytes)} MB from {download.Address} into {Root}. "
                + "(--no-download, or POSTGRES__DOWNLOAD=off, fetches nothing.)"
        );
        var unfinished = folder + ".part";
        await using (var archive = await download.FetchAsync(unfinished, stop))
        {
            report("Its SHA-256 is the pinned one; unpacking.");
            var draft = Path.Combine(Root, Drafts + Guid.NewGuid().ToString("N")[..8]);
            Make(draft, ServerUser.CallerIsRoot ? OwnerWrites : OwnerOnly);
            try
            {
                await PackageArchive.UnpackAsync(archive, draft, stop);
                Directory.Move(draft, folder);
            }
            finally
            {
                if (Directory.Exists(draft))
                    Directory.Delete(draft, recursive: true);

                File.Delete(unfinished);
            }
        }
    }

    void Prepare()
    {
        var mode = ServerUser.CallerIsRoot ? OwnerWrites : OwnerOnly;
        Make(Root, mode);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Root, mode);

        // Opening it for anything would fail while another process has it.
        if (!File.Exists(Lock))
            try
            {
                new FileStream(Lock, FileMode.CreateNew, FileAccess.Write).Dispose();
            }
            catch (IOException) when (File.Exists(Lock))
            {
                // Another process was quicker.
            }
    }

    static void Make(string folder, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            MakeOnUnix(folder, mode);
    }

    [UnsupportedOSPlatform("windows")]
    static void MakeOnUnix(string folder, UnixFileMode mode)
    {
        if (Directory.Exists(folder))
            return;

        if (Path.GetDirectoryName(folder) is { } parent)
            MakeOnUnix(parent, mode);

        // The mode at its birth is less what the umask takes away, so that it is set once more.
        Directory.CreateDirectory(folder, mode);
        File.SetUnixFileMode(folder, mode);
    }
}
