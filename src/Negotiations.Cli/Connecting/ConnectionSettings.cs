using System.ComponentModel;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Connecting;

/// <summary>What every command takes, also those that ask no server.</summary>
internal abstract class GlobalSettings : CommandSettings
{
    [CommandOption("--json")]
    [Description("The answer as JSON, for machines; a problem then is one JSON object on standard error")]
    public bool Json { get; init; }
}

/// <summary>
/// What every command takes that asks a server. There is no --key: an argument is in the list of processes, which
/// everyone on the machine can read, and in the history of the shell.
/// </summary>
internal abstract class ConnectionSettings : GlobalSettings
{
    [CommandOption("--server <URL>")]
    [Description("The server; else NEGOTIATIONS_SERVER, else the profile, else http://127.0.0.1:5080")]
    public string? Server { get; init; }

    [CommandOption("--profile <NAME>")]
    [Description("Which profile of profile.json in ~/.config/negotiations; else 'default'")]
    [Names(Named.Profiles)]
    public string? Profile { get; init; }
}
