using System.Runtime.CompilerServices;

namespace Negotiations.Postgres;

/// <summary>
/// Finds server programs. Distributions put them beside PATH on purpose (several versions side by side), so known
/// places are searched as well. Only the Linux places could be checked by running; macOS and Windows are from the
/// installers' manuals.
/// </summary>
internal static class Installations
{
    public const string BinVariable = "NEGOTIATIONS_PG_BIN";

    /// <summary>Everything found, most deliberate first, each folder once.</summary>
    public static async Task<IReadOnlyList<Installation>> FindAsync(
        DataFolder data,
        ServerUser user,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        var seen = new HashSet<string>();
        var found = new List<Installation>();
        await foreach (var (folder, foundBy) in PlacesAsync(data, options, stop))
            if (
                seen.Add(CanonicalPath.Of(folder))
                && await Installation.InAsync(folder, foundBy, user, stop) is { } installation
            )
                found.Add(installation);

        return found;
    }

    static async IAsyncEnumerable<(string Folder, string FoundBy)> PlacesAsync(
        DataFolder data,
        LocalPostgresOptions options,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        if (options.NamedFolder is { } named)
        {
            yield return (named, options.BinFolder is { Length: > 0 } ? "option" : BinVariable);
            yield break;
        }

        if (options.LooksForInstalled)
            await foreach (var place in InstalledAsync(stop))
                yield return place;

        // What someone has put into the data folder is meant for it.
        foreach (var (folder, _) in Folders([(data.Downloads, "postgres-*", "bin")]))
            yield return (folder, "data folder");

        if (options.Programs is { } cache && cache.IsOurs())
            foreach (var (folder, _) in Folders([(cache.Root, "postgres-*", "bin")]))
                yield return (folder, Installation.Fetched);
    }

    static async IAsyncEnumerable<(string Folder, string FoundBy)> InstalledAsync(
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        foreach (
            var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            )
        )
            yield return (BehindLink(folder), "PATH");

        if (await Command.AskAsync(Command.Of("pg_config", "--bindir"), stop) is { } configured)
            yield return (configured, "pg_config");

        foreach (var folder in Folders(KnownPlaces()))
            yield return folder;
    }

    static IEnumerable<(string Path, string Root)> Folders(
        IEnumerable<(string Root, string Pattern, string Bin)> places
    ) =>
        from place in places
        where Directory.Exists(place.Root)
        from folder in Directory.EnumerateDirectories(place.Root, place.Pattern)
        select (Path.Combine(folder, place.Bin), place.Root);

    // /usr/local/bin/postgres is often a link into a version's own folder, where initdb finds its share/ and lib/.
    static string BehindLink(string folder)
    {
        var postgres = Installation.PathOf(folder, "postgres");
        return File.Exists(postgres) ? Path.GetDirectoryName(CanonicalPath.Of(postgres))! : folder;
    }

    static (string Root, string Pattern, string Bin)[] KnownPlaces()
    {
        if (OperatingSystem.IsWindows())
            return
            [
                (
                    Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"),
                    "*",
                    "bin"
                ),
            ];

        if (OperatingSystem.IsMacOS())
            return
            [
                ("/opt/homebrew/opt", "postgresql*", "bin"),
                ("/usr/local/opt", "postgresql*", "bin"),
                ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
                ("/Library/PostgreSQL", "*", "bin"),
            ];

        return
        [
            ("/usr/lib/postgresql", "*", "bin"),
            ("/usr", "pgsql-*", "bin"),
            ("/usr/libexec", "postgresql*", ""),
            ("/usr/local", "pgsql*", "bin"),
            ("/opt", "pgsql*", "bin"),
            ("/home/linuxbrew/.linuxbrew/opt", "postgresql*", "bin"),
        ];
    }
}
