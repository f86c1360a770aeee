using System.Diagnostics;
using System.Text;

namespace Negotiations.Postgres;

/// <summary>
/// The operating system's user who runs the server: the caller, unless that is root. Commands it builds carry none of
/// the caller's PG* variables, which would point initdb and pg_ctl at other servers.
/// </summary>
internal sealed class ServerUser
{
    /// <summary>As PostgreSQL's packages name it.</summary>
    public const string Usual = "postgres";

    // gosu and su-exec come first: where they exist (Alpine), setpriv is busybox's, which can't change users.
    static readonly string[] Switchers = ["su-exec", "gosu", "setpriv", "sudo"];

    // With the home that Debian's package would give it; as a new system user it has no password to log in with.
    static readonly string[] MakeUser =
    [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/var/lib/postgresql",
        "--shell",
        "/bin/false",
    ];

    readonly string[] switchUser;

    ServerUser(string name, string[] switchUser) => (Name, this.switchUser) = (name, switchUser);

    public static bool CallerIsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public string Name { get; }

    public bool IsCaller => switchUser.Length == 0;

    /// <summary>
    /// The user whom the packages of distributions make is made where there is none and programs may be fetched in
    /// place of such a package.
    /// </summary>
    /// <inheritdoc cref="ResolveAsync(string, CancellationToken)"/>
    public static async Task<ServerUser> ResolveAsync(LocalPostgresOptions options, CancellationToken stop)
    {
        var name = options.OsUser;
        if (
            CallerIsRoot
            && name == Usual
            && options.DownloadVersion is not null
            && options.NamedFolder is null
            && await GroupOfAsync(name, stop) is null
            && await Command.AskAsync(Command.Of(MakeUser[0], [.. MakeUser[1..], name]), stop) is not null
        )
            options.Report($"Made the system user '{name}' to run PostgreSQL, which refuses to run as root.");

        return await ResolveAsync(name, stop);
    }

    /// <exception cref="PostgresUnavailableException">Root calls, and there is no such user or no way to become
    /// it.</exception>
    public static async Task<ServerUser> ResolveAsync(string name, CancellationToken stop)
    {
        if (!CallerIsRoot)
            return new ServerUser(Environment.UserName, []);

        var group = await GroupOfAsync(name, stop)
            ?? throw new PostgresUnavailableException(
                $"This program runs as root, PostgreSQL refuses to, and there is no user '{name}' to run it as. "
                    + "Install PostgreSQL, whose package makes it, "
                    + $"create one (useradd --system {name}), name another, run this program as an ordinary "
                    + "user, or give a connection string."
            );

        string[] command = Switchers.Select(Command.Locate).FirstOrDefault(found => found is not null) switch
        {
            { } setpriv when Path.GetFileName(setpriv) == "setpriv" =>
            [
                setpriv,
                "--reuid=" + name,
                "--regid=" + group,
                "--init-groups",
                "--",
            ],
            { } sudo when Path.GetFileName(sudo) == "sudo" => [sudo, "-n", "-u", name, "--"],
            { } other => [other, name],
            null => throw new PostgresUnavailableException(
                "This program runs as root, PostgreSQL refuses to, and none of "
                    + string.Join(", ", Switchers)
                    + " is installed to change users with. "
                    + "Install util-linux, run this program as an ordinary user, or give a connection string."
            ),
        };
        return new ServerUser(name, command);
    }

    public ProcessStartInfo CommandOf(string program, string folder, params IEnumerable<string> arguments)
    {
        string[] line = [.. switchUser, program, .. arguments];
        var command = Command.Of(line[0], line[1..]);
        command.WorkingDirectory = folder;
        foreach (
            var name in command.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList()
        )
            command.Environment.Remove(name);

        // Messages are searched for known words, and root's home is closed to the other user.
        command.Environment["LC_ALL"] = "C";
        if (!IsCaller)
            command.Environment["HOME"] = folder;

        return command;
    }

    /// <summary>Gives a folder to the server user; nothing to do when that is the caller, who made it.</summary>
    public async Task OwnAsync(string folder, CancellationToken stop)
    {
        if (IsCaller)
            return;

        var (exitCode, output) = await Command.RunAsync(Command.Of("chown", "-h", "--", Name + ":", folder), stop);
        if (exitCode != 0)
            throw new PostgresUnavailableException(
                $"{folder} can't be given to the user '{Name}', who is to run PostgreSQL: {output}"
            );
    }

    /// <summary>
    /// Writes a file that only the server user may read: whole and on disk, or not at all. Never as root, because the
    /// folder is the other user's, who could have put a link to a file of root's there.
    /// </summary>
    public async Task WriteAsync(string path, string text, CancellationToken stop)
    {
        var draft = path + ".new";
        if (IsCaller)
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            await using (var file = new FileStream(draft, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
            return;
        }

        const string script = "umask 077 && cat >\"$1\" && { sync \"$1\" || sync; } && mv -f \"$1\" \"$2\"";
        var (exitCode, output) = await Command.RunAsync(
            CommandOf("/bin/sh", "/", "-c", script, "sh", draft, path),
            text,
            stop
        );
        if (exitCode != 0)
            throw new PostgresUnavailableException($"The user '{Name}' could not write {path}: {output}");
    }

    static Task<string?> GroupOfAsync(string name, CancellationToken stop) =>
        Command.AskAsync(Command.Of("id", "-g", "--", name), stop);
}
