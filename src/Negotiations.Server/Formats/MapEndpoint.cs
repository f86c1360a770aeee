using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Places;
using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>Where things happened and which stretches are agreed, as GeoJSON (RFC 7946), on any clocks.</summary>
internal static class MapEndpoint
{
    public static async Task<IResult> MapAsync(
        HttpContext context,
        ClockScan scan,
        DatabaseClock clock,
        ActorDirectory actors,
        NegotiationNames names,
        RowFence fence
    )
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var negotiations = await query.NegotiationsAsync(names, context.RequestAborted);
        var party = await query.PartyAsync(actors, asked.ActorsBy, context.RequestAborted);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a map by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        var (all, _, refusal) = await scan.MapAsync(
            asked,
            (negotiation, clocks) => (negotiation.Id, Shown: Of(negotiation, clocks, negotiations, party, fence)),
            context.RequestAborted
        );
        if (refusal is not null)
            return refusal.ToResult();

        var features = all.OrderBy(each => each.Id, StringComparer.Ordinal)
            .SelectMany(each => each.Shown.Features)
            .ToArray<JsonNode>();
        var map = new JsonObject
        {
            ["type"] = "FeatureCollection",
            ["features"] = new JsonArray(features),
            ["notPlaced"] = all.Sum(each => each.Shown.NotPlaced),
        };
        return Exports.Whole(
            context,
            JsonSerializer.SerializeToUtf8Bytes(map, EventJson.Options),
            "application/geo+json"
        );
    }

    private static (List<JsonObject> Features, int NotPlaced) Of(
        Negotiation negotiation,
        Clocks clocks,
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        RowFence fence
    )
    {
        if (negotiations.Count > 0 ? !negotiations.Contains(negotiation.Id) : MergeFold.IsMerged(negotiation, clocks))
            return ([], 0);

        var entries = History
            .Applied(negotiation, clocks)
            .Where(entry => entry.Occurred?.IsPossiblyBy(clocks.AsOf) != false)
            .ToList();
        if (
            party is not null
            && !entries.Any(entry =>
                Elements(entry.Data, "actors").Any(actor => party.Codes.Contains(actor.GetProperty("id").GetString()))
            )
        )
            return ([], 0);

        return (
            [
                .. entries.SelectMany(entry =>
                    fence.Try(
                        entry.EventId,
                        entry,
                        each => [.. Features(negotiation.Id, each)],
                        each => new List<JsonObject> { Unreadable(negotiation.Id, each) }
                    )
                ),
            ],
            entries.Count(entry => entry.Data.TryGetProperty("place", out var place) && PointOf(place) is null)
        );
    }

    private static IEnumerable<JsonObject> Features(string negotiation, HistoryEntry entry)
    {
        if (entry.Data.TryGetProperty("place", out var place) && PointOf(place) is var (point, by))
        {
            var feature = Feature(negotiation, entry, point, place, "place");
            feature["properties"]!["positionBy"] = by;
            yield return feature;
        }

        foreach (var section in Elements(entry.Data, "sections"))
            if (section.TryGetProperty("geometry", out var geometry))
                yield return Feature(
                    negotiation,
                    entry,
                    JsonNode.Parse(geometry.GetRawText())!,
                    section,
                    "agreed-section"
                );
    }

    // As the source gives it, else that of the town it names; null: it is not known where that is.
    private static (JsonNode Point, string By)? PointOf(JsonElement place)
    {
        if (place.TryGetProperty("point", out var point))
            return (JsonNode.Parse(point.GetRawText())!, "source");

        return Gazetteer.Find(TextOf(place, "name"), TextOf(place, "country")) is { } town
            ? (
                new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(town.Longitude, town.Latitude) },
                "gazetteer"
            )
            : null;
    }

    private static string? TextOf(JsonElement from, string name) =>
        from.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    // A feature without a place (RFC 7946, 3.2).
    private static JsonObject Unreadable(string negotiation, HistoryEntry entry) =>
        new()
        {
            ["type"] = "Feature",
            ["geometry"] = null,
            ["properties"] = new JsonObject
            {
                ["negotiation"] = negotiation,
                ["eventId"] = entry.EventId.ToString(),
                ["what"] = "unreadable",
            },
        };

    private static JsonObject Feature(
        string negotiation,
        HistoryEntry entry,
        JsonNode geometry,
        JsonElement named,
        string what
    )
    {
        var properties = new JsonObject
        {
            ["negotiation"] = negotiation,
            ["eventId"] = entry.EventId.ToString(),
            ["type"] = entry.Type,
            ["what"] = what,
        };
        if (named.TryGetProperty("name", out var name))
            properties["name"] = name.GetString();

        if (named.TryGetProperty("precision", out var precision))
            properties["precision"] = precision.GetInt32();

        if (entry.Occurred is { } occurred)
            properties["occurred"] = occurred.Text;

        properties["sources"] = string.Join("; ", entry.Sources.Select(source => source.Voice()));
        return new JsonObject
        {
            ["type"] = "Feature",
            ["geometry"] = geometry,
            ["properties"] = properties,
        };
    }

    private static IEnumerable<JsonElement> Elements(JsonElement from, string name) =>
        from.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray()
            : [];
}
