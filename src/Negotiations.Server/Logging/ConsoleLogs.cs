using System.Globalization;
using Microsoft.Extensions.Logging.Console;
using Spectre.Console;

namespace Negotiations.Server.Logging;

/// <summary>
/// Logs on standard output: lines with their time (UTC), or one JSON object a line, from <c>logs:format</c>. With JSON
/// what would be written for a person comes as log entries too, so that nothing is between them.
/// </summary>
internal sealed class ConsoleLogs : IDisposable
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    private readonly ILoggerFactory? loggers;
    private readonly ILogger? logger;

    private ConsoleLogs(ILoggerFactory? loggers)
    {
        this.loggers = loggers;
        logger = loggers?.CreateLogger("Negotiations");
        Console = logger is null
            ? AnsiConsole.Console
            : AnsiConsole.Create(
                new AnsiConsoleSettings
                {
                    Ansi = AnsiSupport.No,
                    ColorSystem = ColorSystemSupport.NoColors,
                    Interactive = InteractionSupport.No,
                    Out = new AnsiConsoleOutput(new LogLines(logger)),
                }
            );
    }

    /// <summary>What is shown while the server starts.</summary>
    public IAnsiConsole Console { get; }

    public static ConsoleLogs Of(IConfiguration configuration) =>
        new(IsJson(configuration) ? LoggerFactory.Create(logging => Configure(logging, configuration)) : null);

    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        if (IsJson(configuration))
            logging.AddJsonConsole(json => (json.TimestampFormat, json.UseUtcTimestamp) = (Time.TrimEnd(), true));
        else
            logging.AddSimpleConsole(text =>
                (text.TimestampFormat, text.UseUtcTimestamp, text.SingleLine) = (Time, true, true)
            );
    }

    /// <summary>Why the server does not start or go on, and what it does meanwhile.</summary>
    public void Report(string text)
    {
        if (logger is null)
            System.Console.Error.WriteLine(text);
        else
            logger.LogWarning("{Report}", text);
    }

    // Waits until what was logged is written.
    public void Dispose() => loggers?.Dispose();

    private static bool IsJson(IConfiguration configuration) =>
        "json".Equals(configuration["logs:format"], StringComparison.OrdinalIgnoreCase)
        || ConsoleFormatterNames.Json.Equals(
            configuration["Logging:Console:FormatterName"],
            StringComparison.OrdinalIgnoreCase
        );

    // Each line that is written is an entry.
    private sealed class LogLines(ILogger logger) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Flush()
        {
            var lines = GetStringBuilder().ToString();
            GetStringBuilder().Clear();
            foreach (
                var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
                logger.LogInformation("{Line}", line);
        }

        public override void Write(char value)
        {
            base.Write(value);
            if (value == '\n')
                Flush();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains('\n', StringComparison.Ordinal) == true)
                Flush();
        }
    }
}
