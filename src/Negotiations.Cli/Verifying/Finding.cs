using Negotiations.Ledger;

namespace Negotiations.Cli.Verifying;

/// <summary>Something that is not as it was signed.</summary>
/// <param name="Kind">Stable, for machines: <c>data-changed</c>, <c>row-missing</c>, <c>forked</c>. docs/ledger.md
/// lists them.</param>
/// <param name="Detail">One sentence with the offending values.</param>
internal sealed record Finding(string Kind, string Detail)
{
    /// <summary>Null when it is about the log as a whole.</summary>
    public string? Negotiation { get; init; }

    public long? Version { get; init; }

    /// <summary>Which field of the event or view; null when the whole row is meant.</summary>
    public string? Field { get; init; }

    public Guid? EventId { get; init; }

    /// <summary>In the log.</summary>
    public long? Index { get; init; }

    /// <summary>Negotiation, version and field as a person names them.</summary>
    public string Place =>
        string.Join(
            ", ",
            new[]
            {
                Negotiation,
                Version is { } version ? $"version {version}" : null,
                Field,
                Index is { } index ? $"entry {index}" : null,
            }.OfType<string>()
        );

    /// <param name="index">Where in the log it is found.</param>
    public static Finding About(Leaf leaf, long index, string kind, string? field, string detail) =>
        new(kind, detail)
        {
            Negotiation = leaf.Stream,
            Version = leaf.Version,
            EventId = leaf.EventId,
            Field = field,
            Index = index,
        };
}
