using System.Text.Json.Nodes;

namespace Negotiations.Dashboard.Forms;

/// <summary>
/// What a form does not show of an event stays as it is when the event is corrected: members without a field, and rows
/// beyond those that the form has.
/// </summary>
internal static class Unshown
{
    /// <summary>
    /// What is replaced as a whole must also lose the members it had and has no more; a null of a merge patch says so.
    /// </summary>
    public static JsonNode? Whole(JsonNode? before, JsonNode? after)
    {
        if (before is not JsonObject old || after is not JsonObject body)
            return after;

        foreach (var (member, _) in old)
            if (!body.ContainsKey(member))
                body[member] = null;

        return body;
    }

    /// <summary>A patch of an object that names the members that the form shows, and no other.</summary>
    /// <param name="before">As it stands; null: there is none.</param>
    /// <param name="typed">As it was typed; null: nothing was.</param>
    /// <param name="shown">The members that have a field.</param>
    /// <returns>Null: nothing of it is left.</returns>
    public static JsonNode? Members(JsonNode? before, JsonNode? typed, IReadOnlyCollection<string> shown)
    {
        if (before is not JsonObject old || (typed is null && old.All(member => shown.Contains(member.Key))))
            return typed;

        var patch = new JsonObject();
        foreach (var member in shown)
            if (typed?[member] is { } value)
                patch[member] = value.DeepClone();
            else if (old.ContainsKey(member))
                patch[member] = null;

        return patch;
    }

    /// <summary>The same of a place: another place has another point, and the old one would be drawn for it.</summary>
    /// <inheritdoc cref="Members"/>
    public static JsonNode? Place(JsonNode? before, JsonNode? typed, IReadOnlyCollection<string> shown)
    {
        if (typed is null || Members(before, typed, shown) is not JsonObject patch)
            return typed;

        foreach (var (member, _) in before as JsonObject ?? [])
            if (!patch.ContainsKey(member))
                patch[member] = null;

        return patch;
    }

    /// <summary>The actors, each with what the form does not show of it, and those beyond its rows.</summary>
    /// <param name="before">As they stand; null: there are none.</param>
    /// <param name="typed">As they were typed; null: none was.</param>
    /// <param name="rows">That the form has.</param>
    /// <returns>Null: none is left.</returns>
    public static JsonArray? Actors(JsonNode? before, JsonNode? typed, int rows)
    {
        var old = before as JsonArray ?? [];
        var actors = Elements(
            new JsonArray([.. old.Take(rows).Select(each => each?.DeepClone())]),
            typed,
            "id",
            "role"
        );
        foreach (var hidden in old.Skip(rows))
            actors.Add(hidden?.DeepClone());

        return actors.Count == 0 ? null : actors;
    }

    /// <summary>The elements of a list that were typed, each with what the form does not show of it.</summary>
    /// <param name="before">As they stand.</param>
    /// <param name="typed">As they were typed.</param>
    /// <param name="key">The member by which one is known again.</param>
    /// <param name="shown">The others that have a field.</param>
    public static JsonArray Elements(JsonNode? before, JsonNode? typed, string key, params string[] shown)
    {
        List<JsonNode?> old = [.. before as JsonArray ?? []];
        var elements = new JsonArray();
        foreach (var each in typed as JsonArray ?? [])
        {
            var place = old.FindIndex(one => one is JsonObject && one[key]?.ToString() == each?[key]?.ToString());
            if (place < 0 || each is not JsonObject said)
            {
                elements.Add(each?.DeepClone());
                continue;
            }

            var element = (JsonObject)old[place]!.DeepClone();
            old.RemoveAt(place);
            foreach (var member in shown)
                element.Remove(member);
            foreach (var (member, value) in said)
                element[member] = value?.DeepClone();

            elements.Add(element);
        }

        return elements;
    }
}
