using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>What an entry of the feed, a row of CSV and an entry of Atom each say of an event, in one form.</summary>
static class SameInFiles
{
    static readonly string[] Columns =
    [
        "event_id",
        "negotiation",
        "sequence",
        "version",
        "type",
        "occurred",
        "recorded_at",
        "headline",
        "data",
        "filter",
    ];

    public static string Row(JsonNode entry) =>
        string.Join(
            " | ",
            entry["eventId"],
            entry["negotiation"] ?? $"actor/{entry["actor"]}",
            entry["sequence"],
            entry["version"],
            entry["type"],
            entry["occurred"],
            entry["recordedAt"],
            entry["headline"]?["text"],
            Print(entry["data"]!),
            entry["filter"]?["change"]
        );

    public static IEnumerable<string> Rows(string csv)
    {
        using var reader = CsvHelper.CsvReader.Create(Encoding.UTF8.GetBytes(csv));
        List<string> rows = [];
        while (reader.Read())
            rows.Add(
                string.Join(
                    " | ",
                    Columns.Select(column =>
                        column == "data" ? Print(JsonNode.Parse(reader.GetString(column)!)!) : reader.GetString(column)
                    )
                )
            );

        return rows;
    }

    // A notice is of a day and has no version of the negotiation. Of an act the title says what the fact says by it,
    // which no entry of the feed has as a sentence.
    public static string Shown(JsonNode entry) =>
        string.Join(
            " | ",
            entry["eventId"],
            entry["type"],
            entry["negotiation"] ?? $"actor/{entry["actor"]}",
            Mirror.IsNotice(entry) || entry["actor"] is not null ? null : entry["version"],
            entry["result"] is null ? entry["headline"]?["text"] : null,
            SecondOf((string)entry["recordedAt"]!),
            entry["filter"]?["change"],
            entry["filter"]?["events"]
        );

    public static string Shown(SyndicationItem item)
    {
        var isOfRegistry = item.Categories[1].Name.StartsWith("actor/", StringComparison.Ordinal);
        var isAct = item.Links.Any(link => link.RelationshipType == "related");

        // Of an erasure no entry of the feed has a sentence either.
        var isErasure = item.Categories[0].Name == "erasure-recorded";
        return string.Join(
            " | ",
            item.Id["urn:uuid:".Length..],
            item.Categories[0].Name,
            item.Categories[1].Name,
            item.Links[0].Uri.Query is { Length: > 0 } query ? query["?version=".Length..] : null,
            isAct || isOfRegistry || isErasure ? null : item.Title.Text.Split(": ", 2)[1],
            SecondOf(item.PublishDate.ToString("O")),
            item.Categories.Count > 2 ? item.Categories[2].Name : null,
            item.Links.FirstOrDefault(link => link.RelationshipType == "collection")?.Uri.PathAndQuery
        );
    }

    static string Print(JsonNode data) => data.ToJsonString();

    static string SecondOf(string text) =>
        DateTimeOffset
            .Parse(text, CultureInfo.InvariantCulture)
            .ToUniversalTime()
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
