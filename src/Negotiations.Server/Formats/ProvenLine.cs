using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Store.Ledger;
using Negotiations.Store.Schema;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Formats;

/// <summary>A row of the log as a line of an export that carries its proof.</summary>
internal static class ProvenLine
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = CanonicalJson.MaxDepth + 1 };

    public static ExportLine Of(LedgerRow row)
    {
        var raw = row.Raw;
        var about = NoticeStreams.NegotiationOf(row.Stream) ?? row.Stream;
        var actor = ActorStreams.CodeOf(about);
        var line = new ExportLine
        {
            Stream = row.Stream,
            Negotiation = actor is null ? about : null,
            Actor = actor,
            EventId = raw.Id,
            Version = raw.Version,
            Sequence = raw.Sequence,
            Type = raw.Type,
            RecordedAt = raw.RecordedAt,
            RecordedBy = raw.RecordedBy,
            Data = DataOf(row),
            Erased = raw.Erased is { } erased ? new ExportedErasure(erased.At, erased.By, erased.Reason) : null,
            Import = raw.Import,
        };
        return row.Seal switch
        {
            MemberSeal seal => line with { Openings = seal.Openings },
            DataSeal seal => line with
            {
                Salt = seal.Salt,
                DataHash = Digest.TryParseHex(seal.DataHash, out var hash) ? hash : default,
            },
            _ => throw new InvalidDataException($"Event {raw.Id} is in the log and has no seal."),
        };
    }

    // As it is stored: what the fold would read otherwise today is what was signed then.
    private static JsonElement DataOf(LedgerRow row)
    {
        var raw = row.Raw;
        var stored = Encoding.UTF8.GetString(raw.Data);
        var rest = stored.AsSpan(1).TrimStart().StartsWith("}") ? stored[1..] : "," + stored[1..];
        using var document = JsonDocument.Parse($"{{\"type\":\"{raw.Type}\",\"eventId\":\"{raw.Id}\"{rest}", Options);
        var data = document.RootElement.Clone();
        return row.Seal is DataSeal { Salt: { } salt, DataHash: var hash } && !Holds(data, salt, hash)
            ? EventJson.ToElement(raw.Read().Event)
            : data;
    }

    private static bool Holds(JsonElement data, byte[] salt, string hash) =>
        CanonicalJson.TryOf(JsonSerializer.SerializeToUtf8Bytes(data), InexactNumbers.Refuse, out var canonical, out _)
        && Salted.Hash(salt, canonical).ToHex() == hash;
}
