using System.Diagnostics;
using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Starting;

/// <summary>The program with a database of its own, on a small disk that others fill.</summary>
public sealed class FullDisk
{
    const string Size = "360m";

    [Fact]
    public async Task Reads_are_answered_appends_are_507_and_it_heals_by_itself_when_there_is_room()
    {
        using var scratch = new Scratch();
        Assert.SkipUnless(Mounts(scratch.Folder), "Only root mounts a small disk.");
        try
        {
            using var server = await ServerProcess.StartAsync(connectionString: "", scratch.Folder);
            using var monitor = server.Client(
                (await File.ReadAllTextAsync(Path.Combine(scratch.Folder, "keys", "monitor.key"), Scratch.Stop)).Trim()
            );
            var ballast = Path.Combine(scratch.Folder, "ballast");
            await monitor.Records("talks", Report.Clash());
            await Scratch.Eventually("there is ballast", () =>
                new FileInfo(ballast) is { Exists: true, Length: 64 << 20 }
            );

            var filler = Path.Combine(scratch.Folder, "filler");
            Fill(filler);
            await Scratch.Eventually("the ballast is given up", () => !File.Exists(ballast));
            await Scratch.Eventually("appends are refused", async () =>
                (await monitor.Appends("talks", Report.Clash())).Status == HttpStatusCode.InsufficientStorage
            );
            for (var time = 0; time < 5; time++)
            {
                await monitor.Appends("talks", Report.Clash(), key: "full").IsRefused(507, "disk-full", "disk");
                await monitor.Asks("/api/negotiations/talks").Succeeds();
                var health = await monitor.Asks("/health/ready").Is(HttpStatusCode.ServiceUnavailable);
                Assert.Contains(
                    "disk of the data folder is full",
                    health["parts.recording.text"],
                    StringComparison.Ordinal
                );
                await Task.Delay(500, Scratch.Stop);
            }

            File.Delete(filler);
            var watch = Stopwatch.StartNew();
            await Scratch.Eventually("appends are recorded", async () =>
                (await monitor.Appends("talks", Report.Clash(), key: "full")).Status == HttpStatusCode.Created
            );
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            Assert.Equal(64 << 20, new FileInfo(ballast).Length);
            await Scratch.Eventually("it is ready", async () =>
                (await monitor.Asks("/health/ready")).Status == HttpStatusCode.OK
            );
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            Run("umount", "-l", scratch.Folder);
        }
    }

    static bool Mounts(string folder) =>
        Scratch.IsRoot && Run("mount", "-t", "tmpfs", "-o", "size=" + Size, "negotiations", folder);

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    static void Fill(string file)
    {
        var piece = new byte[1 << 20];
        try
        {
            using var filler = new FileStream(file, FileMode.Create);
            while (true)
            {
                filler.Write(piece);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
