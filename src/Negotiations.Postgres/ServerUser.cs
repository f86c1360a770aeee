using System.Diagnostics;

namespace Negotiations.Postgres;

/// <summary>
/// The operating system's user who runs the server: the caller, unless that is root. Commands it builds carry none of the
/// caller's PG* variables, which would point initdb and pg_ctl at other servers.
/// </summary>
internal sealed class ServerUser
{
    // gosu and su-exec come first: where they exist (Alpine), setpriv is busybox's, which can't change users.
    static readonly string[] Switchers = ["su-exec", "gosu", "setpriv", "sudo"];

    readonly string[] switchUser;

    ServerUser(string name, string[] switchUser) => (Name, this.switchUser) = (name, switchUser);

    public static bool CallerIsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public string Name { get; }

    public bool IsCaller => switchUser.Length == 0;

    /// <exception cref="PostgresUnavailableException">Root calls, and there is no such user or no way to become it.</exception>
    public static async Task<ServerUser> ResolveAsync(string name, CancellationToken stop)
    {
        if (!CallerIsRoot)
            return new ServerUser(Environment.UserName, []);

        var group = await Command.AskAsync("id", ["-g", "--", name], stop)
            ?? throw new PostgresUnavailableException(
                $"This program runs as root, PostgreSQL refuses to, and there is no user '{name}' to run it as. " +
                $"Create one (useradd --system {name}), name another, run this program as an ordinary user, or give a connection string.");

        string[] command = Switchers.FirstOrDefault(IsOnPath) switch
        {
            "setpriv" => ["setpriv", "--reuid=" + name, "--regid=" + group, "--init-groups", "--"],
            "sudo" => ["sudo", "-n", "-u", name, "--"],
            { } other => [other, name],
            null => throw new PostgresUnavailableException(
                "This program runs as root, PostgreSQL refuses to, and none of " + string.Join(", ", Switchers) + " is installed to change users with. " +
                "Install util-linux, run this program as an ordinary user, or give a connection string."),
        };
        return new ServerUser(name, command);
    }

    public ProcessStartInfo CommandOf(string program, string folder, params IEnumerable<string> arguments)
    {
        string[] line = [.. switchUser, program, .. arguments];
        var command = Command.Of(line[0], line[1..]);
        command.WorkingDirectory = folder;
        foreach (var name in command.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(name);

        // Messages are searched for known words, and root's home is closed to the other user.
        command.Environment["LC_ALL"] = "C";
        if (!IsCaller)
            command.Environment["HOME"] = folder;

        return command;
    }

    /// <summary>Makes a file or folder the server user's own; nothing to do when that is the caller, who made it.</summary>
    public async Task OwnAsync(string path, CancellationToken stop)
    {
        if (IsCaller)
            return;

        var (exitCode, output) = await Command.RunAsync(Command.Of("chown", "--", Name + ":", path), stop);
        if (exitCode != 0)
            throw new PostgresUnavailableException($"{path} can't be given to the user '{Name}', who is to run PostgreSQL: {output}");
    }

    static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
