using Negotiations.Cli;
using Negotiations.Cli.Running;

namespace Negotiations.Server.Tests.Cli;

/// <summary>
/// Runs the command line in this process, with everything around it captured: nothing of the real environment reaches
/// it.
/// </summary>
public sealed class Terminal : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Where the profile lies.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("negotiations-cli-").FullName;

    public string ProfileFile => Path.Combine(Folder, "profile.json");

    public string Input { get; set; } = "";

    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a server may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan LongestSilence { get; set; } = TimeSpan.FromSeconds(45);

    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>The version that the program takes for its own.</summary>
    public string Version { get; set; } = ProductVersion.Text;

    /// <summary>This machine's clock goes ahead of the server's.</summary>
    public TimeSpan Ahead { get; set; }

    public void WriteProfile(string json, UnixFileMode mode = OwnerOnly)
    {
        File.WriteAllText(ProfileFile, json);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(ProfileFile, mode);
    }

    public string WriteFile(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    public async Task<Ended> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new CommandEnvironment
        {
            In = new StringReader(Input),
            Out = output,
            Error = error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            Variable = Variables.GetValueOrDefault,
            SettingsFolder = Folder,
            Patience = Patience,
            Timeout = Timeout,
            LongestSilence = LongestSilence,
            Version = Version,
            Now = () => DateTimeOffset.UtcNow + Ahead,
            Pause = (pause, _) =>
            {
                Pauses.Add(pause);
                return Task.CompletedTask;
            },
        };
        var exitCode = await CommandLine.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return new Ended(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public sealed record Ended(int ExitCode, string Out, string Error);
