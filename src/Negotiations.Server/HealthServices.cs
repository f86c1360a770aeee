using Negotiations.Server.Audit;
using Negotiations.Server.Http;
using Negotiations.Server.Jobs;
using Negotiations.Server.Ledger;
using Negotiations.Server.Monitoring;
using Negotiations.Server.Reading;
using Negotiations.Server.Webhooks;
using Negotiations.Server.Workers;
using Negotiations.Store.Workers;

namespace Negotiations.Server;

/// <summary>The registration of every health check, by the name that its answer shows.</summary>
internal static class HealthServices
{
    public static void AddHealth(this IServiceCollection services, ReaderMode reader)
    {
        // One of each: they remember what they have looked at, and which question still waits.
        services.AddSingleton<StoreSessions>().AddSingleton<StoreHealth>().AddSingleton<ViewsHealthCheck>();
        var checks = services.AddHealthChecks().AddCheck<StoreHealth>("store");
        if (reader.IsOn)
        {
            // How recording, signing, deliveries and jobs go, the nodes say that do them.
            services.AddSingleton<ReaderHealth>();
            checks
                .AddCheck<ReaderHealth>("reader")
                .AddCheck<ViewsHealthCheck>("views")
                .AddCheck<WorkerHealth>("workers");
            return;
        }

        services
            .AddWorker<RecordingWatch>()
            .AddSingleton<RecordingHealth>()
            .AddSingleton<LedgerHealth>()
            .AddSingleton<SelfCheckHealth>()
            .AddSingleton<WebhookHealth>()
            .AddSingleton<JobHealth>();
        checks
            .AddCheck<RecordingHealth>("recording")
            .AddCheck<ViewsHealthCheck>("views")
            .AddCheck<WorkerHealth>("workers")
            .AddCheck<LedgerHealth>("ledger")
            .AddCheck<SelfCheckHealth>("self-check")
            .AddCheck<WebhookHealth>("webhooks")
            .AddCheck<JobHealth>("jobs");
    }
}
