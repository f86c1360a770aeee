using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Values;

namespace Negotiations.Actors;

/// <summary>
/// The actors of an event as it is sent: by any code or name. The event that is recorded has their codes, and under
/// <c>named</c> the words they were sent with.
/// </summary>
public static class ActorMentions
{
    private static readonly IReadOnlyList<Type> Types =
    [
        .. EventJson.TypesByName.Values,
        .. EventJson.ActorTypesByName.Values,
    ];

    // These may hold words that name no actor ("both governments"); what does name one is stored by its code.
    internal static readonly FrozenSet<string> Words = EventMembers
        .NamesOf(Types, MemberKind.Side, MemberKind.ActorName)
        .ToFrozenSet(StringComparer.Ordinal);

    // A list of this name has codes of actors in every event that has it.
    internal static readonly FrozenSet<string> Lists = EventMembers
        .NamesOf(Types, MemberKind.Actor)
        .ToFrozenSet(StringComparer.Ordinal);

    // A text of this name is an actor's code in every event that has it.
    internal static readonly FrozenSet<string> Codes = Lists.Except(Words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The event with codes in place of names, or why an actor in it is not known. Neither: it is right as it
    /// is, or no event, which is for its reader to refuse.</summary>
    /// <param name="sent">The event.</param>
    /// <param name="registry">Whom it may name.</param>
    /// <param name="own">The code under which a dataset has a text for an actor of its own, given the year spoken of;
    /// null for a text that it leaves to the registry. Null: there is no such dataset.</param>
    public static (JsonElement? Resolved, Refusal? Refusal) Resolve(
        JsonElement sent,
        ActorRegistry registry,
        Func<string, int?, string?>? own = null
    )
    {
        try
        {
            if (
                sent.ValueKind != JsonValueKind.Object
                || IsPlain(sent, registry)
                || EventJson.FindUnreadable(sent) is not null
            )
                return (null, null);

            var resolving = new ActorResolution(registry, YearOf(sent), IsOfRegistry(sent), own);
            var @event = JsonObject.Create(sent)!;
            if (resolving.Members(@event, "") is { } refusal)
                return (null, refusal);

            resolving.AddWords(@event);
            return (JsonSerializer.SerializeToElement(@event), null);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A member occurs twice, or a text is not valid Unicode.
            return (null, null);
        }
    }

    /// <summary>The codes and names that are in an event as recorded, each once: whether they are known is for a
    /// registry to say.</summary>
    public static IReadOnlyCollection<string> In(JsonElement data)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Collect(data, found);
        return found;
    }

    private static void Collect(JsonElement data, SortedSet<string> found)
    {
        if (data.ValueKind != JsonValueKind.Object)
            return;

        foreach (var member in data.EnumerateObject())
        {
            var (name, value) = (member.Name, member.Value);
            if (name is "actors" or "relations")
                foreach (var item in Items(value))
                    Add(Within(item, name == "actors" ? "id" : "to"));
            else if (name == "patch")
                Collect(value, found);
            else if (name == "place")
                Add(Within(value, "country"));
            else if (name == "into" || Codes.Contains(name) || Words.Contains(name))
                foreach (var item in Items(value).Prepend(value))
                    Add(item);
        }

        void Add(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.String)
                found.Add(value.GetString()!);
        }

        static JsonElement Within(JsonElement item, string member) =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) ? value : default;
    }

    // Nearly every event has codes already: those are not taken apart.
    private static bool IsPlain(JsonElement members, ActorRegistry registry)
    {
        foreach (var member in members.EnumerateObject())
        {
            var isPlain = member.Name switch
            {
                "actors" => Items(member.Value)
                    .All(actor =>
                        actor.ValueKind != JsonValueKind.Object || !actor.TryGetProperty("id", out var id) || IsCode(id)
                    ),
                "patch" => member.Value.ValueKind != JsonValueKind.Object || IsPlain(member.Value, registry),
                "place" => IsPlainPlace(member.Value, registry),
                "relations" => Items(member.Value)
                    .All(each =>
                        each.ValueKind != JsonValueKind.Object || !each.TryGetProperty("to", out var to) || IsKnown(to)
                    ),
                "into" => IsKnown(member.Value),
                _ when Codes.Contains(member.Name) || Words.Contains(member.Name) => IsCode(member.Value)
                    && Items(member.Value).All(IsCode),
                _ => true,
            };
            if (!isPlain)
                return false;
        }

        return true;

        bool IsKnown(JsonElement value) =>
            value.ValueKind != JsonValueKind.String || registry.At(value.GetString()!) is not null;

        bool IsCode(JsonElement value) =>
            value.ValueKind != JsonValueKind.String || registry.At(value.GetString()!) is { MergedInto: null };
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private static bool IsPlainPlace(JsonElement place, ActorRegistry registry) =>
        place.ValueKind != JsonValueKind.Object
        || !place.TryGetProperty("country", out var country)
        || country.ValueKind != JsonValueKind.String
        || (registry.At(country.GetString()!) is { } known && IsCountry(known));

    // A body is no place, whatever its code looks like.
    internal static bool IsCountry(KnownActor actor) =>
        actor is { Kind: ActorKind.State or ActorKind.Territory, MergedInto: null };

    private static bool IsOfRegistry(JsonElement sent) =>
        sent.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && EventJson.ActorTypesByName.ContainsKey(type.GetString()!);

    // A number of a dataset meant another state in another time.
    private static int? YearOf(JsonElement sent) =>
        sent.TryGetProperty("occurred", out var occurred)
        && occurred.ValueKind == JsonValueKind.String
        && occurred.GetString()!.TrimStart('[', '{') is { Length: >= 4 } text
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : null;
}
