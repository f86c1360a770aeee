using System.Diagnostics;
using System.Globalization;

namespace Negotiations.Server.Tests.Postgres;

/// <summary>Signals to processes, and which of them live.</summary>
internal static class Signals
{
    public static void Send(string signal, int process) => Run($"kill -s {signal} -- {process}");

    public static void SendToGroup(string signal, int leader) => Run($"kill -s {signal} -- -{leader}");

    /// <summary>A process that no one has reaped counts as dead.</summary>
    public static bool IsAlive(int process) => StatusOf(process) is { } status && !status.StartsWith('Z');

    public static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let number = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var parsed) ? parsed : 0
        where number > 0 && StatusOf(number)?.Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture)
        select number;

    // "123 (name) S 1 ...", from the state on; null when there is no such process.
    static string? StatusOf(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..];
        }
        catch (IOException)
        {
            return null;
        }
    }

    static void Run(string script)
    {
        using var shell = Process.Start("/bin/sh", ["-c", script]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
