using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Routes;
using Negotiations.Postgres;
using Negotiations.Server.Actors;
using Negotiations.Server.Assistants;
using Negotiations.Server.Audit;
using Negotiations.Server.Citing;
using Negotiations.Server.Erasing;
using Negotiations.Server.Feeds;
using Negotiations.Server.Formats;
using Negotiations.Server.Http;
using Negotiations.Server.Importing;
using Negotiations.Server.Ledger;
using Negotiations.Server.Logging;
using Negotiations.Server.Monitoring;
using Negotiations.Server.Pages;
using Negotiations.Server.Publishing;
using Negotiations.Server.Reading;
using Negotiations.Server.Security;
using Negotiations.Server.Starting;
using Negotiations.Server.Status;
using Negotiations.Server.Watching;
using Negotiations.Server.Webhooks;
using Negotiations.Server.Workers;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Seeing;
using Negotiations.Store.Setup;
using Negotiations.Store.Workers;
using Spectre.Console;
using Progress = Negotiations.Server.Starting.Progress;
using Recorder = Negotiations.Store.Append.Recorder;

namespace Negotiations.Server;

/// <summary>How the parts are put together, for the program and for tests.</summary>
public static class Application
{
    /// <param name="settings">Over those of files and of the environment.</param>
    /// <param name="connectionString">Of the database.</param>
    /// <param name="urls">To listen on, with semicolons between them.</param>
    /// <param name="dataFolder">Of keys and secrets.</param>
    /// <param name="databaseProblem">For health: what is wrong with a database of the program's own; null when none
    /// is.</param>
    /// <param name="ballast">Of a database of the program's own.</param>
    public static WebApplication Build(
        IReadOnlyDictionary<string, string?> settings,
        string connectionString,
        string urls,
        string dataFolder,
        Func<string?>? databaseProblem = null,
        Ballast? ballast = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls.Split(';'));
        SetLogLevels(builder.Logging);
        ConsoleLogs.Configure(builder.Logging, builder.Configuration);

        var reader = builder.AddReading();

        // First, so that it is there before anyone who sends, and ends after them.
        builder.AddJobs(reader);
        var services = builder.Services;
        LoggerGate.Add(services);
        builder.AddStore(connectionString, dataFolder);
        services.AddFollowers();
        services.AddWebhooks(dataFolder);
        builder.AddImports(dataFolder);
        services.AddSingleton<FoldFailures>();
        services.AddSingleton<ViewRebuild>();
        services.AddSingleton<StatusReplay>();
        services.AddScoped<AskedChanges>();
        services.AddDashboardSession(dataFolder);
        services.AddSingleton<IDashboardHost, DashboardHost>();
        services.AddDashboard();
        builder.AddAuthenticationSetup();
        builder.AddRoles();
        builder.AddLimits();
        builder.AddAssistants();
        builder.AddPageHeaders();
        builder.AddWatching();
        if (databaseProblem is not null)
            services.AddSingleton(new OwnDatabase(databaseProblem));

        if (ballast is not null)
            services.AddSingleton(ballast).AddWriterWorker<BallastKeeper>();

        services.AddSingleton(new DataPlace(dataFolder));
        services.AddHealth(reader);
        services.ConfigureHttpJsonOptions(json => JsonSetting.Apply(json.SerializerOptions));
        services.AddProblemDetails();
        services.AddCompression();
        services.AddCors();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<DatasetTerms>();
        services.AddContract();

        var app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    /// <summary>Schema, clock, views, keys and casebook: what has to be there before the first request.</summary>
    /// <returns>The folder of the keys that a node makes; null: this one only reads.</returns>
    public static async Task<string?> PrepareAsync(
        WebApplication app,
        string dataFolder,
        IAnsiConsole console,
        CancellationToken stop
    )
    {
        var services = app.Services;
        services.GetRequiredService<DatabasePulse>().WentBack += EvictCaches;
        if (services.GetRequiredService<ReaderMode>().IsOn)
        {
            await ReaderServices.PrepareAsync(app, stop);
            await services.GetRequiredService<ActorDirectory>().RefreshAsync(stop);
            return null;
        }

        var connections = services.GetRequiredService<StoreConnections>();
        await SchemaSetup.ApplyAsync(connections, stop);
        await LogOwnership.CheckAsync(services, stop);
        if (connections.Shortfall is { } shortfall)
            app.Logger.LogWarning(
                "The server works in a role that could change what is recorded: {Shortfall}. The trigger "
                    + "on the events refuses it all the same.",
                shortfall
            );

        var refresh = services.GetRequiredService<ViewRefresh>();
        await refresh.SetClockAsync(stop);
        await Progress.ShowAsync(console, "Rebuilding views", progress =>
            services.GetRequiredService<ViewRebuild>().RunIfNeededAsync(progress, stop)
        );
        await refresh.RunAsync(stop);
        await services.GetRequiredService<ActorDirectory>().RefreshAsync(stop);
        await services.GetRequiredService<SubjectStore>().NameKeysAsync(stop);
        var folder = await FirstKeys.EnsureAsync(
            services.GetRequiredService<ApiKeyStore>(),
            dataFolder,
            app.Configuration.GetValue<bool?>("keys:first"),
            stop
        );
        await services
            .GetRequiredService<Casebook>()
            .LoadAsync(console, app.Configuration.GetValue<bool?>("casebook"), stop);

        services.GetRequiredService<Recorder>().WentBack += EvictCaches;
        services.GetRequiredService<DeliverySender>().Drained += services
            .GetRequiredService<WebhookDispatcher>()
            .WakeIfHeldBack;
        return folder;

        // What is remembered of another past than the database has.
        void EvictCaches()
        {
            services.GetRequiredService<NegotiationReader>().EvictAll();
            services.GetRequiredService<StatusMemory>().EvictAll();
            services.GetRequiredService<ActorDirectory>().EvictAll();
            services.GetRequiredService<Pseudonyms>().Forget();
            services.GetRequiredService<Authors>().Forget();
            services.GetRequiredService<LiveEvents>().Restart();
        }
    }

    private static void SetLogLevels(ILoggingBuilder logging) =>
        logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Marten", LogLevel.Warning)
            .AddFilter("Wolverine", LogLevel.Warning)
            // Where a failed background service is reported, and that it stops the host.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It says that a page with a form is not cached, each time one is asked for, and writes a stack trace for
            // each token that a stranger malforms: SignIn and FormSender log the one line.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);

    private static void UseMiddleware(WebApplication app)
    {
        app.UseFeedAddresses();
        app.UseHeadRequests();
        app.UseAnswerHeaders();
        app.UseReaderHeaders();
        app.UsePageHeaders();
        app.Use(next => context => app.Services.GetRequiredService<SilenceAnswers>().RunAsync(context, next));
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.AnswerAsync });
        app.UseStatusCodePages(Failures.AnswerEmptyAsync);
        app.UseResponseCompression();
        app.UseCrossOrigin();
        app.UseAddressLimit();
        app.UsePrivateAnswers();
        app.UseAuthentication();
        app.UseFeedTokens();
        app.UseKeyLimit();
        app.UseKnownCredentials();
        app.UseReadOnlyAnswers();
        app.UseAuthorization();
        app.UseSight();
        app.UseKnownParameters();
        app.Use(next => context => app.Services.GetRequiredService<AtLeast>().RunAsync(context, next));
        CredentialWatch.UseCredentialWatch(app);
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapMonitoring();
        app.MapActors();
        app.MapStatus();
        app.MapFeeds();
        app.MapWebhooks();
        app.MapFormats();
        app.MapCiting();
        app.MapAudit();
        app.MapImports();
        app.MapKeys();
        app.MapAccess();
        app.MapErasures();
        app.MapAuthorErasure();
        app.MapLedger();
        app.MapAssistants();
        app.MapHealth();
        app.MapMetrics();
        app.MapProblems();
        app.MapWellKnown();
        app.MapAnomalies();
        app.MapContract();
        app.MapDashboard();
    }
}
