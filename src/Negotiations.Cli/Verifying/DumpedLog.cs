using System.Globalization;
using System.Text;
using System.Text.Json;
using Negotiations.Cli.Rendering;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Record;
using Negotiations.Views;

namespace Negotiations.Cli.Verifying;

/// <summary>
/// A log made again from the rows of a dump: what the server would have published, without the server.
/// </summary>
internal sealed class DumpedLog
{
    private static readonly HashSet<string> Tables =
    [
        "mt_events",
        "ledger_checkpoint",
        "ledger_tile",
        "ledger_salt",
        "ledger_handover",
        "ledger_cosignature",
        "ledger_notice",
        "status",
        "status_snapshot",
        "search_words",
        "fold_version",
        "erasure",
    ];

    private readonly SortedDictionary<long, Dictionary<string, string?>> events = [];
    private readonly SortedDictionary<long, string> heads = [];
    private readonly SortedDictionary<long, string> handovers = [];
    private readonly Dictionary<long, List<string>> cosignatures = [];
    private readonly SortedDictionary<DateTimeOffset, string> notices = [];
    private readonly Dictionary<(int Level, long Index), byte[]> tiles = [];
    private readonly Dictionary<long, (byte[] Salt, string DataHash)> salts = [];
    private readonly Dictionary<string, LogView> views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogView> snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, JsonElement> erasures = [];
    private Dictionary<string, Dictionary<Guid, (string Words, string Search)>>? words;
    private long fold;
    private DateTimeOffset latest;

    public static async Task<DumpedLog> ReadAsync(TextReader dump)
    {
        var log = new DumpedLog();
        await foreach (var (table, row) in PgDump.ReadAsync(dump, Tables))
            log.Take(table, row);

        return log;
    }

    /// <summary>The newest head in the dump; null when it holds none.</summary>
    public byte[]? Head => heads.Count > 0 ? NoteOf(heads.Last().Key, heads.Last().Value) : null;

    /// <summary>From one key of the log to the next, the oldest first.</summary>
    public IEnumerable<string> Handovers => handovers.Values;

    /// <summary>Where the log says itself that it went on without something, the oldest first.</summary>
    public IEnumerable<string> Notices => notices.Values;

    public LogCopy ToCopy(SignedCheckpoint signed, LogTrust trust, VerifyReport report)
    {
        var copy = new LogCopy
        {
            Signed = signed,
            AsOf = latest,
            Words = fold == StatusFold.Version ? words : null,
            Erasures = erasures.ToDictionary(each => each.Key, each => ErasedOf(each.Value)),
        };
        foreach (var (sequence, row) in events)
            Add(copy, sequence, row);

        foreach (var tile in Tile.AllOf(signed.Checkpoint.Size))
            if (tiles.TryGetValue((tile.Level, tile.Index), out var bytes) && bytes.Length >= tile.ByteLength)
                copy.Tiles[tile] = bytes[..tile.ByteLength];

        foreach (var (id, view) in views)
            copy.Views[id] = fold == StatusFold.Version ? view : WithoutFold(view);

        foreach (var (id, snapshot) in snapshots)
            copy.Snapshots[id] = snapshot;

        foreach (var (size, note) in heads)
        {
            if (
                SignedCheckpoint.TryOpen(
                    NoteOf(size, note),
                    trust with
                    {
                        WitnessesNeeded = 0,
                    },
                    out var head,
                    out var failure
                )
            )
                copy.OlderHeads.Add(head);
            else if (failure is NotSigned)
                report.Remarks.Add($"The head of size {size} is by a key that is not known here, and proves nothing.");
            else
                report.Findings.Add(new Finding("head-not-signed", $"The head of size {size}: {failure.Explanation}"));
        }

        return copy;
    }

    private void Add(LogCopy copy, long sequence, Dictionary<string, string?> row)
    {
        var id = Guid.Parse(row["id"]!);
        var type = row["type"]!;
        var headers = HeadersOf(row);
        erasures.TryGetValue(id, out var act);
        var @event = EventJson.ReadStored(
            type,
            id,
            Encoding.UTF8.GetBytes(row["data"] is { Length: > 0 } json ? json : "{}")
        );
        var stated = new LogEvent(
            row["stream_id"]!,
            id,
            Whole(row["version"]),
            sequence,
            type,
            Instant(row["timestamp"]),
            row["user_name"] ?? "",
            EventJson.ToElement(@event)
        )
        {
            Import = Guid.TryParse(headers.Text("import"), out var import) ? import : null,
            Erased = headers.At("erased") is { ValueKind: JsonValueKind.Object } erased
                ? erased.Deserialize<Erased>(EventJson.Options)
                : null,
        };
        copy.Events.Add(stated);
        if (copy.Entries.Count >= copy.Signed.Checkpoint.Size)
            return;

        var (entry, data) = headers.Text("root") is { } root
            ? DumpedEntry.OfMembers(stated, copy.Entries.Count, root, headers, act)
            : DumpedEntry.OfData(stated, copy.Entries.Count, SealOf(sequence, headers), act);
        copy.Entries.Add(entry.ToBytes());
        copy.Data.Add(data);
    }

    private (byte[]? Salt, string? DataHash) SealOf(long sequence, JsonElement headers) =>
        headers.Text("dataHash") is { } hash
            ? (headers.Text("salt") is { Length: > 0 } salt ? Convert.FromBase64String(salt) : null, hash)
        : salts.TryGetValue(sequence, out var stored) ? (stored.Salt, stored.DataHash)
        : (null, null);

    private static JsonElement HeadersOf(Dictionary<string, string?> row) =>
        row.GetValueOrDefault("headers") is { } text
        && JsonSerializer.Deserialize<JsonElement>(text) is { ValueKind: JsonValueKind.Object } headers
            ? headers
            : JsonSerializer.SerializeToElement(new { });

    private byte[] NoteOf(long size, string note) =>
        Encoding.UTF8.GetBytes(
            note + string.Concat(cosignatures.GetValueOrDefault(size, []).Select(line => line + "\n"))
        );

    // While nodes are upgraded, rows of two versions are right.
    private static LogView WithoutFold(LogView view) =>
        view with
        {
            Columns = view.Columns?.Where(each => each.Key != "fold").ToDictionary(StringComparer.Ordinal),
        };

    private void Pass(DateTimeOffset instant) => latest = instant > latest ? instant : latest;

    private void Take(string table, Dictionary<string, string?> row)
    {
        switch (table)
        {
            case "mt_events":
                events[Whole(row["seq_id"])] = row;
                Pass(Instant(row["timestamp"]));
                break;
            case "ledger_checkpoint":
                heads[Whole(row["size"])] = row["note"]!;
                Pass(Instant(row["signed_at"]));
                break;
            case "ledger_cosignature":
                (
                    cosignatures.TryGetValue(Whole(row["size"]), out var lines)
                        ? lines
                        : cosignatures[Whole(row["size"])] = []
                ).Add(row["line"]!);
                break;
            case "ledger_handover":
                handovers[Whole(row["size"])] = row["note"]!;
                break;
            case "ledger_notice":
                notices[Instant(row["given_at"])] = row["note"]!;
                break;
            case "ledger_tile":
                tiles[((int)Whole(row["level"]), Whole(row["index"]))] = Bytes(row["bytes"]!);
                break;
            case "ledger_salt":
                salts[Whole(row["sequence"])] = (Bytes(row["salt"]!), row["data_hash"]!);
                break;
            case "status":
                var day = row.GetValueOrDefault("turned_on") ?? row["recorded_at"]!;

                // A view is stored of the last day that had begun everywhere.
                var recorded = DateOnly.FromDateTime(Instant(row["recorded_at"]).UtcDateTime);

                // Older programs had the whole view in its row.
                var whole = row.GetValueOrDefault("data");
                views[row["id"]!] = new LogView(
                    Json(whole ?? row["summary"]!),
                    [Day(day), recorded, recorded.AddDays(-1)],
                    IsSummary: whole is null
                )
                {
                    Columns = row,
                };
                break;
            case "status_snapshot" when Whole(row["fold"]) == StatusFold.Version:
                snapshots[row["id"]!] = new LogView(Json(row["data"]!), [Day(row["folded_on"]!)]) { Columns = row };
                break;
            case "search_words":
                words ??= new(StringComparer.Ordinal);
                if (!words.TryGetValue(row["id"]!, out var parts))
                    words[row["id"]!] = parts = [];

                parts[Guid.Parse(row["part"]!)] = (row["words"]!, row["search"]!);
                break;
            case "fold_version":
                fold = Math.Max(fold, Whole(row["version"]));
                break;
            case "erasure" when row.GetValueOrDefault("event_id") is { } id:
                erasures[Guid.Parse(id)] = JsonSerializer.SerializeToElement(row);
                break;
        }
    }

    // A row of the table as the events and the API write it.
    private static Erased ErasedOf(JsonElement row) =>
        new(Instant(row.Text("erased_at")), row.Text("erased_by") ?? "", row.Text("reason") ?? "");

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static DateOnly Day(string text) => DateOnly.Parse(text[..10], CultureInfo.InvariantCulture);

    private static long Whole(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string text) => Convert.FromHexString(text.AsSpan(2));

    private static DateTimeOffset Instant(string? text) =>
        DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();
}
