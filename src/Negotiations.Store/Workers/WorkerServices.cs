using Microsoft.Extensions.DependencyInjection;

namespace Negotiations.Store.Workers;

/// <summary>Registers background workers.</summary>
public static class WorkerServices
{
    /// <summary>The same on a node that records; one that only reads has it, and does not run it.</summary>
    public static IServiceCollection AddWriterWorker<TWorker>(this IServiceCollection services)
        where TWorker : Worker =>
        services.Any(each => each.ImplementationInstance is ReaderMode { IsOn: true })
            ? services.AddSingleton<TWorker>()
            : services.AddWorker<TWorker>();

    /// <summary>Runs a worker with the host, and shows it in health.</summary>
    public static IServiceCollection AddWorker<TWorker>(this IServiceCollection services)
        where TWorker : Worker
    {
        services.AddSingleton<TWorker>();
        services.AddSingleton<Worker>(provider => provider.GetRequiredService<TWorker>());
        return services.AddHostedService(provider => provider.GetRequiredService<TWorker>());
    }
}
