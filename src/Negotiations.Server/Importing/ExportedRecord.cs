using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Negotiations.Actors;
using Negotiations.Import.Reading;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Importing;

/// <summary>
/// A whole record as <c>/api/events.ndjson</c> gives it, read back line by line. Every line is held against the laws
/// of a record: what breaks one was cut, reordered or made up, and nothing of the file is taken. A file that carries
/// its proof is held against what its log signed before.
/// </summary>
/// <param name="file">From its beginning.</param>
/// <param name="now">By the database's clock: nothing was recorded later.</param>
/// <param name="isProven">Whether the events keep the seals that the file has.</param>
/// <param name="check">Null: it was held against what was signed before, or is not to be.</param>
internal sealed class ExportedRecord(Stream file, DateTimeOffset now, bool isProven, ExportCheck? check = null)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int LongestLine = DelimitedText.LongestRow;

    private readonly Dictionary<string, (long Version, DateTimeOffset RecordedAt)> streams = new(
        StringComparer.Ordinal
    );
    private readonly HashSet<Guid> ids = [];
    private (string Stream, RecordedEvent Event)? last;

    private readonly Dictionary<Guid, IReadOnlyList<string>> erasures = [];

    public long Lines { get; private set; }

    /// <summary>The names of the members that went, by the events that were erased, as far as acts say so.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Erasures => erasures;

    /// <summary>The negotiations so far, each with its last version and when that was recorded.</summary>
    public IReadOnlyDictionary<string, (long Version, DateTimeOffset RecordedAt)> Streams => streams;

    /// <exception cref="UnreadableFileException">A line breaks a law of the record.</exception>
    /// <exception cref="AlteredExportException">A line is not what was signed.</exception>
    public IEnumerable<ExportedEvent> Read()
    {
        foreach (var (line, isWhole) in ExportLines.Read(file))
        {
            Lines++;
            Refuse(check?.Take(line, isWhole));
            if (IsBeside(line.Span))
                continue;

            var text = TextOf(line);
            if (text.Length > 0)
                yield return Check(Proven(line, Read(text)));
        }

        Refuse(check?.End());
    }

    // Lines of a proof: between the events nothing else begins so.
    private static bool IsBeside(ReadOnlySpan<byte> line) =>
        line.StartsWith("{\"export\":"u8) || line.StartsWith("{\"hashes\":"u8) || line.StartsWith(ExportEnd.Start);

    private static void Refuse(ExportFault? fault)
    {
        if (fault is not null)
            throw new AlteredExportException(fault);
    }

    private ExportedEvent Proven(ReadOnlyMemory<byte> line, ExportedEvent exported)
    {
        if (!isProven)
            return exported;

        if (!ExportLine.TryRead(line, out var proven, out var reason))
            throw Broken(reason);

        return proven.Stream == exported.Stream
            ? exported with
            {
                Proven = ProvenRow.Of(proven),
            }
            : throw Broken($"it belongs to '{Slug.Clip(exported.Stream)}' and not to '{Slug.Clip(proven.Stream)}'");
    }

    private string TextOf(ReadOnlyMemory<byte> line)
    {
        if (line.Length > LongestLine)
            throw Broken("it is longer than any event can be");

        try
        {
            return Utf8.GetString(line.Span).Trim('\uFEFF', '\r');
        }
        catch (DecoderFallbackException)
        {
            throw Broken("it is not UTF-8");
        }
    }

    private ExportedEvent Read(string text)
    {
        Line line;
        try
        {
            line = JsonSerializer.Deserialize<Line>(text, EventJson.Options)!;
        }
        catch (JsonException)
        {
            throw Broken("it is not one event as /api/events.ndjson gives it; the file may be cut off");
        }

        if (line.Negotiation is null == line.Actor is null)
            throw Broken("it belongs to no negotiation and no actor, or to both");

        var isNotice = EventJson.NoticeTypesByName.ContainsKey(line.Type);
        var reading =
            isNotice ? EventJson.ReadNotice(line.Data)
            : line.Actor is not null ? EventJson.ReadActorEvent(line.Data)
            : EventJson.Read(line.Data);
        if (reading.Fault is { } fault)
            throw Broken($"its data cannot be read: {fault.Detail}");

        if (reading.Value!.EventId != line.EventId || EventJson.NameOf(reading.Value) != line.Type)
            throw Broken("its data are those of another event");

        var recorded = new RecordedEvent(
            line.EventId,
            line.Version,
            line.Sequence,
            line.RecordedAt,
            line.RecordedBy,
            reading.Value
        )
        {
            Erased = line.Erased,
            Import = line.Import,
        };
        var about = line.Negotiation ?? ActorStreams.Of(line.Actor!);
        return new ExportedEvent(isNotice ? NoticeStreams.Of(about) : about, recorded);
    }

    private ExportedEvent Check(ExportedEvent exported)
    {
        var (stream, recorded) = (exported.Stream, exported.Event);
        if (!IsStream(stream) || string.IsNullOrWhiteSpace(recorded.RecordedBy) || !ids.Add(recorded.EventId))
            throw Broken("its negotiation, author or id cannot be one, or the id stands twice");

        if (streams.GetValueOrDefault(stream).Version + 1 != recorded.Version)
            throw Broken(
                $"it has version {recorded.Version} of '{Slug.Clip(stream)}', and the one before it "
                    + $"{streams.GetValueOrDefault(stream).Version}: an export holds every event"
            );

        if (!SideStreams.IsOne(stream) && recorded.Version == 1 != recorded.Event is Events.NegotiationOpened)
            throw Broken("a negotiation begins with its opening, and has one");

        if (
            last is var (lastStream, before)
            && (
                recorded.Sequence <= before.Sequence
                || recorded.RecordedAt < before.RecordedAt
                || (recorded.RecordedAt == before.RecordedAt && lastStream != stream)
            )
        )
            throw Broken("sequence or recorded time runs backwards");

        if (recorded.RecordedAt > now || recorded.Sequence < 1)
            throw Broken("it was recorded in the future, or has no sequence");

        if (Seal.Canonical(recorded.Event) is null)
            throw Broken("a number in it has more digits than the ledger can hold exactly");

        if (recorded.Event is Events.ErasureRecorded act)
            erasures[act.Target] = act.Members;

        streams[stream] = (recorded.Version, recorded.RecordedAt);
        last = (stream, recorded);
        return exported;
    }

    private static bool IsStream(string stream) =>
        (NoticeStreams.NegotiationOf(stream) ?? stream) is var about && ActorStreams.CodeOf(about) is { } code
            ? ActorCode.IsCode(code)
            : Slug.IsNegotiationId(about);

    private UnreadableFileException Broken(string why) => new($"Line {Lines}: {why}. Nothing was recorded.");

    /// <summary>What of a line is needed; the rest follows from it.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record Line
    {
        public string? Negotiation { get; init; }

        public string? Actor { get; init; }

        public required Guid EventId { get; init; }

        public required long Version { get; init; }

        public required long Sequence { get; init; }

        public required string Type { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        public required string RecordedBy { get; init; }

        public required JsonElement Data { get; init; }

        public Erased? Erased { get; init; }

        public Guid? Import { get; init; }
    }
}
