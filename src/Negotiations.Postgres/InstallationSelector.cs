namespace Negotiations.Postgres;

/// <param name="Installations">Most deliberate first.</param>
/// <param name="Failure">Why nothing could be fetched, as a line; empty when that was not tried, or done.</param>
internal sealed record FoundPrograms(IReadOnlyList<Installation> Installations, string Failure);

/// <summary>Which of the installations runs the data folder, and what a person is shown when none can.</summary>
internal static class InstallationSelector
{
    /// <summary>The oldest major version the schema is tested with.</summary>
    const int OldestMajor = 14;

    /// <summary>What can run the data folder, fetched if need be and allowed.</summary>
    /// <param name="folder">Whose data decide.</param>
    public static async Task<FoundPrograms> FindAsync(
        DataFolder folder,
        ServerUser user,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        var found = await Installations.FindAsync(folder, user, options, stop);
        var major = folder.Major();
        if (
            options.DownloadVersion is not { } version
            || options.NamedFolder is not null
            || Best(found, major, options) is { IsFetched: false }
        )
            return new FoundPrograms(found, "");

        if (options.Catalogue.Find(major ?? version) is not { } package)
            return new FoundPrograms(
                found,
                $"There are no programs of PostgreSQL {major ?? version} for "
                    + $"{ProgramCatalogue.ThisPlatform} to fetch.\n"
            );

        try
        {
            return new FoundPrograms([.. found, await FetchAsync(package, found, user, options, stop)], "");
        }
        catch (FetchFailedException exception)
        {
            // Older ones that were fetched before are better than none.
            if (Best(found, major, options) is not null)
                options.Report($"PostgreSQL {package.Version} could not be fetched. {exception.Message}");

            return new FoundPrograms(found, $"The download failed. {exception.Message}\n");
        }
    }

    /// <summary>
    /// The programs of the data's own major version, which alone can open it; for new data the newest there are.
    /// Installed ones before fetched ones: the system keeps them up to date.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">None fits; the message says what to install.</exception>
    public static Installation Select(FoundPrograms programs, DataFolder folder, LocalPostgresOptions options)
    {
        var major = folder.Major();
        if (Best(programs.Installations, major, options) is { } fits)
            return fits;

        var places =
            programs.Installations.Count == 0
                ? options.NamedFolder is { } only
                    ? $"none in {only}"
                    : "none found"
                : "found "
                    + string.Join(", ", programs.Installations.Select(one => $"{one.Version} in {one.BinFolder}"));

        throw new PostgresUnavailableException(
            major is null
                ? $"There is no PostgreSQL server to run, version {OldestMajor} or later "
                    + $"({places}).\n{programs.Failure}{WhatToInstall}{(IsForbidden(options) ? OrFetch : "")}"
                : $"The database in {folder.Data} was made by PostgreSQL {major}, and only the server "
                    + $"programs of PostgreSQL {major} can open it ({places}).\n{programs.Failure}"
                    + $"Install PostgreSQL {major} again, or move the data: pg_upgrade where both versions "
                    + "are installed, or this program's export and import."
        );
    }

    static Installation? Best(IReadOnlyList<Installation> found, int? major, LocalPostgresOptions options) =>
        found
            .Where(one => major is null ? one.Major >= OldestMajor : one.Major == major)
            .OrderBy(one => one.IsFetched)
            .ThenByDescending(one => one.IsFetched && one.Major == options.DownloadVersion)
            .ThenByDescending(one => one.Major)
            .ThenByDescending(one => Version.TryParse(one.Version, out var version) ? version : new Version())
            .FirstOrDefault();

    static async Task<Installation> FetchAsync(
        ProgramPackage package,
        IReadOnlyList<Installation> found,
        ServerUser user,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        var cache = options.Programs
            ?? throw new FetchFailedException("This user has no home to put programs into; set XDG_CACHE_HOME.");
        if (found.FirstOrDefault(one => one.BinFolder == cache.BinFolderOf(package)) is { } here)
            return here;

        var folder = await cache.EnsureAsync(
            package,
            options.DownloadRepository ?? options.Catalogue.Repository,
            options.DownloadPause,
            options.Report,
            stop
        );
        return await Installation.InAsync(folder, Installation.Fetched, user, stop)
            ?? throw new FetchFailedException(
                $"The programs in {folder} do not run on this machine. "
                    + "To have them fetched once more, delete that folder."
            );
    }

    static bool IsForbidden(LocalPostgresOptions options) =>
        options.DownloadVersion is null && options.NamedFolder is null;

    const string OrFetch = "\nor leave out --no-download (postgres:download=off), and they are fetched.";

    const string WhatToInstall = $"""
        Install the server programs:
          Debian, Ubuntu   sudo apt-get install postgresql
          Fedora, RHEL     sudo dnf install postgresql-server
          Alpine           apk add postgresql
          macOS            brew install postgresql@17
          Windows          winget install PostgreSQL.PostgreSQL.17
        or run one in a container (docs/containers.md says how to reach it from here):
          docker compose up -d db
        or name a folder with initdb, pg_ctl and postgres in {Installations.BinVariable},
        or give a server of your own: ConnectionStrings__negotiations="Host=...;Username=...;Password=...;Database=...".
        """;
}
