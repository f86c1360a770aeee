using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Events;
using Negotiations.Import.Reading;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Import.Statements;

/// <summary>What a release says otherwise than the one before it, as a merge patch (RFC 7386).</summary>
internal static class StatedDifference
{
    /// <summary>Null when both say the same, whichever release they are cited from.</summary>
    public static JsonElement? Between(Fact earlier, Fact later)
    {
        // The first source is the release itself, which always differs; the others are the row's own.
        if (earlier.Sources.Count > 0 && later.Sources.Count > 0)
            later = later with { Sources = [earlier.Sources[0], .. later.Sources.Skip(1)] };

        var patch = Between(ToObject(earlier), ToObject(later));
        return patch.Count == 0 ? null : JsonSerializer.SerializeToElement(patch);
    }

    private static JsonObject Between(JsonObject earlier, JsonObject later)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in later)
        {
            if (earlier.TryGetPropertyValue(name, out var old))
            {
                if (old is JsonObject before && value is JsonObject after)
                {
                    if (Between(before, after) is { Count: > 0 } within)
                        patch.Add(name, within);

                    continue;
                }

                if (SaysTheSame(old, value))
                    continue;
            }

            patch.Add(name, value?.DeepClone());
        }

        foreach (var (name, _) in earlier)
            if (!later.ContainsKey(name))
                patch.Add(name, null);

        return patch;
    }

    // Line ends, the number of blanks and the form of Unicode are the programs' that saved the files, and no change
    // of what they say.
    private static bool SaysTheSame(JsonNode? earlier, JsonNode? later) =>
        (earlier, later) switch
        {
            (JsonObject one, JsonObject other) => one.Count == other.Count
                && one.All(member =>
                    other.TryGetPropertyValue(member.Key, out var value) && SaysTheSame(member.Value, value)
                ),
            (JsonArray one, JsonArray other) => one.Count == other.Count
                && one.Zip(other).All(pair => SaysTheSame(pair.First, pair.Second)),
            (JsonValue one, JsonValue other)
                when one.TryGetValue<string>(out var text) && other.TryGetValue<string>(out var same) => Plain(text)
                == Plain(same),
            _ => JsonNode.DeepEquals(earlier, later),
        };

    /// <summary>A text without what programs do to it. One letter may be written as one character, or as a letter and
    /// its
    /// mark.</summary>
    public static string Plain(string text)
    {
        var plain = CellText.Plain(text);
        if (!plain.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
            return plain;

        var composed = new StringBuilder(plain.Length);
        foreach (var letter in plain)
            if (composed.Length > 0 && UnicodeForm.Compose(composed[^1], letter) is { } one)
                composed[^1] = one;
            else
                composed.Append(letter);

        return composed.ToString();
    }

    private static JsonObject ToObject(Fact fact) =>
        JsonSerializer.SerializeToNode<Event>(fact with { EventId = null }, EventJson.Options)!.AsObject();
}
