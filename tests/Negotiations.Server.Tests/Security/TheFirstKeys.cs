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
