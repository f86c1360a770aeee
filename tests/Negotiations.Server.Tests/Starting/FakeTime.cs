namespace Negotiations.Server.Tests.Starting;

/// <summary>A process that is shown another time than that of the machine (libfaketime).</summary>
internal static class FakeTime
{
    const string Remedy =
        "Install it: sudo apt-get install libfaketime (Debian, Ubuntu), sudo dnf install libfaketime "
        + "(Fedora). It is looked for under /usr/lib/*/faketime and /usr/lib64/faketime.";

    /// <summary>The library. Without it the test is skipped with the remedy, except in CI, where it fails.</summary>
    public static string Find()
    {
        var found = Folders()
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists);
        Assert.False(
            found is null && Environment.GetEnvironmentVariable("CI") is { Length: > 0 },
            "libfaketime is not installed. " + Remedy
        );
        Assert.SkipWhen(
            found is null,
            "libfaketime is not installed, so no process can be given a wrong time. " + Remedy
        );
        return found!;
    }

    /// <param name="library">Of libfaketime.</param>
    /// <param name="offset">Such as -2d.</param>
    public static IReadOnlyDictionary<string, string> By(string library, string offset) =>
        new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME"] = offset,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
            // The clock a process starts with stays; others of this machine share nothing with it.
            ["FAKETIME_NO_CACHE"] = "1",
            // With the library's correction for older systems every wait by the monotonic clock ends at once: all
            // timers spin.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };

    static IEnumerable<string> Folders() =>
        Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib").Append("/usr/lib").Append("/usr/lib64")
            : [];
}
