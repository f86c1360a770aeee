using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Negotiations.Json;

/// <summary>
/// Lists of an answer that would be too large. Each that is cut has its first items, and beside it, as
/// <c>&lt;name&gt;Count</c> and <c>&lt;name&gt;More</c>, how many there are and where all of them are read.
/// </summary>
public static class LongLists
{
    /// <summary>What an answer may take, in bytes; one that takes less is whole.</summary>
    public const int Room = 190_000;

    /// <summary>What the name of a list ends with where it stands for the number of its items.</summary>
    public const string Count = "Count";

    /// <summary>What the name of a list ends with where it stands for the address of the list.</summary>
    public const string More = "More";

    // In items, tried one after another: lists are cut no more than the room asks for.
    private static readonly int[] lengths = [100, 50, 25, 10, 5, 2];

    private static readonly JsonWriterOptions writing = new() { Encoder = EventJson.Options.Encoder };

    /// <param name="json">An object.</param>
    /// <param name="addressOf">Where a list is read in full, by its <see cref="Find">path</see>.</param>
    /// <returns>The same bytes where there is room for them.</returns>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> json, Func<string, string> addressOf)
    {
        if (json.Length <= Room)
            return json;

        using var whole = JsonDocument.Parse(json);
        var cut = new ArrayBufferWriter<byte>(Room);
        foreach (var length in lengths)
        {
            cut.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(cut, writing))
                Write(whole.RootElement, path: "", length, addressOf, writer);

            if (cut.WrittenCount <= Room)
                break;
        }

        return cut.WrittenMemory;
    }

    /// <summary>A list of an answer.</summary>
    /// <param name="json">The whole answer.</param>
    /// <param name="path">Names of members, and places in lists from 0, with dots between: <c>clashes.tolls</c>,
    /// <c>instruments.0.signatories</c>.</param>
    /// <returns>Null: there is none.</returns>
    public static JsonElement? Find(JsonElement json, string path)
    {
        var found = json;
        foreach (var name in path.Split('.'))
        {
            var isThere = found.ValueKind switch
            {
                JsonValueKind.Object => found.TryGetProperty(name, out found),
                JsonValueKind.Array => TryItem(ref found, name),
                _ => false,
            };
            if (!isThere)
                return null;
        }

        return found.ValueKind == JsonValueKind.Array ? found : null;
    }

    /// <summary>The paths of all lists that are in no other list.</summary>
    public static IEnumerable<string> PathsOf(JsonElement json, string path = "")
    {
        if (json.ValueKind == JsonValueKind.Array)
            yield return path;

        if (json.ValueKind == JsonValueKind.Object)
            foreach (var member in json.EnumerateObject())
            foreach (var list in PathsOf(member.Value, Join(path, member.Name)))
                yield return list;
    }

    /// <summary>
    /// Cuts lists as they are cut in another answer, so that the two can be compared. The numbers are those of the
    /// whole lists; the addresses are taken over.
    /// </summary>
    /// <param name="whole">With all items; changed in place.</param>
    /// <param name="cut">As an answer shows it.</param>
    public static void CutLike(JsonNode? whole, JsonNode? cut)
    {
        if (whole is JsonArray items && cut is JsonArray shown)
        {
            foreach (var (item, likewise) in items.Zip(shown))
                CutLike(item, likewise);
        }
        else if (whole is JsonObject members && cut is JsonObject others)
        {
            foreach (var (name, value) in members.ToList())
            {
                CutLike(value, others[name]);
                if (value is JsonArray list && others[name] is JsonArray first && others[name + More] is { } address)
                {
                    members[name + Count] = list.Count;
                    members[name + More] = address.DeepClone();
                    if (list.Count > first.Count)
                        list.RemoveRange(first.Count, list.Count - first.Count);
                }
            }
        }
    }

    private static bool TryItem(ref JsonElement list, string place)
    {
        if (
            !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= list.GetArrayLength()
        )
            return false;

        list = list[index];
        return true;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static void Write(
        JsonElement value,
        string path,
        int length,
        Func<string, string> addressOf,
        Utf8JsonWriter writer
    )
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject())
            {
                var list = Join(path, member.Name);
                writer.WritePropertyName(member.Name);
                Write(member.Value, list, length, addressOf, writer);
                if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > length)
                {
                    writer.WriteNumber(member.Name + Count, member.Value.GetArrayLength());
                    writer.WriteString(member.Name + More, addressOf(list));
                }
            }

            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var (place, item) in value.EnumerateArray().Take(length).Index())
                Write(item, Join(path, place.ToString(CultureInfo.InvariantCulture)), length, addressOf, writer);

            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
