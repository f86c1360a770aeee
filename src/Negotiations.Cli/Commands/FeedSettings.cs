using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Vocabulary;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Which events of the feed; the same for all who follow it.</summary>
internal abstract class FeedSettings : ConnectionSettings
{
    [CommandOption("--type <TYPE>")]
    [Description("Only events of this type, such as clash-reported; may be repeated")]
    [Names(Named.EventTypes)]
    public string[]? Types { get; init; }

    [CommandOption("--party <ACTOR>")]
    [Description("Only events of negotiations in which this actor had been named by then, by any code or name")]
    [Names(Named.Actors)]
    public string? Party { get; init; }

    [CommandOption("--phase-change")]
    [Description("Only events that moved a phase")]
    public bool PhaseChange { get; init; }

    /// <summary>The filters as parameters of a question.</summary>
    protected QueryText Filters(IEnumerable<string>? negotiations) =>
        new QueryText()
            .Add("negotiation", negotiations)
            .Add("type", Types)
            .Add("party", Party)
            .AddFlag("phaseChange", PhaseChange);
}
