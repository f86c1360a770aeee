using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Ledger;
using Negotiations.Store.Read;

namespace Negotiations.Store.Seals;

/// <summary>
/// The seal of a leaf of version 1: one salted hash over all data. Of events recorded before version 2, of those from
/// before the ledger, and of those that this program cannot read.
/// </summary>
/// <param name="Salt">32 random bytes, published beside the data and destroyed with it when the data must be erased;
/// null from then on.</param>
/// <param name="DataHash">SHA-256 over salt and canonical data.</param>
public sealed record DataSeal(byte[]? Salt, string DataHash) : Seal
{
    private const string SaltName = "salt";
    private const string HashName = "dataHash";

    /// <summary>A new seal on an event with its id; null when a number in it cannot be held exactly.</summary>
    public static DataSeal? TryOn(Event @event) => Canonical(@event) is { } canonical ? On(canonical) : null;

    /// <summary>The same for an event that is written already.</summary>
    public static DataSeal? TryOn(string type, Guid id, ReadOnlySpan<byte> data) =>
        Canonical(type, id, data) is { } canonical ? On(canonical) : null;

    /// <inheritdoc/>
    public override bool IsErased => Salt is null;

    /// <inheritdoc/>
    public override Leaf ToLeaf(long index, string stream, in RawEvent raw)
    {
        _ = Digest.TryParseHex(DataHash, out var digest);
        return new Leaf(
            index,
            stream,
            raw.Version,
            raw.Type,
            raw.Id,
            raw.RecordedBy,
            raw.RecordedAt.ToUniversalTime(),
            digest
        );
    }

    /// <inheritdoc/>
    public override string Commitment => DataHash;

    /// <inheritdoc/>
    public override bool Holds(in RawEvent raw) =>
        raw.Erased is not null || IsOn(Canonical(raw.Type, raw.Id, raw.Data)) || Holds(raw.Read().Event);

    /// <summary>Whether the data still is what was sealed. One that this program cannot read is sealed as it
    /// is.</summary>
    public bool Holds(Event @event) => IsOn(Canonical(@event));

    /// <inheritdoc/>
    public override string ToHeaders(Guid? import, Record.Erased? erased = null, string? code = null)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (Salt is not null && erased is null)
                json.WriteBase64String(SaltName, Salt);

            json.WriteString(HashName, DataHash);
            WriteRest(json, import, erased, code);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    internal static DataSeal? From(JsonElement headers) =>
        headers.TryGetProperty(HashName, out var hash)
        && hash.GetString() is { Length: 2 * Digest.Length } text
        && (headers.TryGetProperty(SaltName, out var salt) ? salt.GetBytesFromBase64() : null)
            is var bytes
                and (null or { Length: Salted.SaltLength })
            ? new DataSeal(bytes, text)
            : null;

    private static DataSeal On(byte[] canonical)
    {
        var salt = RandomNumberGenerator.GetBytes(Salted.SaltLength);
        return new DataSeal(salt, Salted.Hash(salt, canonical).ToHex());
    }

    private bool IsOn(byte[]? canonical) =>
        canonical is not null && Salt is not null && Salted.Hash(Salt, canonical).ToHex() == DataHash;
}
