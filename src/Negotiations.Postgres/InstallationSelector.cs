namespace Negotiations.Postgres;

/// <summary>Which of the installations runs the data folder, and what a person is shown when none can.</summary>
internal static class InstallationSelector
{
    /// <summary>The oldest major version the schema is tested with.</summary>
    const int OldestMajor = 14;

    /// <summary>
    /// The programs of the data's own major version, which alone can open it; for new data the newest there are.
    /// </summary>
    public static async Task<Installation> MakeAsync(
        DataFolder folder,
        ServerUser user,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        var found = await Installations.FindAsync(options.BinFolder, folder.Downloads, user, stop);
        var major = folder.Major();
        if (
            found.Where(one => major is null ? one.Major >= OldestMajor : one.Major == major).MaxBy(one => one.Major) is
            { } fits
        )
            return fits;

        var download = "";
        if (options.DownloadVersion is { Length: > 0 } version)
            try
            {
                return await Download.FetchAsync(major?.ToString() ?? version, folder, user, options, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                download =
                    "The download failed: "
                    + $"{exception.Message}{(exception.InnerException is { } cause ? $" ({cause.Message})" : "")}\n";
            }

        var places =
            found.Count == 0
                ? options.BinFolder is { Length: > 0 } only
                    ? $"none in {only}"
                    : "none found"
                : "found " + string.Join(", ", found.Select(one => $"{one.Version} in {one.BinFolder}"));

        throw new PostgresUnavailableException(
            major is null
                ? $"There is no PostgreSQL server to run, version {OldestMajor} or later "
                    + $"({places}).\n{download}{WhatToInstall}"
                : $"The database in {folder.Data} was made by PostgreSQL {major}, and only the server "
                    + $"programs of PostgreSQL {major} can open it ({places}).\n{download}"
                    + $"Install PostgreSQL {major} again, or move the data: pg_upgrade where both versions "
                    + "are installed, or this program's export and import."
        );
    }

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
