using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>What a consumer has that keeps nothing but what was delivered to it.</summary>
public sealed class Mirror
{
    readonly SortedDictionary<string, string> facts = new(StringComparer.Ordinal);

    /// <summary>By event id, what each fact says and who says so; without those that no longer count.</summary>
    public IEnumerable<string> State => facts.Select(each => $"{each.Key} {each.Value}");

    /// <summary>Every fact that it was ever given, also those that no longer count.</summary>
    public HashSet<string> Heard { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the server itself recorded it.</summary>
    public static bool IsNotice(JsonNode entry) => (string?)entry["type"] is "negotiation-turned" or "erasure-recorded";

    public static Mirror Of(IEnumerable<JsonNode> entries)
    {
        var mirror = new Mirror();
        foreach (var entry in entries)
            mirror.Take(entry);

        return mirror;
    }

    /// <summary>Takes in an entry of the feed, on whatever way it came.</summary>
    public void Take(JsonNode entry)
    {
        var id = (string)entry["eventId"]!;
        if (!Ids.Add(id) || entry["actor"] is not null)
            return;

        if (IsNotice(entry))
            facts[$"notice {id}"] = Canonical(entry["data"]!);
        else if (entry["result"] is { } result)
            Put((string)result["eventId"]!, result["data"], result["sources"]);
        else
            Put(id, entry["data"], entry["sources"]);
    }

    /// <summary>Takes in what /api/erasures or a notice of an erasure says, of a fact that it was given.</summary>
    public Mirror Erase(IEnumerable<JsonNode> erasures)
    {
        foreach (var result in erasures.Select(each => each["result"]).OfType<JsonNode>())
            if (Heard.Contains((string)result["eventId"]!))
                Put((string)result["eventId"]!, result["data"], result["sources"]);

        return this;
    }

    /// <summary>A fact as it stands.</summary>
    public void Put(string id, JsonNode? data, JsonNode? sources)
    {
        Heard.Add(id);
        if (data is null)
            facts.Remove(id);
        else
            facts[id] = Canonical(data) + " " + Canonical(sources!);
    }

    static string Canonical(JsonNode node) =>
        node switch
        {
            JsonObject members => "{"
                + string.Join(
                    ',',
                    members
                        .OrderBy(member => member.Key, StringComparer.Ordinal)
                        .Select(member => $"{member.Key}:{(member.Value is null ? "null" : Canonical(member.Value))}")
                )
                + "}",
            JsonArray items => "[" + string.Join(',', items.Select(item => Canonical(item!))) + "]",
            _ => node.ToJsonString(),
        };
}
