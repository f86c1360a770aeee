using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Record;

/// <summary>What is left of an event when its text is erased: type, dates, slugs, codes, choices and figures. Every
/// other text gives way to a mark. Allow-list: only members that are marked (<see cref="MemberKind"/>) stay; a new
/// member without a mark is erased.</summary>
public static class Redaction
{
    public const string Mark = "[erased]";

    // A name has blanks in it, or is longer than any code.
    private const int LongestCode = 100;

    /// <summary>The data of the event without what it says of persons, as it is stored.</summary>
    /// <param name="recorded">As appended.</param>
    /// <param name="target">For a correction: the event it corrects, whose members its patch has.</param>
    public static byte[] Of(RecordedEvent recorded, Event? target)
    {
        var data = JsonNode.Parse(
            recorded.Event is Unreadable unreadable
                ? JsonSerializer.SerializeToUtf8Bytes(unreadable.StoredData)
                : EventJson.WriteData(recorded.Event)
        );
        var walk = new Walk(recorded.EventId, target is null or Unreadable ? null : target.GetType());
        return JsonSerializer.SerializeToUtf8Bytes(
            walk.Blank(data, recorded.Event is Unreadable ? null : recorded.Event.GetType()),
            EventJson.Options
        );
    }

    private sealed class Walk(Guid eventId, Type? patched)
    {
        // Two sources that reported different tolls must not become one voice: each keeps a name of its own, and that
        // name says nothing.
        private readonly string voice = eventId.ToString("N")[^12..];
        private int voices;

        /// <param name="node">A value.</param>
        /// <param name="type">Of the value; null: nothing is known of it, and every text in it goes.</param>
        public JsonNode? Blank(JsonNode? node, Type? type) =>
            node switch
            {
                JsonObject members => Members(members, type),
                JsonArray items => new JsonArray([.. items.Select(item => Blank(item, ItemOf(type)))]),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => IsText(type)
                    ? Mark
                    : value.DeepClone(),
                _ => node?.DeepClone(),
            };

        private JsonObject Members(JsonObject members, Type? type)
        {
            var known = type is null ? null : EventJson.Options.GetTypeInfo(type);
            var blanked = new JsonObject();
            foreach (var (name, value) in members)
            {
                var property = known is { Kind: JsonTypeInfoKind.Object }
                    ? known.Properties.FirstOrDefault(each => each.Name == name)
                    : null;
                if (property is null || EventMembers.KindOf(type!, name) != MemberKind.Locating)
                    blanked.Add(name, Member(type, name, value, property));
            }

            return blanked;
        }

        private JsonNode? Member(Type? type, string name, JsonNode? value, JsonPropertyInfo? property)
        {
            if (property is null)
                return Blank(value, null);

            if (type == typeof(EventCorrected) && name == "patch")
                return Blank(value, patched);

            if (type == typeof(Source) && name == "publisher" && value is not null)
                return $"[erased {voice}.{(++voices).ToString(CultureInfo.InvariantCulture)}]";

            return IsCode(type!, name) ? CodesOf(value) : Blank(value, property.PropertyType);
        }

        private static bool IsCode(Type type, string name) =>
            EventMembers.KindOf(type, name)
                is MemberKind.Slug
                    or MemberKind.Code
                    or MemberKind.Actor
                    or MemberKind.Side;

        private static JsonNode? CodesOf(JsonNode? value) =>
            value switch
            {
                JsonArray items => new JsonArray([.. items.Select(CodesOf)]),
                JsonValue text when text.GetValueKind() == JsonValueKind.String && !IsCode(text.GetValue<string>()) =>
                    Mark,
                _ => value?.DeepClone(),
            };

        private static bool IsCode(string text) => text.Length <= LongestCode && !text.Any(char.IsWhiteSpace);

        // Dates, choices and ids are texts on the wire and none here.
        private static bool IsText(Type? type) =>
            type is null || type == typeof(string) || type == typeof(object) || type == typeof(JsonElement);

        private static Type? ItemOf(Type? type) =>
            type is { IsGenericType: true } ? type.GetGenericArguments()[0] : null;
    }
}
