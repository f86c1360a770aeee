using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Negotiations.Ledger;
using Negotiations.Store.Seals;

namespace Negotiations.Server.Importing;

/// <summary>What the row of an event was made of in the store that exported it with its proof.</summary>
internal static class ProvenRow
{
    private static readonly JsonWriterOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = CanonicalJson.MaxDepth + 1,
    };

    /// <summary>Its seal, and its data as rows hold them: without type and id.</summary>
    public static (Seal Seal, byte[] Data) Of(ExportLine line) => (SealOf(line), DataOf(line.Data));

    private static Seal SealOf(ExportLine line) =>
        line.DataHash is { } hash
            ? new DataSeal(line.Salt, hash.ToHex())
            : new MemberSeal(line.Openings!, line.ToLeaf(0, line.Members())!.Commitment);

    private static byte[] DataOf(JsonElement data)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            json.WriteStartObject();
            foreach (var member in data.EnumerateObject())
                if (member.Name is not ("type" or "eventId"))
                    member.WriteTo(json);

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
