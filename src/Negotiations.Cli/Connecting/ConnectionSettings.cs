using System.ComponentModel;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Connecting;

/// <summary>
/// What every command takes. There is no --key: an argument stands in the list of processes, which everyone on the
/// machine can read, and in the history of the shell.
/// </summary>
internal abstract class ConnectionSettings : CommandSettings
{
    [CommandOption("--server <URL>")]
    [Description("The server; else NEGOTIATIONS_SERVER, else the profile, else http://127.0.0.1:5080")]
    public string? Server { get; init; }

    [CommandOption("--profile <NAME>")]
    [Description("Which profile of profile.json in ~/.config/negotiations; else 'default'")]
    public string? Profile { get; init; }

    [CommandOption("--json")]
    [Description("The answer of the server as JSON, for machines")]
    public bool Json { get; init; }
}
