using System.Text.Json.Nodes;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>What a consumer has that keeps nothing but what was delivered to it, and reads the addresses that this
/// names.</summary>
/// <param name="read">Reads an address of the feed to its end: the entries, and the sequence of the place behind
/// them.</param>
public sealed class Mirror(Func<string, Task<(List<JsonNode> Entries, long Place)>> read)
{
    readonly SortedDictionary<string, (string Negotiation, string Says)> facts = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> places = [];
    long whole;

    /// <summary>By event id, what each fact says and who says so; without those that no longer count.</summary>
    public IEnumerable<string> State => facts.Select(each => $"{each.Key} {each.Value.Says}");

    /// <summary>Every fact that it was ever given, also those that no longer count.</summary>
    public HashSet<string> Heard { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the server itself recorded it.</summary>
    public static bool IsNotice(JsonNode entry) => (string?)entry["type"] is "negotiation-turned" or "erasure-recorded";

    public async Task<Mirror> TakeAsync(IEnumerable<JsonNode> entries)
    {
        foreach (var entry in entries)
            await TakeAsync(entry);

        return this;
    }

    /// <summary>Takes in an entry of the feed, on whatever way it came.</summary>
    public async Task TakeAsync(JsonNode entry)
    {
        if (!Ids.Add((string)entry["eventId"]!))
            return;

        if ((string?)entry["filter"]?["change"] == "actors-changed")
            await BeginAgainAsync((string)entry["filter"]!["events"]!, (long)entry["sequence"]!);
        else
            await ApplyAsync(entry);
    }

    /// <summary>Takes in what /api/erasures says, of facts that it has.</summary>
    public Mirror Erase(IEnumerable<JsonNode> erasures)
    {
        foreach (var erasure in erasures)
            Erase(erasure, long.MaxValue);

        return this;
    }

    /// <summary>Takes in what a notice of an erasure says, of a fact that it has and did not read later.</summary>
    /// <param name="erasure">Its data.</param>
    /// <param name="place">Up to which that stands.</param>
    public void Erase(JsonNode erasure, long place)
    {
        if (
            erasure["result"] is { } result
            && facts.ContainsKey((string)result["eventId"]!)
            && place >= Math.Max(places.GetValueOrDefault((string)erasure["negotiation"]!), whole)
        )
            Put((string)erasure["negotiation"]!, result);
    }

    /// <summary>A fact as it stands.</summary>
    /// <param name="negotiation">Of the fact.</param>
    /// <param name="fact">Its id, data and sources.</param>
    public void Put(string negotiation, JsonNode fact)
    {
        var id = (string)fact["eventId"]!;
        Heard.Add(id);
        if (fact["data"] is { } data)
            facts[id] = (negotiation, Canonical(data) + " " + Canonical(fact["sources"]!));
        else
            facts.Remove(id);
    }

    async Task ApplyAsync(JsonNode entry)
    {
        if (entry["actor"] is not null)
            return;

        var negotiation = (string)entry["negotiation"]!;
        if (entry["filter"] is { } filter)
            await ChangeAsync(negotiation, (string?)filter["events"]);
        else if ((long)entry["sequence"]! > Math.Max(places.GetValueOrDefault(negotiation), whole))
            Fold(negotiation, entry);
    }

    async Task ChangeAsync(string negotiation, string? events)
    {
        foreach (var gone in facts.Where(each => each.Value.Negotiation == negotiation).ToList())
            facts.Remove(gone.Key);

        if (events is null)
            return;

        var (entries, place) = await read(events);
        foreach (var each in entries)
            Fold(negotiation, each);

        places[negotiation] = place;
    }

    void Fold(string negotiation, JsonNode entry)
    {
        if (IsNotice(entry))
            facts[$"notice {entry["eventId"]}"] = (negotiation, Canonical(entry["data"]!));
        else
            Put(negotiation, entry["result"] ?? entry);
    }

    // What the actors of now give; where they change once more meanwhile, once more.
    async Task BeginAgainAsync(string events, long sequence)
    {
        facts.Clear();
        places.Clear();
        whole = 0;
        var (entries, place) = await read(events);
        if (
            entries.FindLast(each =>
                (string?)each["filter"]?["change"] == "actors-changed" && (long)each["sequence"]! > sequence
            ) is
            { } later
        )
        {
            await BeginAgainAsync(events, (long)later["sequence"]!);
            return;
        }

        foreach (var each in entries)
            await ApplyAsync(each);

        whole = place;
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
