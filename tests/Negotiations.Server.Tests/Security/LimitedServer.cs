using System.Globalization;

namespace Negotiations.Server.Tests.Security;

/// <summary>A server that counts requests, and allows few.</summary>
public class LimitedServer(TestDatabase databases) : IAsyncLifetime
{
    public const int PerKey = 40;

    static int count;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("negotiations-");

    public virtual int PerAddress => 60;

    public RunningServer Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Node = await RunningServer.StartAsync(
            await databases.CreateDatabaseAsync($"limits-{Interlocked.Increment(ref count)}"),
            folder.FullName,
            new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["limits:requests:count"] = "true",
                ["limits:requests:perKey"] = PerKey.ToString(CultureInfo.InvariantCulture),
                ["limits:requests:perAddress"] = PerAddress.ToString(CultureInfo.InvariantCulture),
            }
        );

    public HttpClient Client(string role) =>
        Node.Client(File.ReadAllText(Path.Combine(folder.FullName, "keys", role + ".key")).Trim());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Node.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
