using System.ComponentModel;
using System.Diagnostics;

namespace Negotiations.Postgres;

/// <param name="Output">Standard output, then standard error.</param>
internal readonly record struct CommandResult(int ExitCode, string Output);

/// <summary>
/// Runs a program to its end and keeps what it said, so that nothing of it lands in our caller's terminal.
/// </summary>
internal static class Command
{
    const int NoSuchFile = 2;

    /// <summary>
    /// The program of that name on PATH; null when there is none. The runtime left to itself would look beside this
    /// program and in the working directory first, where anybody may have put one: and root may be calling.
    /// </summary>
    public static string? Locate(string program) =>
        Path.IsPathRooted(program)
            ? program
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathRooted)
                .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
                .FirstOrDefault(File.Exists);

    public static ProcessStartInfo Of(string program, params IEnumerable<string> arguments) =>
        new(program, arguments) { UseShellExecute = false };

    public static Task<CommandResult> RunAsync(ProcessStartInfo command, CancellationToken stop = default) =>
        RunAsync(command, input: null, stop);

    public static async Task<CommandResult> RunAsync(ProcessStartInfo command, string? input, CancellationToken stop)
    {
        command.FileName = Locate(command.FileName)
            ?? throw new Win32Exception(NoSuchFile, $"There is no program '{command.FileName}' on PATH.");
        command.RedirectStandardOutput = command.RedirectStandardError = true;
        command.RedirectStandardInput = input is not null;
        using var process = Process.Start(command)!;
        if (input is not null)
            await using (process.StandardInput)
                await process.StandardInput.WriteAsync(input.AsMemory(), stop);

        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None)
        );
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        // Not simply until the end of the streams: on Windows the server that pg_ctl started inherits them and keeps
        // them open.
        await Task.WhenAny(output, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
        return new CommandResult(
            process.ExitCode,
            output.IsCompletedSuccessfully ? string.Concat(output.Result).Trim() : ""
        );
    }

    /// <summary>What the program printed, or null when there is no such program or it failed.</summary>
    public static async Task<string?> AskAsync(ProcessStartInfo command, CancellationToken stop)
    {
        try
        {
            var (exitCode, output) = await RunAsync(command, stop);
            return exitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
