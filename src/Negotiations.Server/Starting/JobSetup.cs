using JasperFx;
using JasperFx.CodeGeneration;
using Negotiations.Server.Audit;
using Negotiations.Server.Importing;
using Negotiations.Server.Jobs;
using Negotiations.Server.Webhooks;
using Negotiations.Store.Jobs;
using Negotiations.Store.Notices;
using Negotiations.Store.Projections;
using Negotiations.Store.Workers;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;

namespace Negotiations.Server.Starting;

/// <summary>Wolverine in this host: which messages there are, and how they are handled.</summary>
internal static class JobSetup
{
    /// <summary>Deliveries sent at one time, on this node.</summary>
    private const int MostDeliveriesAtOnce = 16;

    public static void AddJobs(this WebApplicationBuilder builder, ReaderMode reader)
    {
        var services = builder.Services;
        services.AddSingleton<JobConnections>();
        services.AddSingleton(provider => new JobQueue(provider.GetService<IWolverineRuntime>()));
        services.AddSingleton<AuditRows>();
        services.AddSingleton<AuditRuns>();
        services.AddSingleton<IJob<RunAudits>>(provider => provider.GetRequiredService<AuditRuns>());
        services.AddSingleton<IJob<DeliverDue>>(provider => provider.GetRequiredService<DeliverySender>());
        services.AddSingleton<ViewRefresh>();
        services.AddSingleton<TurnNotices>();
        services.AddSingleton<ViewSnapshots>();
        services.AddSingleton<ViewRefreshing>();
        services.AddSingleton<IJob<RefreshViews>>(provider => provider.GetRequiredService<ViewRefreshing>());
        if (!reader.IsOn)
            builder.Host.UseWolverine(Configure, ExtensionDiscovery.ManualOnly);

        // It sends, so it begins after Wolverine, and ends before.
        services.AddWriterWorker<JobWatch>();
    }

    private static void Configure(WolverineOptions options)
    {
        options.ApplicationAssembly = typeof(JobSetup).Assembly;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        JobStorage.Configure(
            options,
            provider => provider.GetRequiredService<JobConnections>().Source,
            AutoCreate.None
        );
        options
            .Discovery.DisableConventionalDiscovery()
            .IncludeType<RunAuditsHandler>()
            .IncludeType<RunImportsHandler>()
            .IncludeType<DeliverDueHandler>()
            .IncludeType<RefreshViewsHandler>();
        options.LocalQueueFor<RunAudits>().UseDurableInbox().Sequential();
        options.LocalQueueFor<RunImports>().UseDurableInbox().Sequential();
        options.LocalQueueFor<RefreshViews>().BufferedInMemory().Sequential();
        options.LocalQueueFor<DeliverDue>().UseDurableInbox().MaximumParallelMessages(MostDeliveriesAtOnce);

        // The job itself is safe in its row, and anyone who watches the rows wakes it again. What is no fault of the
        // database is a fault of the program: the message becomes a dead letter, which health counts.
        options
            .OnException<NpgsqlException>()
            .Or<TimeoutException>()
            .RetryWithCooldown(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))
            .Then.Discard();
    }
}
