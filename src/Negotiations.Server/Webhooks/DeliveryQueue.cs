using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Negotiations.Server.Webhooks;

/// <summary>
/// Wolverine's durable queue and its outbox: a message is stored in the transaction that makes it needed, and outlives whoever was to carry it
/// out. It is a host of its own, begun with the first subscription: a server that nobody subscribed to pays nothing for it.
/// </summary>
internal sealed class DeliveryQueue(StoreConnections connections, IServiceProvider services, WebhookSettings settings, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Messages handled at one time, on this node.</summary>
    private const int MostAtOnce = 16;

    private readonly SemaphoreSlim one = new(1);
    private NpgsqlDataSource? source;
    private IHost? host;

    private IWolverineRuntime Runtime => host?.Services.GetRequiredService<IWolverineRuntime>() ?? throw new InvalidOperationException("The queue has not been started.");

    /// <summary>Begins to work, unless it does already.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (host is not null)
                return;

            source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connections.Server) { MaxPoolSize = 10, ApplicationName = "negotiations-webhooks" });
            var building = Build(source);
            await building.StartAsync(stop);
            host = building;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Stores messages in a transaction; what is returned sends them on their way once it is committed.</summary>
    /// <param name="delay">After which they are due; none: at once.</param>
    public async Task<Func<Task>> EnlistAsync(NpgsqlTransaction transaction, IReadOnlyList<DeliverDue> messages, TimeSpan? delay = null)
    {
        var context = new MessageContext(Runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)Runtime.Storage, transaction));
        foreach (var message in messages)
            await context.PublishAsync(message, delay is null ? null : new DeliveryOptions { ScheduleDelay = delay });

        return context.FlushOutgoingMessagesAsync;
    }

    /// <summary>Stores a message and sends it on its way.</summary>
    public async Task SendAsync(DeliverDue message)
    {
        if (host is not null)
            await new MessageContext(Runtime).PublishAsync(message);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        if (source is not null)
            await source.DisposeAsync();

        one.Dispose();
    }

    private IHost Build(NpgsqlDataSource source)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.ServiceName = "negotiations";
            options.ApplicationAssembly = typeof(DeliveryQueue).Assembly;
            options.Discovery.DisableConventionalDiscovery();

            // The one handler is written by hand: there is nothing to generate, and no compiler comes along.
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
            options.AddMessageHandler(services.GetRequiredService<DeliverDueHandler>());
            options.PublishMessage<DeliverDue>().ToLocalQueue("webhooks").UseDurableInbox().MaximumParallelMessages(MostAtOnce);

            // Its tables are made with all others, by the owner of the schema.
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            options.PersistMessagesWithPostgresql(source, Tables.Schema).EnableCommandQueues(false).OverrideAutoCreateResources(AutoCreate.None);

            // Every node takes what it finds. A message that two of them take does no harm, and none has to elect another.
            options.Durability.Mode = DurabilityMode.Solo;
            options.Durability.ScheduledJobPollingTime = settings.Poll;
            options.Durability.ScheduledJobFirstExecution = settings.Poll;
            options.Durability.DurabilityMetricsEnabled = false;
        });
        return builder.Build();
    }

    // Signals are the outer host's matter, which stops this one.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
