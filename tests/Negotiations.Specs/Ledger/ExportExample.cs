using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// A record of 300 events as an export that carries its proof: leaves of both versions, an erased event with its act,
/// a change of the actor registry, and a key that handed over.
/// </summary>
internal static class ExportExample
{
    public const int Events = 300;

    public const int ErasedAt = 7;

    public const int HandoverAt = 200;

    private static readonly DateTimeOffset s_start = new(2022, 9, 20, 7, 41, 12, TimeSpan.Zero);

    private static readonly NoteSigner s_first = new(Ledgers.Origin, SignatureKind.Note, new byte[32]);

    public static VerifierKey FirstKey => s_first.VerifierKey;

    public static IReadOnlyList<ExportLine> Lines { get; } = [.. Enumerable.Range(0, Events).Select(LineOf)];

    public static IReadOnlyList<Digest> Hashes { get; } =
    [.. Lines.Select((line, index) => line.ToLeaf(index, line.Members())!.Hash())];

    public static ExportHeader Header { get; } = HeaderOf(Hashes);

    /// <summary>The whole file.</summary>
    public static byte[] File { get; } = FileOf(Header, Hashes, Lines.Select(line => line.ToLine()));

    public static ExportHeader HeaderOf(IReadOnlyList<Digest> hashes)
    {
        var handover = KeyHandover.Sign(HeadOf(hashes, HandoverAt), s_first, Ledgers.Log).ToString();
        return new ExportHeader(
            hashes.Count,
            HeadOf(hashes, hashes.Count).Sign(Ledgers.Log),
            [
                new ExportedKey(FirstKey.Text, 0, null),
                new ExportedKey(Ledgers.Log.VerifierKey.Text, HandoverAt, handover),
            ],
            []
        );
    }

    /// <summary>With an end that fits what is before it.</summary>
    public static byte[] FileOf(ExportHeader header, IReadOnlyList<Digest> hashes, IEnumerable<byte[]> lines)
    {
        byte[][] all =
        [
            header.ToLine(),
            .. hashes.Chunk(Tile.FullWidth).Select(chunk => ExportTile.ToLine(Tile.ToBytes(chunk))),
            .. lines,
        ];
        return Ended(all);
    }

    /// <summary>The lines before the end, with an end that fits them.</summary>
    public static byte[] Ended(IReadOnlyCollection<byte[]> lines)
    {
        byte[] body = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        var tiles = (Events + Tile.FullWidth - 1) / Tile.FullWidth;
        return [.. body, .. ExportEnd.ToLine(lines.Count - 1 - tiles, SHA256.HashData(body)), (byte)'\n'];
    }

    /// <summary>The lines of a file, the last one without a newline where it has none.</summary>
    public static List<byte[]> Split(byte[] file) =>
        [.. Encoding.Latin1.GetString(file).Split('\n').SkipLast(1).Select(Encoding.Latin1.GetBytes)];

    /// <summary>What is said of a file; null: it holds.</summary>
    public static ExportFault? WhyNot(byte[] file, params VerifierKey[] given)
    {
        using var check = new ExportCheck(given);
        for (var start = 0; start < file.Length; )
        {
            var end = Array.IndexOf(file, (byte)'\n', start);
            var isWhole = end >= 0;
            end = isWhole ? end : file.Length;
            if (check.Take(file.AsMemory(start, end - start), isWhole) is { } fault)
                return fault;

            start = end + 1;
        }

        return check.End();
    }

    private static Checkpoint HeadOf(IReadOnlyList<Digest> hashes, int size) =>
        new(Ledgers.Origin, size, Trees.Root([.. hashes], size));

    private static ExportLine LineOf(int index)
    {
        var isAct = index == ErasedAt + 1;
        var isActor = index == 4;
        var id = IdOf(index);
        var type =
            isAct ? "erasure-recorded"
            : isActor ? "actor-registered"
            : "toll-reported";
        var line = new ExportLine
        {
            Stream =
                isAct ? "notices/border"
                : isActor ? "actor/KGZ"
                : "border",
            Negotiation = isActor ? null : "border",
            Actor = isActor ? "KGZ" : null,
            EventId = id,
            Version = isAct || isActor ? 1 : index + 1,
            Sequence = index + 10,
            Type = type,
            RecordedAt = s_start.AddSeconds(index).AddMicroseconds(index),
            RecordedBy = "monitor-" + (index % 3),
            Import = index % 5 == 0 ? MembersExample.Import : null,
            Data = Json(
                isAct ? Act(id)
                : index == ErasedAt ? Data(type, id, index, "[erased]")
                : Data(type, id, index, "Нет данных <b>")
            ),
        };
        return Proven(line, index);
    }

    private static ExportLine Proven(ExportLine line, int index)
    {
        // The first three are from before version 2.
        if (index < 3)
        {
            byte[] salt = [.. Enumerable.Repeat((byte)(index + 1), Salted.SaltLength)];
            var canonical = CanonicalJson.Of(line.Data);
            return line with { Salt = salt, DataHash = Salted.Hash(salt, canonical) };
        }

        var key = new EventKey(SHA256.HashData([(byte)index, (byte)(index >> 8)]));
        if (index != ErasedAt)
            return line with { Openings = MemberOpenings.Of(key) };

        var before = (line with { Data = Json(Data(line.Type, line.EventId, index, "A name")) }).Members()!;
        return line with
        {
            Openings = MemberOpenings.Of(key).Without(before, line.Members()!),
            Erased = new ExportedErasure(s_start.AddSeconds(ErasedAt + 1), "monitor-2", "By order."),
        };
    }

    private static string Data(string type, Guid id, int index, string note) =>
        $$"""{"type":"{{type}}","eventId":"{{id}}","occurred":"2022-09-16","killed":{"low":{{index}}.50},"note":"""
        + $"{JsonSerializer.Serialize(note)},\"weapons\":[\"mortars\",\"tanks\"]}}";

    private static string Act(Guid id) =>
        $$"""{"type":"erasure-recorded","eventId":"{{id}}","ofVersion":{{ErasedAt + 1}},"target":"""
        + $"\"{IdOf(ErasedAt)}\",\"members\":[\"/note\"],\"reason\":\"By order.\"}}";

    private static Guid IdOf(int index) => new(SHA256.HashData([(byte)index, (byte)(index >> 8), 1]).AsSpan(0, 16));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
