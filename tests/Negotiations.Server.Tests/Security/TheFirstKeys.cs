using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>
/// The first start writes one key per role where only the owner of the process can read it; later starts leave them
/// alone.
/// </summary>
public sealed class TheFirstKeys(TestDatabase databases) : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task One_key_per_role_is_written_once_and_opens_the_endpoint()
    {
        var connectionString = await databases.CreateDatabaseAsync("first-keys");
        string[] first;
        await using (var server = await RunningServer.StartAsync(connectionString, scratch.Folder))
        {
            first = await KeysAsync();
            await server.Client(first[2]).Opens("opened-with-the-monitors-key").Succeeds();
        }

        await using (await RunningServer.StartAsync(connectionString, scratch.Folder))
            Assert.Equal(first, await KeysAsync());
    }

    [Fact]
    public async Task A_later_start_makes_no_key_unasked_and_says_when_it_is_asked()
    {
        var connectionString = await databases.CreateDatabaseAsync("first-keys-again");
        await using (await RunningServer.StartAsync(connectionString, scratch.Folder)) { }

        await AppendOnly.RunAsync(connectionString, "update negotiations.api_key set revoked_at = clock_timestamp()");
        var before = await KeysAsync();
        await using (await RunningServer.StartAsync(connectionString, scratch.Folder))
            Assert.Equal(before, await KeysAsync());

        var asked = new Dictionary<string, string?> { ["casebook"] = "false", ["keys:first"] = "true" };
        await using var server = await RunningServer.StartAsync(connectionString, scratch.Folder, asked);
        var after = await KeysAsync();
        Assert.Empty(before.Intersect(after));
        await server.Client(after[2]).Opens("opened-with-a-second-key").Succeeds();
        var history = await server
            .Client(after[1])
            .Asks("/api/negotiations/opened-with-a-second-key/history")
            .Succeeds();
        Assert.StartsWith("monitor ngt_", history["items.0.recordedBy"], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            foreach (var folder in new[] { "keys", "keys/sessions" })
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                    File.GetUnixFileMode(Path.Combine(scratch.Folder, folder))
                );
    }

    // Those of the admin, the auditor and the monitor.
    async Task<string[]> KeysAsync()
    {
        var files = Directory.GetFiles(Path.Combine(scratch.Folder, "keys")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["admin.key", "auditor.key", "monitor.key"], files.Select(Path.GetFileName));
        foreach (var file in files)
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        return await Task.WhenAll(files.Select(async file => (await File.ReadAllTextAsync(file, Scratch.Stop)).Trim()));
    }
}
