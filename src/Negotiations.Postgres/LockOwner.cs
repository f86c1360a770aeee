using System.Diagnostics;

namespace Negotiations.Postgres;

/// <summary>Whom the process number in a lock file belongs to now.</summary>
internal enum LockOwner
{
    NoOne,
    OurServer,
    SomeoneElse,

    /// <summary>The system does not say enough. The lock is then left for postgres to judge.</summary>
    Unknown,
}

internal static class Holders
{
    /// <param name="data">The canonical path of the cluster.</param>
    public static LockOwner Of(int process, string data) =>
        OperatingSystem.IsLinux() ? OnLinux(process, data) : Elsewhere(process);

    // The command line, not the working folder: root in a container may not look at the latter for another user's
    // process.
    static LockOwner OnLinux(int process, string data)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (line.Length == 0)
                return IsZombie(process) ? LockOwner.SomeoneElse : LockOwner.Unknown;

            if (Path.GetFileName(line[0]) is not ("postgres" or "postmaster"))
                return LockOwner.SomeoneElse;

            // Started by hand without -D, it may well serve our folder.
            var option = Array.IndexOf(line, "-D");
            if (option < 0 || option + 1 == line.Length)
                return LockOwner.Unknown;

            return CanonicalPath.Of(line[option + 1]) == data ? LockOwner.OurServer : LockOwner.SomeoneElse;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists($"/proc/{process}") ? LockOwner.Unknown : LockOwner.NoOne;
        }
    }

    // "123 (postgres) Z 1 ...": no one has collected its exit code, as happens in a container without an init.
    static bool IsZombie(int process)
    {
        var status = File.ReadAllText($"/proc/{process}/stat");
        return status[(status.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
    }

    // Command lines of other processes can't be had from the runtime here; asking the server itself for its folder
    // settles it later.
    static LockOwner Elsewhere(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
                ? LockOwner.OurServer
                : LockOwner.Unknown;
        }
        catch (ArgumentException)
        {
            return LockOwner.NoOne;
        }
    }
}
