namespace Negotiations.Cli.Connecting;

/// <summary>A part of the record that can be had as a file.</summary>
/// <param name="What">As the command names it.</param>
/// <param name="Path">Without the format at its end; <c>{0}</c> stands for the negotiation.</param>
/// <param name="Formats">Ends of its address, and of the names of its files.</param>
internal sealed record Export(string What, string Path, params string[] Formats)
{
    /// <summary>One JSON object a line: a file that breaks off can be gone on with.</summary>
    public const string Lines = "ndjson";

    public static readonly IReadOnlyList<Export> All =
    [
        new("events", "/api/events", Lines, "csv", "xlsx"),
        new("record", "/api/events", Lines) { IsProven = true },
        new("history", "/api/negotiations/{0}/history", Lines, "csv", "xlsx"),
        new("negotiations", "/api/negotiations", "csv", "xlsx"),
        new("tolls", "/api/tolls", "csv", "xlsx"),
        new("instruments", "/api/instruments", "csv", "xlsx"),
        new("calendar", "/api/calendar", "ics"),
        new("map", "/api/map", "geojson"),
        new("provenance", "/api/negotiations/{0}/provenance", "jsonld"),
    ];

    /// <summary>It carries what proves it, and is of the whole record.</summary>
    public bool IsProven { get; private init; }

    /// <summary>It is of one negotiation.</summary>
    public bool IsOfOne => Path.Contains("{0}", StringComparison.Ordinal);

    public string Address(string format, string? negotiation) =>
        Path.Replace("{0}", Uri.EscapeDataString(negotiation ?? ""), StringComparison.Ordinal)
        + (What == "provenance" ? "" : "." + format);
}
