using System.Diagnostics;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Browser.Tests.Looking;

/// <summary>
/// A Chromium on this machine: the one <c>NEGOTIATIONS_BROWSER</c> or <c>CHROME_PATH</c> names, an installed one, the
/// one Playwright downloaded earlier, or Debian's, which is installed when the tests may. Without any of them the
/// tests fail and say how to get one; they are never skipped.
/// </summary>
internal static class FoundBrowser
{
    private static readonly string[] Variables = ["NEGOTIATIONS_BROWSER", "CHROME_PATH"];

    private static readonly string[] Installed =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/usr/bin/microsoft-edge",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Its path and how it was found.</summary>
    public static async Task<(string Path, string By)> FindAsync(IBrowserType chromium)
    {
        foreach (var variable in Variables)
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
                return File.Exists(named)
                    ? (named, variable)
                    : throw new InvalidOperationException($"{variable} names {named}, and there is no such file.");

        if (Array.Find(Installed, File.Exists) is { } installed)
            return (installed, "installed");

        if (File.Exists(chromium.ExecutablePath))
            return (chromium.ExecutablePath, "Playwright's");

        if (Scratch.IsRoot && File.Exists("/usr/bin/apt-get"))
        {
            await RunAsync("apt-get", "-o", "DPkg::Lock::Timeout=300", "update", "-q");
            await RunAsync(
                "apt-get",
                "-o",
                "DPkg::Lock::Timeout=300",
                "install",
                "-q",
                "-y",
                "--no-install-recommends",
                "chromium"
            );
            if (File.Exists(Installed[0]))
                return (Installed[0], "Debian's, installed just now");
        }

        throw new InvalidOperationException(
            "No Chromium was found. Install one (Debian: apt-get install chromium), or name the program "
                + "of one in NEGOTIATIONS_BROWSER."
        );
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            }
        )!;
        _ = process.StandardOutput.ReadToEndAsync();
        var complaints = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {complaints}");
    }
}
