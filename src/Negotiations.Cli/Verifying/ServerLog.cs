using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Rendering;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Record;
using Spectre.Console;

namespace Negotiations.Cli.Verifying;

/// <summary>Reads all that a server publishes of its log, its history and its views.</summary>
internal sealed class ServerLog(Api api, SignedCheckpoint signed, DateTimeOffset asOf)
{
    // The one setting, for answers that have more members than a verifier needs.
    private static readonly JsonSerializerOptions Loose = new(EventJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    // The list of erasures is read before the history: one that is made in between is in the second only.
    private readonly LogCopy copy = new()
    {
        Signed = signed,
        AsOf = asOf,
        ErasuresAsOf = asOf - ClockCheck.Slack,
    };

    public async Task<LogCopy> ReadAsync(ProgressContext progress, CancellationToken stop)
    {
        var size = signed.Checkpoint.Size;
        await ReadEntriesAsync(progress.AddTask("Entries", maxValue: size), stop);
        foreach (var tile in Tile.AllOf(size))
            if (
                await api.GetBytesAsync("/api/ledger/" + tile.Path, stop) is { } bytes
                && bytes.Length == tile.ByteLength
            )
                copy.Tiles[tile] = bytes;

        await ReadErasuresAsync(stop);
        await ReadHistoryAsync(progress.AddTask("History", maxValue: size), stop);
        await ReadViewsAsync(progress, stop);
        return copy;
    }

    private async Task ReadEntriesAsync(ProgressTask bar, CancellationToken stop)
    {
        var isWhole = true;
        foreach (var bundle in EntryBundle.AllOf(signed.Checkpoint.Size))
        {
            var bytes = await api.GetBytesAsync("/api/ledger/" + bundle.Path, stop) ?? [];
            var (read, rest) = Entries(bytes, bundle.Width);
            if (read.Count == bundle.Width && rest > 0)
                copy.Overlong.Add(bundle.Path);

            if (isWhole)
                copy.Entries.AddRange(read);

            // Later entries could not be shown by their place any more.
            isWhole &= read.Count == bundle.Width;
            foreach (
                var line in JsonLines(await api.GetBytesAsync($"/api/ledger/data/{bundle.Index}", stop) ?? [])
                    .Take(bundle.Width)
            )
                copy.Data.Add(
                    new LogData(
                        line.Text("salt") is { } salt ? Convert.FromBase64String(salt) : null,
                        line.At("data") is { ValueKind: JsonValueKind.Object } data ? data : null,
                        line.At("erasure") is { ValueKind: JsonValueKind.Object } act ? act : null,
                        PublishedOpenings.In(line)
                    )
                    {
                        Author = line.Text("recordedBy"),
                    }
                );

            bar.Increment(bundle.Width);
        }
    }

    // A bundle that was cut off is read as far as it goes: which row is missing is the finding, not that a file is
    // short.
    internal static (List<ReadOnlyMemory<byte>> Entries, int Left) Entries(ReadOnlyMemory<byte> bytes, int most)
    {
        List<ReadOnlyMemory<byte>> entries = [];
        while (
            entries.Count < most
            && bytes.Length >= 2
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes.Span) is var length
            && bytes.Length >= 2 + length
        )
        {
            entries.Add(bytes.Slice(2, length));
            bytes = bytes[(2 + length)..];
        }

        return (entries, bytes.Length);
    }

    private async Task ReadErasuresAsync(CancellationToken stop)
    {
        copy.Erasures = [];
        var query = new QueryText().Add("limit", "200");
        while (true)
        {
            var page = await api.GetAsync("/api/erasures", query, stop);
            foreach (var item in page.Items("items"))
                copy.Erasures[item.At("eventId").GetGuid()] = item.At("erased").Deserialize<Erased>(Loose)!;

            if (page.Text("next") is not { } next)
                return;

            query = new QueryText().Add("limit", "200").Add("cursor", next);
        }
    }

    private async Task ReadHistoryAsync(ProgressTask bar, CancellationToken stop)
    {
        long after = 0;
        while (true)
        {
            var page = await api.GetAsync(
                "/api/events",
                new QueryText().Add("after", $"{after}").Add("limit", "200"),
                stop
            );
            var items = page.Items("items").ToList();
            copy.Events.AddRange(items.Select(Read));
            bar.Increment(items.Count);
            if (items.Count == 0 || page.Number("next") is not { } next || next <= after)
                return;

            after = next;
        }
    }

    private async Task ReadViewsAsync(ProgressContext progress, CancellationToken stop)
    {
        var ids = copy.Events.Select(each => each.Negotiation).Distinct(StringComparer.Ordinal).ToList();
        var bar = progress.AddTask("Views", maxValue: ids.Count);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        foreach (var id in ids)
        {
            // One that went on in another leads there, and is asked for as it is recorded.
            var bytes = await api.GetBytesAsync(Api.Negotiation(id), stop, mayHaveMoved: true);
            if (bytes is { Length: 0 })
                await ReadOnClocksAsync(id, today, stop);
            else if (bytes is not null)
                copy.Views[id] = ViewOf(bytes, today, ShownView.Now);

            bar.Increment(1);
        }

        // What was recorded between history and views belongs to a later visit.
        await RereadChangedAsync(today, stop);
    }

    private async Task RereadChangedAsync(DateOnly today, CancellationToken stop)
    {
        var last = copy.Events.Count > 0 ? copy.Events[^1].Sequence : 0;
        var page = await api.GetAsync("/api/events", new QueryText().Add("after", $"{last}").Add("limit", "200"), stop);
        var changed = page.Items("items").Select(item => item.Text("negotiation")).OfType<string>().Distinct().ToList();
        foreach (var id in changed)
            await ReadOnClocksAsync(id, today, stop);

        // What these say of others may be in any view already, and is not in the copy.
        if (changed.Count > 0)
            foreach (var id in copy.Views.Keys.ToList())
                copy.Views[id] = copy.Views[id] with { Shown = ShownView.OnClocks };
    }

    private async Task ReadOnClocksAsync(string id, DateOnly today, CancellationToken stop)
    {
        var count = copy.Events.Count(each => each.Negotiation == id);
        if (count == 0)
            return;

        var path = $"{Api.Negotiation(id)}?version={count}&asOf={today:yyyy-MM-dd}";
        if (await api.GetBytesAsync(path, stop) is { } bytes)
            copy.Views[id] = ViewOf(bytes, today, ShownView.OnClocks);
    }

    // Its day is the server's; the auditor's clock may be a little off it.
    private static LogView ViewOf(byte[] bytes, DateOnly today, ShownView shown) =>
        new(JsonSerializer.Deserialize<JsonElement>(bytes), [today, today.AddDays(-1), today.AddDays(1)])
        {
            Shown = shown,
        };

    private static LogEvent Read(JsonElement item) => item.Deserialize<FeedItem>(Loose)!.ToEvent();

    private static IEnumerable<JsonElement> JsonLines(byte[] bytes) =>
        System
            .Text.Encoding.UTF8.GetString(bytes)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line));
}

/// <summary>What the verifier reads of an entry of the change feed.</summary>
internal sealed record FeedItem(
    string? Negotiation,
    string? Actor,
    Guid EventId,
    long Version,
    long Sequence,
    string Type,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    JsonElement Data,
    Guid? Import = null,
    Erased? Erased = null
)
{
    public LogEvent ToEvent() =>
        new(
            (EventJson.NoticeTypesByName.ContainsKey(Type) ? NoticeEvent.StreamPrefix : "")
                + (Negotiation ?? ActorRecord.StreamPrefix + Actor),
            EventId,
            Version,
            Sequence,
            Type,
            RecordedAt,
            RecordedBy,
            Data
        )
        {
            Import = Import,
            Erased = Erased,
        };
}
