using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Negotiations.Server.Tests;

/// <summary>The application as the program composes it, listening on a free port of this machine.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public static readonly IReadOnlyDictionary<string, string?> NoCasebook = new Dictionary<string, string?>
    {
        ["casebook"] = "false",
    };

    readonly WebApplication app;
    readonly List<HttpClient> clients = [];

    RunningServer(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public Uri Address =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="connectionString">Several servers may share one database.</param>
    /// <param name="dataFolder">Where the keys are written if the database has none.</param>
    /// <param name="settings">As from the command line or the environment; without any, the casebook stays
    /// away.</param>
    public static async Task<RunningServer> StartAsync(
        string connectionString,
        string dataFolder,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        // Faults are made on purpose here; what they look like from outside is what is tested.
        var quiet = new Dictionary<string, string?>(settings ?? NoCasebook)
        {
            ["Logging:Console:LogLevel:Default"] = "None",
        };

        // Tests send in seconds what people send in days; those about the limits set their own.
        quiet.TryAdd("limits:requests:count", "false");
        var app = Application.Build(quiet, connectionString, "http://127.0.0.1:0", dataFolder);
        await Application.PrepareAsync(app, dataFolder, SilentConsole(), CancellationToken.None);
        await app.StartAsync(CancellationToken.None);
        return new RunningServer(app);
    }

    /// <summary>Someone at the endpoint.</summary>
    /// <param name="key">Null: with no key.</param>
    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    static IAnsiConsole SilentConsole() =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(TextWriter.Null),
                Interactive = InteractionSupport.No,
            }
        );
}
