using System.Text.Json;
using System.Text.Json.Nodes;

namespace Negotiations.Json;

/// <summary>JSON Merge Patch (RFC 7386).</summary>
public static class MergePatch
{
    /// <summary>The target with the patch's members set; a null in the patch removes the member.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            return JsonSerializer.SerializeToNode(patch);

        var merged = target is JsonObject before ? before : [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(member.Name);
                continue;
            }

            merged.Remove(member.Name, out var old);
            merged[member.Name] = Apply(old, member.Value);
        }

        return merged;
    }
}
