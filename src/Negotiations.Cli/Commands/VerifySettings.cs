using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Whom the auditor believes; the same for every way to verify.</summary>
internal class VerifySettings : ConnectionSettings
{
    [CommandOption("--vkey <KEY>")]
    [Description("The verifier key of the log, or a file with one a line; else 'vkey' of the profile. May be repeated")]
    public string[] Vkeys { get; init; } = [];

    [CommandOption("--witness <KEY>")]
    [Description(
        "A witness whose cosignatures count, as key or file: how far it has seen the log grow is said. May be repeated"
    )]
    public string[] Witnesses { get; init; } = [];

    [CommandOption("--max-age <SECONDS>")]
    [Description("The last cosignature of each witness may be no older: else an old log could be shown for ever")]
    public int? MaxAge { get; init; }

    public TimeSpan? Age => MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public override ValidationResult Validate() =>
        MaxAge is <= 0 ? ValidationResult.Error("--max-age takes seconds, 1 or more.")
        : MaxAge is not null && Witnesses.Length == 0
            ? ValidationResult.Error("--max-age goes by the clocks of witnesses: name one with --witness.")
        : base.Validate();
}
