using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Negotiations.Server.Audit;
using Negotiations.Server.Feeds;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Ledger;
using Negotiations.Server.Monitoring;
using Negotiations.Server.Security;
using Negotiations.Server.Starting;
using Negotiations.Server.Status;
using Negotiations.Server.Storage;
using Spectre.Console;
using Progress = Negotiations.Server.Starting.Progress;
using Recorder = Negotiations.Server.Storage.Recorder;

namespace Negotiations.Server;

/// <summary>How the parts are put together, for the program and for tests.</summary>
public static class Application
{
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings, string connectionString, string urls, string dataFolder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body.Limit + 1024;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning).AddFilter("Marten", LogLevel.Warning)
            // What keeps the program from starting is told once, as a sentence; the background work logs its own failures.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var services = builder.Services;
        services.AddMarten(options => EventStore.Configure(options, connectionString)).UseLightweightSessions();
        services.AddSingleton(_ => new Database(connectionString));
        services.AddSingleton(provider => LedgerKey.Load(provider.GetRequiredService<IConfiguration>(), dataFolder));
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<NegotiationReader>();
        services.AddSingleton<NegotiationScan>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<Casebook>();
        services.AddSingleton(provider => new Recorder(
            connectionString, provider.GetRequiredService<NegotiationReader>(), provider.GetRequiredService<DatabaseClock>(), provider.GetRequiredService<ILogger<Recorder>>()));
        services.AddSingleton<ViewWatch>();
        services.AddSingleton<AuditRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditRuns>());
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<LedgerWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerWriter>());
        services.AddFollowers();
        services.AddFormats();
        services.AddSingleton<ViewRebuild>();
        services.AddSingleton<DayTurner>();
        services.AddHostedService(provider => provider.GetRequiredService<DayTurner>());
        // Nothing here is protected for longer than a process lives; keys must not be left in a home folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddMemoryCache(cache => cache.SizeLimit = 10_000);
        services.AddAuthentication(ApiKeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        builder.AddRoles();
        services.AddHealthChecks().AddCheck<StoreHealth>("store").AddCheck<ViewWatch>("views").AddCheck<LedgerHealth>("ledger");
        services.ConfigureHttpJsonOptions(json => JsonSetting.Apply(json.SerializerOptions));
        services.AddProblemDetails();
        services.AddCompression();
        services.AddContract();

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.AnswerAsync });
        app.UseStatusCodePages(Failures.AnswerEmptyAsync);
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMonitoring();
        app.MapStatus();
        app.MapFeeds();
        app.MapFormats();
        app.MapAudit();
        app.MapLedger();
        app.MapHealth();
        app.MapContract();
        return app;
    }

    /// <summary>Schema, clock, views, keys and casebook: what has to be there before the first request.</summary>
    /// <returns>The folder of the keys.</returns>
    public static async Task<string> PrepareAsync(WebApplication app, string dataFolder, IAnsiConsole console, CancellationToken stop)
    {
        var services = app.Services;
        await SchemaSetup.ApplyAsync(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<Database>(), stop);
        var turner = services.GetRequiredService<DayTurner>();
        await turner.SetClockAsync(stop);
        await Progress.ShowAsync(console, "Telling views anew", progress => services.GetRequiredService<ViewRebuild>().RunIfNeededAsync(progress, stop));
        await turner.TurnAsync(stop);
        var folder = await FirstKeys.EnsureAsync(services.GetRequiredService<ApiKeyStore>(), dataFolder, stop);
        if (app.Configuration.GetValue("casebook", defaultValue: true))
            await services.GetRequiredService<Casebook>().LoadAsync(console, stop);

        var recorder = services.GetRequiredService<Recorder>();
        recorder.Committed += services.GetRequiredService<LedgerWriter>().Wake;
        recorder.Committed += services.GetRequiredService<LiveEvents>().Wake;
        return folder;
    }
}
