using Negotiations.Postgres;

namespace Negotiations.Server.Tests.Postgres.Fetching;

/// <summary>An empty cache of programs on a machine on which no PostgreSQL is installed.</summary>
internal sealed class Cache : IDisposable
{
    readonly Scratch scratch = new();

    public Cache()
    {
        // Root's cache is open to the user of the server, and a temporary folder is not.
        if (Scratch.IsRoot && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(scratch.Folder, (UnixFileMode)0b111_101_101);
    }

    public string Folder => Path.Combine(scratch.Folder, "programs");

    public string Unfinished => Path.Combine(Folder, $"{Name}.part");

    public static string Name => $"postgres-{Packages.Version}-{ProgramCatalogue.ThisPlatform}";

    public IReadOnlyCollection<string> Reports => scratch.Reports;

    /// <summary>Without the lock, which stays.</summary>
    public IEnumerable<string> Content =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFileSystemEntries(Folder).Select(each => Path.GetFileName(each)).Except(["fetch.lock"])
            : [];

    public LocalPostgresOptions Options(ProgramCatalogue catalogue, string repository) =>
        new()
        {
            ProgramsFolder = Folder,
            Catalogue = catalogue,
            DownloadRepository = repository,
            DownloadPause = TimeSpan.FromMilliseconds(10),
            LooksForInstalled = false,
            Report = scratch.Reports.Enqueue,
        };

    /// <summary>What would run new data.</summary>
    public static async Task<Installation> SelectAsync(LocalPostgresOptions options)
    {
        using var data = new Scratch();
        var folder = new DataFolder(data.Folder);
        var user = await ServerUser.ResolveAsync(options, Scratch.Stop);
        return InstallationSelector.Select(
            await InstallationSelector.FindAsync(folder, user, options, Scratch.Stop),
            folder,
            options
        );
    }

    public static async Task<string> RefusalOf(LocalPostgresOptions options) =>
        (await Assert.ThrowsAsync<PostgresUnavailableException>(() => SelectAsync(options))).Message;

    public void Dispose() => scratch.Dispose();
}
