namespace Negotiations.Server.Http;

/// <summary>Who publishes the data and on which terms, as the operator has set it (<c>dataset:</c>).</summary>
internal sealed class DatasetTerms(IConfiguration configuration)
{
    /// <summary>The record itself, where no one else is named.</summary>
    public string Publisher { get; } = Said(configuration, "publisher") ?? "Negotiations";

    /// <summary>The address of the licence; null: none is named.</summary>
    public string? Licence { get; } = Said(configuration, "licence");

    /// <summary>How users of the data name who made it; null: none is asked for.</summary>
    public string? Attribution { get; } = Said(configuration, "attribution");

    private static string? Said(IConfiguration configuration, string name) =>
        configuration[$"dataset:{name}"] is { Length: > 0 } said ? said : null;
}
