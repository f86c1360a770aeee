using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Vocabulary;
using Negotiations.Views;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>The clocks that every question about the record has; what they may say is the server's to check.</summary>
internal abstract class ReadingSettings : ConnectionSettings
{
    [CommandOption("--as-of <DATE>")]
    [Description("The occurred clock: how things stood at the end of this day, month or year (UTC)")]
    public string? AsOf { get; init; }

    [CommandOption("--basis <BASIS>")]
    [OneOf("Whose knowledge counts, ours or that of the world", typeof(Basis))]
    public string? Basis { get; init; }

    [CommandOption("--without <EVENT|PUBLISHER>")]
    [Description("An event id or a publisher taken as never heard; may be repeated")]
    public string[]? Without { get; init; }

    /// <summary>The clocks as parameters of a question.</summary>
    public virtual QueryText Clocks() => new QueryText().Add("asOf", AsOf).Add("basis", Basis).Add("without", Without);
}

/// <summary>The clocks of a question at one time.</summary>
internal abstract class ManyClocksSettings : ReadingSettings
{
    [CommandOption("--known-by <WHEN>")]
    [Description("Only what was known by this instant, or by the end of this date")]
    public string? KnownBy { get; init; }

    /// <inheritdoc/>
    public override QueryText Clocks() => base.Clocks().Add("knownBy", KnownBy);
}

/// <summary>The clocks of a question about one negotiation, which has versions too.</summary>
internal abstract class ClocksSettings : ManyClocksSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("The address of the negotiation, such as kg-tj-border")]
    [Names(Named.Negotiations)]
    public required string Id { get; init; }

    [CommandOption("--version <N>")]
    [Description("Only its first so many events count")]
    public string? Version { get; init; }

    /// <inheritdoc/>
    public override QueryText Clocks() => base.Clocks().Add("version", Version);
}
