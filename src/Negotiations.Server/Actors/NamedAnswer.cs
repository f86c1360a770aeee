using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Actors;
using Negotiations.Json;

namespace Negotiations.Server.Actors;

/// <summary>
/// The names of actors beside their codes, in answers that are kept as the fold made them. They are put in for readers
/// who name a language: without one an answer is the bytes of the fold, which a verifier compares.
/// </summary>
internal static class NamedAnswer
{
    private const string Parties = "parties";

    /// <summary>The same JSON with a name for each party that the registry knows.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json, ActorRegistry registry, string language)
    {
        var answer = JsonNode.Parse(json);
        Add(answer, registry, language);
        return JsonSerializer.SerializeToUtf8Bytes(answer, EventJson.Options);
    }

    private static void Add(JsonNode? node, ActorRegistry registry, string language)
    {
        if (node is JsonArray items)
            foreach (var item in items)
                Add(item, registry, language);

        if (node is not JsonObject members)
            return;

        foreach (var (name, value) in members)
            if (name == Parties && value is JsonArray parties)
                foreach (var party in parties.OfType<JsonObject>())
                    AddName(party, registry, language);
            else
                Add(value, registry, language);
    }

    private static void AddName(JsonObject party, ActorRegistry registry, string language)
    {
        if (party["id"] is JsonValue id && registry.At(id.ToString()) is { } actor)
            party.Insert(party.IndexOf("id") + 1, "name", actor.NameIn(language));
    }
}
