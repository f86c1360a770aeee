using MysticMind.PostgresEmbed;

namespace Negotiations.Postgres;

/// <summary>
/// Fetches server programs, for people who asked for it. The library is used for nothing else: the server it would
/// start trusts every local user, runs with fsync off and is killed at exit, which is unfit for evidence.
/// </summary>
internal static class Download
{
    public static async Task<Installation> FetchAsync(
        string version,
        DataFolder folder,
        ServerUser user,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        options.Report($"No installed PostgreSQL fits; fetching version {version} into {folder.Downloads}, this once.");
        await using var library = new PgServer(
            new PgServerOptions
            {
                PgVersion = version,
                BinariesDir = folder.Downloads,
                DbDir = Path.Combine(folder.Root, "unused"),
                MavenRepo = options.DownloadRepository ?? PgServerOptions.DefaultMavenRepo,
                DownloadRetryCount = 1,
            }
        );
        await library.InstallAsync(stop);
        return await Installation.InAsync(Path.Combine(library.InstallDir, "bin"), "download", user, stop)
            ?? throw new PostgresUnavailableException(
                $"{library.InstallDir} was downloaded, but its programs do not run on this machine."
            );
    }
}
