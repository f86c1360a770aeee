using Microsoft.Extensions.DependencyInjection.Extensions;
using Negotiations.Store.Workers;

namespace Negotiations.Server.Logging;

/// <summary>Filters the log while the database is away: Marten, Wolverine, Npgsql and our workers would write thousands
/// of lines about one outage, which has a line at its beginning and one at its end.</summary>
internal sealed class LoggerGate(ILoggerFactory factory, Outage outage) : ILoggerFactory
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.AddSingleton(provider => new Outage(
            provider.GetRequiredService<LoggerFactory>().CreateLogger(typeof(Outage).FullName!)
        ));
        services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(provider => new LoggerGate(
                provider.GetRequiredService<LoggerFactory>(),
                provider.GetRequiredService<Outage>()
            ))
        );
    }

    public void AddProvider(ILoggerProvider provider) => factory.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) =>
        new GatedLogger(factory.CreateLogger(categoryName), outage, categoryName == HostCategory);

    // The factory behind it is disposed of with the services it is one of.
    public void Dispose() { }
}

/// <param name="isOfHost">
/// What keeps the program from starting is a sentence on the console, which is enough: the host's own line is left out.
/// </param>
internal sealed class GatedLogger(ILogger logger, Outage outage, bool isOfHost) : ILogger
{
    // Microsoft.Extensions.Hosting, LoggerEventIds.HostedServiceStartupFaulted.
    private const int StartupFaulted = 11;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (isOfHost && eventId.Id == StartupFaulted)
            return;

        if (logLevel < LogLevel.Warning || !IsEnabled(logLevel) || !outage.Covers(exception))
            logger.Log(logLevel, eventId, state, exception, formatter);
    }
}
