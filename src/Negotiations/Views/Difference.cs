using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>What differs between two answers, value by value.</summary>
public static class Difference
{
    // Members by which an item of a list is recognised in the other list, the most distinctive first. Without one of
    // them
    // it is known by its place.
    private static readonly string[] Identities = ["eventId", "meetingId", "clashId", "side", "id", "field", "code"];

    /// <summary>
    /// Field by field, by dotted path; items of lists by what identifies them, as in
    /// <c>meetings[round-11].status</c>.
    /// </summary>
    /// <param name="before">An answer; null when there was none.</param>
    /// <param name="after">The other answer; null when there is none.</param>
    public static IReadOnlyList<FieldChange> Between<T>(T? before, T? after)
        where T : class
    {
        List<FieldChange> changes = [];
        Compare("", ToNode(before), ToNode(after), changes);
        return changes;
    }

    /// <summary>As <see cref="Between{T}"/> for JSON texts.</summary>
    public static IReadOnlyList<FieldChange> Between(JsonNode? before, JsonNode? after)
    {
        List<FieldChange> changes = [];
        Compare("", before, after, changes);
        return changes;
    }

    /// <summary>An answer as it is compared, for one that is compared more than once.</summary>
    internal static JsonNode? ToNode<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.SerializeToNode(value, EventJson.Options);

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<FieldChange> changes)
    {
        if (before is JsonObject one && after is JsonObject other)
        {
            foreach (var name in one.Select(member => member.Key).Union(other.Select(member => member.Key)))
                Compare(path.Length == 0 ? name : $"{path}.{name}", one[name], other[name], changes);
        }
        else if (
            before is JsonArray first
            && after is JsonArray second
            && first.Concat(second).All(item => item is JsonObject)
        )
        {
            CompareItems(path, first, second, changes);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(new FieldChange(path, before?.DeepClone(), after?.DeepClone()));
        }
    }

    private static void CompareItems(string path, JsonArray before, JsonArray after, List<FieldChange> changes)
    {
        var one = Keyed(before);
        var other = Keyed(after);
        foreach (var key in one.Keys.Union(other.Keys))
            Compare($"{path}[{key}]", one.GetValueOrDefault(key), other.GetValueOrDefault(key), changes);
    }

    private static Dictionary<string, JsonNode?> Keyed(JsonArray items)
    {
        var keyed = new Dictionary<string, JsonNode?>(items.Count, StringComparer.Ordinal);

        // Thousands of anomalies have one code: each begins where the one before it found a place.
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            var key = Identities.Select(name => item![name]?.ToString()).FirstOrDefault(value => value is not null)
                ?? $"{index}";
            if (keyed.TryAdd(key, item))
                continue;

            var bare = key.Split('#')[0];
            var number = numbers.GetValueOrDefault(bare, 2);
            while (!keyed.TryAdd($"{bare}#{number}", item))
                number++;
            numbers[bare] = number + 1;
        }

        return keyed;
    }
}

/// <param name="Field">Dotted path.</param>
/// <param name="Before">Absent when it was not there.</param>
/// <param name="After">Absent when it is gone.</param>
public sealed record FieldChange(string Field, JsonNode? Before, JsonNode? After);
