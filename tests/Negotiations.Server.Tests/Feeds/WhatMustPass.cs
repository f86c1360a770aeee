using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>
/// By what an event of the whole feed has to pass, found from that feed and the views alone: its type and that of what
/// it acts on, and whether the phase was another one after it.
/// </summary>
sealed record WhatMustPass(string Id, string Negotiation, HashSet<string> Types, bool MovedThePhase)
{
    public bool Passes(string filter)
    {
        var asked = filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToList();
        var types = asked.Where(part => part[0] == "type").Select(part => part[1]).ToList();
        return Types.Contains("erasure-recorded")
            || (types.Count == 0 || types.Any(Types.Contains))
                && (MovedThePhase || asked.All(part => part[0] != "phaseChange"));
    }

    /// <param name="client">Of a reader.</param>
    /// <param name="history">Of the negotiations.</param>
    /// <param name="entries">All that the feed has of them.</param>
    public static async Task<List<WhatMustPass>> OfAsync(
        HttpClient client,
        RandomHistory history,
        List<JsonNode> entries
    )
    {
        HashSet<string> moved = [];
        foreach (var id in history.Ids)
            moved.UnionWith(await MovedAsync(client, id, LastOf(id, entries)));

        List<WhatMustPass> passing = [];
        foreach (var entry in entries.Where(each => each["negotiation"] is not null))
        {
            var negotiation = (string)entry["negotiation"]!;
            var fact = entry["result"] ?? entry;
            passing.Add(
                new(
                    (string)entry["eventId"]!,
                    negotiation,
                    [(string)entry["type"]!, (string?)fact["type"] ?? ""],
                    Mirror.IsNotice(entry)
                        ? IsOfPhase(entry["data"]!)
                        : moved.Contains($"{negotiation} {entry["version"]}")
                )
            );
        }

        return passing;
    }

    static bool IsOfPhase(JsonNode notice) =>
        new[] { notice["field"] }
            .Concat(notice["also"]?.AsArray().Select(each => each!["field"]) ?? [])
            .Any(field => ((string?)field)?.Split('.')[0] == "phase");

    // By the feed: of one that merged, the status of now is that of the other.
    static long LastOf(string id, List<JsonNode> entries) =>
        entries
            .Where(each => (string?)each["negotiation"] == id && !Mirror.IsNotice(each))
            .Max(each => (long)each["version"]!);

    static async Task<List<string>> MovedAsync(HttpClient client, string id, long last)
    {
        List<string> moved = [];
        var before = "";
        for (var version = 1; version <= last; version++)
        {
            var view = await client.Asks($"/api/negotiations/{id}?version={version}").Succeeds();
            var phase = $"{view["phase.certain"]} {view["phase.possible"]}";
            if (phase != before)
                moved.Add($"{id} {version}");

            before = phase;
        }

        return moved;
    }
}
