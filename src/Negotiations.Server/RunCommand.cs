using Negotiations.Postgres;
using Negotiations.Server.Starting;
using Spectre.Console;

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
        var urls = configuration["urls"] ?? DefaultUrl;
        if (ConfigurationValidator.Find(configuration, urls) is { } mistake)
        {
            Console.Error.WriteLine(mistake);
            return 2;
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
                    DownloadVersion = configuration["postgres:download"],
                    Report = Console.Error.WriteLine,
                },
                interrupted.Token
            );
            await using var app = Build(settings, postgres, urls, dataFolder);
            var keysFolder = await Application.PrepareAsync(app, dataFolder, AnsiConsole.Console, interrupted.Token);
            return await ServeAsync(app, interrupted, () =>
                Banner.Print(AnsiConsole.Console, app, postgres.Source, keysFolder)
            );
        }
        catch (PostgresUnavailableException unavailable)
        {
            Console.Error.WriteLine(unavailable.Message);
            return 1;
        }
        catch (Exception refused) when (refused is Npgsql.NpgsqlException or InvalidDataException)
        {
            Console.Error.WriteLine(
                refused is InvalidDataException ? refused.Message : $"The database could not be used: {refused.Message}"
            );
            return 1;
        }
        catch (SettingRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 2;
        }
        catch (OperationCanceledException) when (interrupted.Token.IsCancellationRequested)
        {
            return 130;
        }
        catch (IOException refused)
            when (refused.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Console.Error.WriteLine(
                $"{refused.Message} Stop what listens there, or choose another address with --urls."
            );
            return 1;
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, ShutdownSignals interrupted, Action greet)
    {
        using var background = new BackgroundFault(app);
        try
        {
            await app.StartAsync(interrupted.Token);
            interrupted.HandOver();
            greet();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (background.Found is not null)
        {
            // It failed before the last part of the server had started.
        }

        if (background.Found is not { } fault)
            return 0;

        Console.Error.WriteLine(
            $"The server stopped because work in the background failed and could not go on: {fault.Message}"
        );
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
            return Application.Build(settings, postgres.ConnectionString, urls, dataFolder, () => postgres.Problem);
        }
        catch (InvalidOperationException unusable)
        {
            throw new SettingRefusedException(unusable.Message, unusable);
        }
    }

    private sealed class SettingRefusedException(string message, Exception inner) : Exception(message, inner);
}
