using Negotiations.Postgres;
using Negotiations.Server.Logging;
using Negotiations.Server.Starting;

namespace Negotiations.Server;

/// <summary>
/// The one command: a database of its own unless one is named, the schema, the keys, the casebook, the endpoints.
/// </summary>
internal static class RunCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings)
            .Build();
        using var logs = ConsoleLogs.Of(configuration);
        var urls = configuration["urls"] ?? DefaultUrl;
        if (Refusal(configuration, urls) is var (code, why))
        {
            logs.Report(why);
            return code;
        }

        var dataFolder = Path.GetFullPath(configuration["data"] ?? LocalPostgresOptions.DefaultDataFolder());
        using var interrupted = new ShutdownSignals();
        try
        {
            await using var postgres = await LocalPostgres.StartAsync(
                new LocalPostgresOptions
                {
                    ConnectionString = configuration.GetConnectionString("negotiations"),
                    DataFolder = dataFolder,
                    DownloadVersion = DownloadVersion(configuration),
                    DownloadRepository = configuration["postgres:repository"],
                    Report = logs.Report,
                },
                interrupted.Token
            );
            await using var app = Build(settings, postgres, urls, dataFolder);
            var keysFolder = await Application.PrepareAsync(app, dataFolder, logs.Console, interrupted.Token);
            return await ServeAsync(app, interrupted, logs, () =>
                Banner.Print(logs.Console, app, postgres.Source, keysFolder)
            );
        }
        catch (PostgresUnavailableException unavailable)
        {
            logs.Report(unavailable.Message);
            return 1;
        }
        catch (Exception refused) when (refused is Npgsql.NpgsqlException or InvalidDataException)
        {
            logs.Report(
                refused is InvalidDataException ? refused.Message : $"The database could not be used: {refused.Message}"
            );
            return 1;
        }
        catch (SettingRefusedException refused)
        {
            logs.Report(refused.Message);
            return 2;
        }
        catch (OperationCanceledException) when (interrupted.Token.IsCancellationRequested)
        {
            return 130;
        }
        catch (IOException refused)
            when (refused.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            logs.Report($"{refused.Message} Stop what listens there, or choose another address with --urls.");
            return 1;
        }
    }

    // Its words were looked at with all other settings.
    private static int? DownloadVersion(IConfiguration configuration) =>
        configuration["postgres:download"] is not { } setting ? new LocalPostgresOptions().DownloadVersion
        : int.TryParse(setting, out var version) ? version
        : null;

    private static (int Code, string Why)? Refusal(IConfiguration configuration, string urls) =>
        ConfigurationValidator.Find(configuration, urls) is { } mistake ? (2, mistake)
        : PortCheck.Find(urls) is { } taken ? (1, taken)
        : null;

    private static async Task<int> ServeAsync(
        WebApplication app,
        ShutdownSignals interrupted,
        ConsoleLogs logs,
        Action greet
    )
    {
        using var background = new BackgroundFault(app);
        try
        {
            await app.StartAsync(interrupted.Token);
            interrupted.HandOver();
            greet();
            using var memory = new IdleMemory();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (background.Found is not null)
        {
            // It failed before the last part of the server had started.
        }

        if (background.Found is not { } fault)
            return 0;

        logs.Report($"The server stopped because work in the background failed and could not go on: {fault.Message}");
        return 1;
    }

    // Whatever reads settings says what it cannot use, and nothing else of that kind is thrown before the first
    // request.
    private static WebApplication Build(
        IReadOnlyDictionary<string, string?> settings,
        LocalPostgres postgres,
        string urls,
        string dataFolder
    )
    {
        try
        {
            return Application.Build(
                settings,
                postgres.ConnectionString,
                urls,
                dataFolder,
                () => postgres.Problem,
                postgres.Ballast
            );
        }
        catch (Exception unusable) when (unusable is InvalidOperationException or InvalidDataException)
        {
            throw new SettingRefusedException(unusable.Message, unusable);
        }
    }

    private sealed class SettingRefusedException(string message, Exception inner) : Exception(message, inner);
}
