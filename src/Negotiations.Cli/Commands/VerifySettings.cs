using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Whom the auditor believes; the same for every way to verify.</summary>
internal class VerifySettings : ConnectionSettings
{
    [CommandOption("--vkey <KEY>")]
    [Description("The verifier key of the log, or a file with one a line; else 'vkey' of the profile. May be repeated")]
    public string[] Vkeys { get; init; } = [];

    [CommandOption("--witness <KEY>")]
    [Description("A witness that must have cosigned, as key or file. May be repeated")]
    public string[] Witnesses { get; init; } = [];
}
