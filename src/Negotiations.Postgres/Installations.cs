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
        string? binFolder,
        string downloads,
        ServerUser user,
        CancellationToken stop
    )
    {
        var seen = new HashSet<string>();
        var found = new List<Installation>();
        await foreach (var (folder, foundBy) in PlacesAsync(binFolder, downloads, stop))
            if (
                seen.Add(CanonicalPath.Of(folder))
                && await Installation.InAsync(folder, foundBy, user, stop) is { } installation
            )
                found.Add(installation);

        return found;
    }

    static async IAsyncEnumerable<(string Folder, string FoundBy)> PlacesAsync(
        string? binFolder,
        string downloads,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        if (binFolder is { Length: > 0 })
        {
            yield return (binFolder, "option");
            yield break;
        }

        if (Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named)
        {
            yield return (named, BinVariable);
            yield break;
        }

        foreach (
            var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            )
        )
            yield return (BehindLink(folder), "PATH");

        if (await Command.AskAsync(Command.Of("pg_config", "--bindir"), stop) is { } configured)
            yield return (configured, "pg_config");

        foreach (var (root, pattern, bin) in KnownPlaces().Append((downloads, "postgres-*", "bin")))
            if (Directory.Exists(root))
                foreach (var folder in Directory.EnumerateDirectories(root, pattern))
                    yield return (Path.Combine(folder, bin), root == downloads ? "download" : root);
    }

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
