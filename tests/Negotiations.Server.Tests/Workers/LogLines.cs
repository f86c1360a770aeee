using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Negotiations.Server.Tests.Workers;

/// <summary>All that is logged, in the order it came.</summary>
internal sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<LogLine> all = [];

    public IReadOnlyCollection<LogLine> All => all;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, all);

    public void Dispose() { }

    sealed class Writer(string category, ConcurrentQueue<LogLine> all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => all.Enqueue(new LogLine(category, logLevel, formatter(state, exception), exception));
    }
}

internal sealed record LogLine(string Category, LogLevel Level, string Text, Exception? Fault);
