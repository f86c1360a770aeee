using System.Text.Json.Nodes;
using Negotiations.Dashboard.Languages;
using Negotiations.Events;
using Negotiations.Json;

namespace Negotiations.Dashboard.Forms;

/// <summary>Values of several members in one line of a form, and back.</summary>
internal static class FormLines
{
    /// <summary>
    /// A provision as <c>Chapter 23: closed</c>, with its id in front where it has one: <c>c-23 | Chapter 23:
    /// closed</c>.
    /// </summary>
    /// <returns>Null: the line names no status.</returns>
    public static JsonObject? Provision(string line, Words words)
    {
        var mark = line.LastIndexOf(':');
        if (mark < 0 || StatusOf(line[(mark + 1)..].Trim(), words) is not { } status)
            return null;

        string[] named = line[..mark].Split('|', 2, StringSplitOptions.TrimEntries);
        var provision = new JsonObject();
        if (named.Length == 2 && named[0].Length > 0)
            provision["id"] = named[0];
        if (named[^1].Length > 0)
            provision["title"] = named[^1];
        provision["status"] = WireName.Of(status);
        return provision;
    }

    public static string Provision(JsonNode? provision)
    {
        var (id, title) = (provision?["id"]?.ToString(), provision?["title"]?.ToString());
        return $"{(id is null ? "" : $"{id} | ")}{title}: {provision?["status"]}";
    }

    /// <summary>An event of another negotiation as <c>negotiation/event id</c>.</summary>
    /// <returns>Null: it is none.</returns>
    public static JsonObject? Place(string text)
    {
        var mark = text.LastIndexOf('/');
        return mark > 0 && Guid.TryParse(text[(mark + 1)..].Trim(), out var id)
            ? new JsonObject { ["negotiation"] = text[..mark].Trim(), ["eventId"] = id.ToString() }
            : null;
    }

    public static string Place(JsonObject place) => $"{place["negotiation"]}/{place["eventId"]}";

    private static ProvisionStatus? StatusOf(string said, Words words)
    {
        foreach (var status in Enum.GetValues<ProvisionStatus>())
            if (
                said.Equals(WireName.Of(status), StringComparison.OrdinalIgnoreCase)
                || said.Equals(words.Of(status), StringComparison.OrdinalIgnoreCase)
            )
                return status;

        return null;
    }
}
