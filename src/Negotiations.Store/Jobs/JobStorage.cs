using JasperFx;
using JasperFx.Resources;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;

namespace Negotiations.Store.Jobs;

/// <summary>
/// Wolverine's own tables: where messages wait, which nodes there are, and what could not be handled.
/// </summary>
public static class JobStorage
{
    public const string Schema = "negotiations_jobs";

    /// <summary>How messages are stored, and how nodes take over from one that is gone.</summary>
    public static void Configure(
        WolverineOptions options,
        Func<IServiceProvider, NpgsqlDataSource> source,
        AutoCreate create
    )
    {
        options.ServiceName = "negotiations";
        options.AutoBuildMessageStorageOnStartup = create;
        options
            .PersistMessagesWithPostgresqlUsingDataSourceFromContainer(source, Schema)
            .OverrideAutoCreateResources(create);
        var durability = options.Durability;
        durability.Mode = DurabilityMode.Balanced;
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(5);
        durability.FirstHealthCheckExecution = TimeSpan.Zero;
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(1);
        durability.OrphanedMessageSweepPollingTime = TimeSpan.FromSeconds(1);
        durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(1);
        durability.ScheduledJobFirstExecution = TimeSpan.FromSeconds(1);
        durability.DeadLetterQueueExpirationEnabled = true;
        durability.DurabilityMetricsEnabled = false;
        durability.NodeAssignmentHealthCheckTracingEnabled = false;
    }

    /// <summary>Has Wolverine make its tables, in the role of their owner: the server's may make none.</summary>
    public static async Task SetUpAsync(string owner, CancellationToken stop)
    {
        await using var source = JobConnections.Create(owner);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.ApplicationAssembly = typeof(JobStorage).Assembly;
            options.Discovery.DisableConventionalDiscovery();
            Configure(options, _ => source, AutoCreate.CreateOrUpdate);
        });
        using var host = builder.Build();
        await host.SetupResources(stop);
    }
}
