using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Store.Workers;

/// <summary>Registers background workers.</summary>
public static class WorkerServices
{
    /// <summary>Runs a worker with the host, and shows it in health.</summary>
    public static IServiceCollection AddWorker<TWorker>(this IServiceCollection services)
        where TWorker : Worker
    {
        services.AddSingleton<TWorker>();
        services.AddSingleton<Worker>(provider => provider.GetRequiredService<TWorker>());
        return services.AddHostedService(provider => provider.GetRequiredService<TWorker>());
    }
}
