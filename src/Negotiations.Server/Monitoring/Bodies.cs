using Negotiations.Events;
using Negotiations.Values;

namespace Negotiations.Server.Monitoring;

/// <summary>
/// The body that opens a negotiation, as the OpenAPI document shows it; it is read by
/// <see cref="MonitoringEndpoints.ReadOpening"/>.
/// </summary>
internal sealed record OpenBody
{
    /// <summary>The address the negotiation is to have: 1 to 100 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required NegotiationKind Kind { get; init; }

    public required Subject Subject { get; init; }

    public required Edtf Occurred { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public Guid? EventId { get; init; }

    public string? OccurredText { get; init; }

    public Claim? Claim { get; init; }

    public IReadOnlyList<Actor>? Actors { get; init; }

    public IReadOnlyList<NamedActor>? Named { get; init; }

    public Place? Place { get; init; }

    public IReadOnlyList<string>? Topics { get; init; }

    public IReadOnlyList<ExternalId>? ExternalIds { get; init; }

    public string? Note { get; init; }

    public bool? Unenumerated { get; init; }

    public Quantity? BoundaryLength { get; init; }

    public string? Cadence { get; init; }

    public IReadOnlyList<string>? Related { get; init; }

    public string? UtcOffset { get; init; }
}

/// <summary>Bodies that work, for the contract and its try-it page.</summary>
internal static class EventExamples
{
    public const string Opening = """
        {
          "id": "example-border",
          "title": "Delimitation of an example border",
          "kind": "negotiation",
          "subject": "boundary",
          "occurred": "2022-01",
          "actors": [ { "id": "KGZ", "role": "party" }, { "id": "TJK", "role": "party" } ],
          "sources": [ { "title": "Joint communiqué", "publisher": "Example Agency", "published": "2022-01-20" } ]
        }
        """;

    public const string Clash = """
        {
          "type": "clash-reported",
          "occurred": "2022-09",
          "occurredText": "in September 2022",
          "clashId": "september-2022",
          "place": { "name": "Batken", "country": "KGZ", "precision": 5 },
          "sources": [
            { "publisher": "Example Agency", "url": "https://example.org/1", "published": "2022-09-18",
              "reliability": "B", "credibility": 2 }
          ]
        }
        """;
}
