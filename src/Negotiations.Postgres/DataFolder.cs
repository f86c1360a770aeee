using System.Runtime.Versioning;

namespace Negotiations.Postgres;

/// <summary>
/// What lies where in the data folder. The path is canonical: two spellings of one folder must be one server, or the
/// second would take the first one's lock file for a left-over.
/// </summary>
internal sealed class DataFolder(string path)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // What may be here before us: the caller's keys, programs fetched on another machine, and the top of an ext
    // volume that a container mounts.
    static readonly string[] Welcome = ["keys", "binaries", "lost+found"];

    public string Root { get; } = CanonicalPath.Of(path);

    /// <summary>The cluster itself, PostgreSQL's "data directory".</summary>
    public string Data => Path.Combine(Root, "data");

    public string Password => Path.Combine(Root, "password");

    public string Log => Path.Combine(Root, "server.log");

    /// <summary>Held by the one who looks at, makes or starts the server, for as long as that takes.</summary>
    public string StartLock => Path.Combine(Root, "start.lock");

    /// <summary>Shared by every program that uses the server, for as long as it does; exclusive to stop it.</summary>
    public string UseLock => Path.Combine(Root, "use.lock");

    public string Downloads => Path.Combine(Root, "binaries");

    public string PostmasterPid => Path.Combine(Data, "postmaster.pid");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? Major()
    {
        var file = Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Split('.')[0], out var major) ? major : null;
    }

    /// <exception cref="PostgresUnavailableException">The folder is someone else's, or the server user can't get
    /// into it.</exception>
    public async Task PrepareAsync(ServerUser user, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(Root);
            Refuse();
            if (!Directory.Exists(Data))
                await user.OwnAsync(Root, stop);

            if (OperatingSystem.IsWindows())
            {
                new FileStream(StartLock, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite).Dispose();
                new FileStream(UseLock, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite).Dispose();
                return;
            }

            File.SetUnixFileMode(Root, OwnerOnly);
            await EnterAsync(user, stop);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new PostgresUnavailableException(
                $"The data folder {Root} can't be used by '{Environment.UserName}': {exception.Message} "
                    + "Choose another data folder, or run as the user it belongs to.",
                exception
            );
        }
    }

    void Refuse()
    {
        // pg_ctl puts the path between double quotes on a shell's command line, and does not quote it itself.
        if (!OperatingSystem.IsWindows() && Root.AsSpan().ContainsAny("\"$`\\\n"))
            throw new PostgresUnavailableException(
                $"PostgreSQL can't be started from {Root}: choose a data folder with no \", $, ` or \\ in its name."
            );

        if (File.Exists(StartLock))
            return;

        // Making a folder private and giving it away would ruin a home or /tmp that was named by mistake.
        var foreign = Directory
            .EnumerateFileSystemEntries(Root)
            .Select(Path.GetFileName)
            .FirstOrDefault(name => !Welcome.Contains(name));
        if (foreign is not null)
            throw new PostgresUnavailableException(
                $"The data folder {Root} already holds other things ({foreign}). Choose an empty or a new folder."
            );
    }

    // Tried as that user, not computed from mode bits: access lists and mounts have their say, too. The locks are
    // made on the same occasion, by opening for appending, which leaves one that someone holds as it is; readable,
    // because the next caller may be another user.
    [UnsupportedOSPlatform("windows")]
    async Task EnterAsync(ServerUser user, CancellationToken stop)
    {
        const string script =
            "cd -- \"$1\" && { [ ! -e data ] || [ -O data ]; } && umask 022 && : >>start.lock >>use.lock";
        var (exitCode, _) = await Command.RunAsync(user.CommandOf("/bin/sh", "/", "-c", script, "sh", Root), stop);
        if (exitCode == 0)
            return;

        var closed = Ancestors()
            .FirstOrDefault(folder => (File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) == 0);
        throw new PostgresUnavailableException(
            closed is null
                ? $"The database in {Data} belongs to another user than '{user.Name}'. Run this program as "
                    + "the user who made it."
                : $"The data folder {Root} lies under {closed}, which '{user.Name}' may not enter, and "
                    + "PostgreSQL runs as that user. "
                    + $"Choose a folder such as {LocalPostgresOptions.DefaultDataFolder()}."
        );
    }

    IEnumerable<string> Ancestors()
    {
        for (var folder = Directory.GetParent(Root); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
