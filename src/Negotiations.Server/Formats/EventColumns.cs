using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Feed;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>
/// An event as a row; docs/codebook.md says what each column means. Columns are only ever added, at the end.
/// </summary>
internal static class EventColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "negotiation",
        "version",
        "sequence",
        "event_id",
        "type",
        "occurred",
        "occurred_text",
        "earliest",
        "latest",
        "published",
        "recorded_at",
        "recorded_by",
        "corrected",
        "retracted",
        "actors",
        "place",
        "country",
        "where_prec",
        "longitude",
        "latitude",
        "claim_status",
        "sources",
        "source_urls",
        "note",
        "data",
        "erased",
        "count",
        "moved_from",
        "headline",
        "target",
        "acts",
        "reason",
        .. FigureColumns.Names,
        "filter",
    ];

    /// <param name="entry">As a history shows it.</param>
    /// <param name="knowsLater">False on a feed, where what became of the event later comes as later events.</param>
    /// <param name="headline">The event in one sentence.</param>
    /// <param name="change">What it changes in what a filter by party finds.</param>
    public static void Write(
        CsvRow row,
        string negotiation,
        HistoryEntry entry,
        bool knowsLater,
        string? headline,
        FilterChangeKind? change = null
    )
    {
        row.WriteField(negotiation);
        row.WriteField(entry.Version);
        row.WriteField(entry.Sequence);
        row.WriteField(entry.EventId);
        row.WriteField(entry.Type);
        row.WriteField(entry.Occurred?.Text);
        row.WriteField(entry.OccurredText);
        row.WriteField(Day(entry.Earliest));
        row.WriteField(Day(entry.Latest));
        row.WriteField(entry.Published?.Text);
        row.WriteField(InstantConverter.Print(entry.RecordedAt));
        row.WriteField(entry.RecordedBy);
        row.WriteField(
            knowsLater
                ? entry.Corrected
                    ? "true"
                    : "false"
                : null
        );
        row.WriteField(
            knowsLater
                ? entry.Retracted
                    ? "true"
                    : "false"
                : null
        );
        row.WriteField(
            Join(
                Array(entry.Data, "actors")
                    .Select(actor =>
                        Text(actor, "role") is { } role ? $"{Text(actor, "id")}:{role}" : Text(actor, "id")
                    )
            )
        );
        WritePlace(row, Member(entry.Data, "place"));
        row.WriteField(Text(Member(entry.Data, "claim"), "status"));
        row.WriteField(Join(entry.Sources.Select(source => source.Voice())));
        row.WriteField(Join(entry.Sources.Select(source => source.Url).OfType<string>()));
        row.WriteField(Text(entry.Data, "note"));
        row.WriteField(entry.Data.GetRawText());
        row.WriteField(entry.Erased is { } erased ? InstantConverter.Print(erased.At) : null);
        row.WriteField(CountOf(Member(entry.Data, "count")));
        row.WriteField(
            Member(entry.Data, "movedFrom") is { } moved
                ? $"{Text(moved, "negotiation")}/{Text(moved, "eventId")}"
                : null
        );
        row.WriteField(headline);
        WriteActs(row, entry);
        FigureColumns.Write(row, entry.Data);
        row.WriteField(change is { } kind ? WireName.Of(kind) : null);
    }

    // Of an act what it acts on and why; of an event the acts that changed it or took it back, and why.
    private static void WriteActs(CsvRow row, HistoryEntry entry)
    {
        row.WriteField(Text(entry.Data, "target"));
        var acts = entry.Corrections.Select(each => (each.EventId, each.Reason));
        if (entry.Retraction is { } retraction)
            acts = acts.Append((retraction.EventId, WireName.Of(retraction.Reason)));

        row.WriteField(Join(acts.Select(each => each.EventId.ToString())));
        row.WriteField(Text(entry.Data, "reason") ?? Join(acts.Select(each => each.Reason)));
    }

    // The words of the source, else its figure.
    private static string? CountOf(JsonElement? count) => Text(count, "text") ?? Member(count, "best")?.GetRawText();

    /// <summary>A row that cannot be rendered: which event it is. It has no data, and no event is without.</summary>
    public static void WriteUnreadable(CsvRow row, string negotiation, HistoryEntry entry)
    {
        row.WriteField(negotiation);
        row.WriteField(entry.Version);
        row.WriteField(entry.Sequence);
        row.WriteField(entry.EventId);
        row.WriteField("unreadable");
    }

    private static void WritePlace(CsvRow row, JsonElement? place)
    {
        row.WriteField(Text(place, "name"));
        row.WriteField(Text(place, "country"));
        row.WriteField(Member(place, "precision")?.GetRawText());
        var coordinates = Array(Member(place, "point"), "coordinates").ToList();
        Number(row, coordinates, 0);
        Number(row, coordinates, 1);
    }

    private static void Number(CsvRow row, List<JsonElement> coordinates, int index)
    {
        if (index < coordinates.Count)
            row.WriteField(coordinates[index].GetDouble());
        else
            row.WriteField("");
    }

    internal static string Join(IEnumerable<string?> parts) => string.Join("; ", parts);

    internal static string? Day(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    internal static JsonElement? Member(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;

    internal static string? Text(JsonElement? from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal static IEnumerable<JsonElement> Array(JsonElement? from, string name) =>
        Member(from, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
