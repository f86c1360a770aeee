using System.Diagnostics;

namespace Negotiations.Postgres;

/// <summary>
/// A shell that waits at the end of a pipe from this program and stops the server when the pipe breaks, whatever
/// ended the program. A parent-death signal would not do: it is tied to the thread that asked for it, and threads of
/// the pool end.
/// </summary>
/// <remarks>
/// Seen to work on Linux. On macOS the same script runs with perl and ps for what is missing there, unchecked. On
/// Windows there is none (a job object would do it): a killed program leaves its server running, the next start finds
/// it, uses it and stops it.
/// </remarks>
internal sealed class Watchdog : IDisposable
{
    // A line on the pipe means "stopped in good order", its end means "gone". The lock says whether others still use
    // the server. It is tried for a while, because a dying program may lose the pipe a moment before the lock, and
    // held while stopping, so that a program starting just now waits instead of finding a dying server. pg_ctl
    // signals whatever process postmaster.pid names, so that is made sure of first.
    const string Script = """
        trap '' INT TERM HUP QUIT
        read -r line && exit 0
        exec 9<"$1"
        lock() { if command -v flock; then flock -n -x 9; else perl -e 'exit !flock(STDIN, 6)' <&9; fi; }
        tries=20
        until lock; do tries=$((tries - 1)); [ $tries -gt 0 ] || exit 0; sleep 0.1; done
        [ -e "$3/postmaster.pid" ] || sleep 1
        read -r pid <"$3/postmaster.pid" || exit 0
        if [ -e /proc/self/cmdline ]
        then tr '\0' '\n' <"/proc/$pid/cmdline" | grep -qxF -- "$3"
        else ps -o command= -p "$pid" | grep -qF -- "$3"
        fi || exit 0
        "$2" stop -D "$3" -m fast -s -w -t 60 || "$2" stop -D "$3" -m immediate -s -w -t 30
        """;

    // A session of its own where the system can: then a kill -9 of our whole process group leaves someone to clean up.
    static readonly string[] OwnSession = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid"] : [];

    readonly Process shell;

    Watchdog(Process shell) => this.shell = shell;

    public static Watchdog? Start(DataFolder folder, ServerUser user, Installation installation)
    {
        if (OperatingSystem.IsWindows())
            return null;

        string[] shell = [.. OwnSession, "/bin/sh", "-c", "exec >/dev/null 2>&1\n" + Script, "negotiations-watchdog"];
        string[] line = [.. shell, folder.UseLock, installation.Program("pg_ctl"), folder.Data];
        var command = user.CommandOf(line[0], folder.Root, line[1..]);
        command.RedirectStandardInput = true;
        return new Watchdog(Process.Start(command)!);
    }

    /// <summary>Sends it home, with nothing left to do.</summary>
    public void Dismiss()
    {
        try
        {
            shell.StandardInput.WriteLine();
            shell.StandardInput.Flush();
            shell.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (IOException)
        {
            // Someone has killed it: the pipe has no reader, and there is no one to send home.
        }
    }

    /// <summary>
    /// Lets go of the pipe. Unless dismissed, it then stops the server if no one else turns out to use it.
    /// </summary>
    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.Dispose();
    }
}
