using System.Text.Json;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>A table of events, one per row, in the order in which the server gives them.</summary>
internal static class HistoryTable
{
    // What every event has is shown in columns of its own, or by --json.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "type",
        "eventId",
        "occurred",
        "occurredText",
        "sources",
        "claim",
        "actors",
        "place",
        "topics",
        "externalIds",
        "note",
        "unenumerated",
    };

    /// <param name="entries">Entries of a history.</param>
    /// <param name="withIds">A column with the id, which --without and corrections ask for; it is wide.</param>
    public static IRenderable Of(IEnumerable<JsonElement> entries, bool withIds = false)
    {
        List<string?[]> rows = [.. entries.Select(entry => Cells(entry, withIds))];
        string[] columns = ["version", "occurred", "what", "published", "recorded", "by", "source"];
        return rows.Count == 0
            ? Tables.Remark("No event matches.")
            : new Fitting(
                withIds ? [.. columns, "event"] : columns,
                essential: withIds ? [0, 1, 2, 7] : [0, 1, 2, 6],
                rows
            );
    }

    private static string?[] Cells(JsonElement entry, bool withIds)
    {
        string?[] cells =
        [
            entry.Text("version"),
            Values.Date(entry),
            What(entry),
            entry.Text("published"),
            Values.Instant(entry.Text("recordedAt")),
            entry.Text("recordedBy"),
            Values.Sources(entry),
        ];
        return withIds ? [.. cells, entry.Text("eventId")] : cells;
    }

    /// <summary>The type, and what became of the event since.</summary>
    public static string Type(JsonElement entry) =>
        entry.Text("type")
        + (
            entry.Text("retracted") == "yes" ? " (retracted)"
            : entry.Text("corrected") == "yes" ? " (corrected)"
            : ""
        );

    /// <summary>The type, what became of it since, and its own fields.</summary>
    public static string What(JsonElement entry)
    {
        var place = entry.Text("data.place.name") is { } name ? $" at {name}" : "";
        var own = entry.At("data") is { ValueKind: JsonValueKind.Object } data
            ? string.Join(
                ", ",
                data.EnumerateObject()
                    .Where(member => !Common.Contains(member.Name) && member.Value.IsThere())
                    .Select(member => $"{member.Name} {Values.Show(member.Value)}")
            )
            : "";
        return $"{Type(entry)}{place}{(own.Length > 0 ? ": " + own : "")}";
    }
}
