namespace Negotiations.Postgres;

/// <summary>Makes the data folder's cluster, once.</summary>
internal static class Cluster
{
    public const string Superuser = "negotiations";

    // Sorting by code point (C) is fastest and the same on every machine for ever; but with C as the character type
    // too, lower() and text search would fold no Cyrillic. Not every system has both names, and some have neither:
    // then only ASCII folds.
    static readonly string[] CharacterTypes = OperatingSystem.IsWindows() ? ["C"] : ["C.UTF-8", "en_US.UTF-8", "C"];

    /// <summary>Made beside and renamed, so that a killed initdb leaves nothing that looks like a cluster.</summary>
    public static async Task InitializeAsync(
        DataFolder folder,
        ServerUser user,
        Installation installation,
        LocalPostgresOptions options,
        CancellationToken stop
    )
    {
        if (Directory.Exists(folder.Data))
            throw new PostgresUnavailableException(
                $"{folder.Data} exists, but is no PostgreSQL database (it has no PG_VERSION). "
                    + "Put the database back from a backup, or move that folder away."
            );

        options.Report($"Making a new database in {folder.Data}.");
        foreach (var leftOver in Directory.EnumerateDirectories(folder.Root, "data.init-*"))
            Directory.Delete(leftOver, recursive: true);

        if (!File.Exists(folder.Password))
            await Password.MakeAsync(folder, user, stop);

        // A new name each time: the initdb of a killed program may still be writing to the old one.
        var draft = folder.Data + ".init-" + Guid.NewGuid().ToString("N")[..8];
        var result = new CommandResult(-1, "");
        foreach (var characterType in CharacterTypes)
        {
            result = await Command.RunAsync(
                user.CommandOf(
                    installation.Program("initdb"),
                    folder.Root,
                    Arguments(draft, folder, characterType, options)
                ),
                stop
            );
            if (result.ExitCode == 0 || !result.Output.Contains("locale", StringComparison.OrdinalIgnoreCase))
                break;
        }

        if (result.ExitCode != 0)
            throw new PostgresUnavailableException(
                $"initdb could not make a database in {folder.Root} (exit code {result.ExitCode}):\n{result.Output}"
            );

        Directory.Move(draft, folder.Data);
    }

    static IEnumerable<string> Arguments(
        string draft,
        DataFolder folder,
        string characterType,
        LocalPostgresOptions options
    ) =>
        [
            "-D",
            draft,
            "-U",
            Superuser,
            "--pwfile=" + folder.Password,
            "--auth=scram-sha-256",
            "--data-checksums",
            "-E",
            "UTF8",
            "--locale=C",
            "--lc-ctype=" + characterType,
            .. options.Throwaway ? ["--no-sync"] : Array.Empty<string>(),
        ];
}
