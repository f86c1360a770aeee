using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>Puts codes in place of names in one event, and notes the words that they were sent with.</summary>
/// <param name="registry">Whom it may name.</param>
/// <param name="year">Spoken of; null: none is named.</param>
/// <param name="isOfRegistry">It is an event of the registry itself.</param>
/// <param name="own">The code under which a dataset has a text for an actor of its own.</param>
internal sealed class ActorResolution(
    ActorRegistry registry,
    int? year,
    bool isOfRegistry,
    Func<string, int?, string?>? own
)
{
    private readonly List<(string Code, string Text)> words = [];

    public Refusal? Members(JsonObject members, string at)
    {
        foreach (var (name, value) in members.ToList())
        {
            var refusal = (name, value) switch
            {
                ("actors", JsonArray actors) => Each(actors, "id", $"{at}/actors", Member),
                ("relations", JsonArray relations) when isOfRegistry => Each(relations, "to", $"{at}/relations", Entry),
                ("into", JsonValue into) when isOfRegistry => Entry(members, name, into, $"{at}/into"),
                ("patch", JsonObject patch) => Members(patch, $"{at}/patch"),
                ("place", JsonObject place) when place["country"] is JsonValue country => Country(
                    place,
                    country,
                    $"{at}/place/country"
                ),
                (_, JsonArray items) when ActorMentions.Lists.Contains(name) => List(items, $"{at}/{name}"),
                (_, JsonValue text) when ActorMentions.Codes.Contains(name) => Member(
                    members,
                    name,
                    text,
                    $"{at}/{name}"
                ),
                (_, JsonValue text) when ActorMentions.Words.Contains(name) => Word(members, name, text),
                _ => null,
            };
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    /// <summary>Puts the words under <c>named</c>, beside those that stand there.</summary>
    public void AddWords(JsonObject @event)
    {
        if (words.Count == 0 || @event["named"] is not (null or JsonArray))
            return;

        var named = @event["named"] as JsonArray ?? [];
        var known = named.OfType<JsonObject>().Select(each => (each["code"]?.ToString(), each["text"]?.ToString()));
        foreach (var (code, text) in words.Distinct().Except(known.OfType<(string, string)>()).ToList())
            named.Add(new JsonObject { ["code"] = code, ["text"] = text });

        @event["named"] ??= named;
    }

    private static Refusal? Each(
        JsonArray items,
        string name,
        string at,
        Func<JsonObject, string, JsonValue, string, Refusal?> take
    )
    {
        foreach (var (index, item) in items.Index())
            if (
                item is JsonObject members
                && members[name] is JsonValue text
                && take(members, name, text, $"{at}/{index}/{name}") is { } refusal
            )
                return refusal;

        return null;
    }

    private Refusal? List(JsonArray items, string at)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (Text(items[index]) is not { Length: > 0 } text)
                continue;

            if (CodeOf(text) is not { } code)
                return UnknownActor.Refuse(text, registry, $"{at}/{index}");

            items[index] = code;
        }

        return null;
    }

    private Refusal? Member(JsonObject members, string name, JsonValue value, string at)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            return null;

        if (CodeOf(Text(value)) is not { } code)
            return UnknownActor.Refuse(Text(value), registry, at);

        members[name] = code;
        return null;
    }

    // What the registry says of itself names entries as they are, those merged into others included.
    private Refusal? Entry(JsonObject members, string name, JsonValue value, string at) =>
        registry.At(Text(value)) is null ? Member(members, name, value, at) : null;

    private Refusal? Country(JsonObject place, JsonValue value, string at)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            return null;

        if (registry.Find(Text(value), year) is not { } known)
            return UnknownActor.Refuse(Text(value), registry, at);

        if (!ActorMentions.IsCountry(known))
            return UnknownActor.RefuseCountry(Text(value), known, registry, at);

        place["country"] = Written(Text(value), known.Code);
        return null;
    }

    private Refusal? Word(JsonObject members, string name, JsonValue value)
    {
        if (Text(value) is { Length: > 0 } text && KnownCodeOf(text) is { } code)
            members[name] = code;

        return null;
    }

    // A dataset's own actors stand where only actors may: neither a country nor any word is one.
    private string? CodeOf(string text) =>
        own?.Invoke(text, year) is { } code ? Written(text, code) : KnownCodeOf(text);

    private string? KnownCodeOf(string text) =>
        registry.Find(text, year) is { } actor ? Written(text, actor.Code) : null;

    private string Written(string text, string code)
    {
        if (!string.Equals(text, code, StringComparison.OrdinalIgnoreCase))
            words.Add((code, text));

        return code;
    }

    private static string Text(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : "";
}
