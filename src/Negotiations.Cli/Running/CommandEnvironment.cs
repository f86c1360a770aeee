using Spectre.Console;

namespace Negotiations.Cli.Running;

/// <summary>Everything outside a command (console, files, clock, variables), so that a test can replace it.</summary>
internal sealed class CommandEnvironment
{
    // Lines cut at 80 columns, or at any other, are of no use to grep; a pipe has no width.
    private const int WidthOfAPipe = 10_000;

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required bool OutIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>An environment variable; null or empty when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Where the profile file lies.</summary>
    public required string SettingsFolder { get; init; }

    /// <summary>Waits between two attempts, or between two looks at an audit.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>This machine's clock.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>How long a request may take before a line says that it is still running.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a server may take to answer before it counts as away.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer that has begun may be silent before its connection counts as dead. The server says
    /// something every 15 seconds where it has nothing to say.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The command line asks for JSON: then every line on standard error is JSON too.</summary>
    public bool IsForMachines { get; set; }

    /// <summary>The version of this program.</summary>
    public string Version { get; init; } = ProductVersion.Text;

    /// <summary>Whether the warning about an older server was printed; it is printed once.</summary>
    public bool HasWarnedOfVersion { get; set; }

    /// <summary>Answers.</summary>
    public IAnsiConsole Console => field ??= Create(Out, OutIsTerminal);

    /// <summary>Problems and progress: what must not end up in a pipe.</summary>
    public IAnsiConsole ErrorConsole =>
        field ??= Create(IsForMachines && !ErrorIsTerminal ? TextWriter.Null : Error, ErrorIsTerminal);

    public static CommandEnvironment OfProcess() =>
        new()
        {
            In = System.Console.In,
            // The console's own stream says nothing when the reader of a pipe is gone: a watch would note events as
            // shown.
            Out = OutputPipe.TryOpen() ?? System.Console.Out,
            Error = System.Console.Error,
            OutIsTerminal = !System.Console.IsOutputRedirected,
            ErrorIsTerminal = !System.Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
            SettingsFolder = Path.Combine(
                Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
                    ? folder
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
                "negotiations"
            ),
        };

    private IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        // https://no-color.org: set to anything that is not empty.
        var isPlain = !isTerminal || Variable("NO_COLOR") is { Length: > 0 };
        var created = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
                // A build runner that Spectre knows by its environment would get colours in spite of the pipe.
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
                Out = new AnsiConsoleOutput(writer),
            }
        );
        if (!isTerminal)
            created.Profile.Width = WidthOfAPipe;

        return created;
    }
}
