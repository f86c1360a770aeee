using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Ledger;

namespace Negotiations.Store.Seals;

/// <summary>
/// The salted hash of an event's data, made when it is appended and stored in its row's headers. The ledger's writer
/// makes it again from the
/// stored row: a bit that flipped on the way to the disk is found before anything is signed.
/// </summary>
/// <param name="Salt">32 random bytes, published beside the data and destroyed with it when the data must be erased;
/// null from then on.</param>
/// <param name="DataHash">SHA-256 over salt and canonical data.</param>
public sealed record Seal(
    [property: JsonPropertyName("salt")] byte[]? Salt,
    [property: JsonPropertyName("dataHash")] string DataHash
)
{
    /// <summary>The canonical bytes of what is published as the event's data; null when a number in it cannot be held
    /// exactly.</summary>
    public static byte[]? Canonical(Event @event) =>
        CanonicalJson.TryOf(
            @event is Events.Unreadable unreadable
                ? JsonSerializer.SerializeToUtf8Bytes(unreadable.StoredData)
                : EventJson.Write(@event),
            InexactNumbers.Refuse,
            out var canonical,
            out _
        )
            ? canonical
            : null;

    /// <summary>A new seal on an event with its id.</summary>
    public static Seal On(Event @event) =>
        TryOn(@event) ?? throw new ArgumentException("The event was not checked for inexact numbers.", nameof(@event));

    /// <summary>A new seal on an event with its id; null when a number in it cannot be held exactly.</summary>
    public static Seal? TryOn(Event @event) => Canonical(@event) is { } canonical ? On(canonical) : null;

    /// <summary>The same for an event that is written already.</summary>
    /// <param name="type">Its wire name.</param>
    /// <param name="id">Of it.</param>
    /// <param name="data">What <see cref="EventJson.WriteData"/> gives for it.</param>
    public static Seal? TryOn(string type, Guid id, ReadOnlySpan<byte> data) =>
        Canonical(type, id, data) is { } canonical ? On(canonical) : null;

    /// <summary>
    /// The canonical bytes of what is published as the event's data, made of its type, its id and its data as they are
    /// stored; null when those have none.
    /// </summary>
    public static byte[]? Canonical(string type, Guid id, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{')
            return null;

        var head = Encoding.UTF8.GetBytes(
            $"{{\"type\":\"{type}\",\"eventId\":\"{id}\"{(data[1..].TrimStart((byte)' ') is [(byte)'}', ..] ? "" : ",")}"
        );
        var rented = ArrayPool<byte>.Shared.Rent(head.Length + data.Length);
        head.CopyTo(rented, 0);
        data[1..].CopyTo(rented.AsSpan(head.Length));
        var hasCanonical = CanonicalJson.TryOf(
            rented.AsMemory(0, head.Length + data.Length - 1),
            InexactNumbers.Refuse,
            out var canonical,
            out _
        );
        ArrayPool<byte>.Shared.Return(rented);
        return hasCanonical ? canonical : null;
    }

    private static Seal On(byte[] canonical)
    {
        var salt = RandomNumberGenerator.GetBytes(Salted.SaltLength);
        return new Seal(salt, Salted.Hash(salt, canonical).ToHex());
    }

    /// <summary>Whether the data still is what was sealed.</summary>
    public bool Holds(Event @event) => IsOn(Canonical(@event));

    /// <summary>The same without reading the event first. False may also mean that it has to be read: one that this
    /// program cannot read is sealed as it is.</summary>
    public bool Holds(string type, Guid id, ReadOnlySpan<byte> data) => IsOn(Canonical(type, id, data));

    private bool IsOn(byte[]? canonical) =>
        canonical is not null && Salt is not null && Salted.Hash(Salt, canonical).ToHex() == DataHash;

    /// <param name="import">The import that brings the event in; null: none.</param>
    public string ToHeaders(Guid? import) =>
        import is null
            ? JsonSerializer.Serialize(this)
            : $$"""{"salt":"{{Convert.ToBase64String(Salt!)}}","dataHash":"{{DataHash}}","import":"{{import}}"}""";

    /// <summary>Of an event whose text is gone, and with it the salt.</summary>
    public string ToHeaders(Guid? import, Record.Erased erased) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["dataHash"] = DataHash,
                ["erased"] = JsonSerializer.SerializeToElement(erased, EventJson.Options),
                ["import"] = import,
            }
                .Where(pair => pair.Value is not null)
                .ToDictionary()
        );

    /// <summary>Null for a row that bears none: one from before the ledger, or one that this program did not
    /// write.</summary>
    public static Seal? FromHeaders(string? headers)
    {
        if (headers is null)
            return null;

        try
        {
            return
                JsonSerializer.Deserialize<Seal>(headers)
                    is { Salt: null or { Length: Salted.SaltLength }, DataHash.Length: 64 } seal
                ? seal
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
