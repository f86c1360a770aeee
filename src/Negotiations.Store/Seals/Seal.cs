using System.Buffers;
using System.Text;
using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Store.Read;

namespace Negotiations.Store.Seals;

/// <summary>
/// What an event's leaf commits to, made when the event is appended and stored in its row's headers. The ledger's
/// writer makes it again from the stored row: a bit that flipped on the way to the disk is found before anything is
/// signed.
/// </summary>
public abstract record Seal
{
    /// <summary>The member of the headers that has the code.</summary>
    public const string CodeName = "mac";

    /// <summary>The leaf of the row at a place of the log.</summary>
    /// <param name="index">In the log.</param>
    /// <param name="stream">Of the event.</param>
    /// <param name="raw">The row.</param>
    public abstract Leaf ToLeaf(long index, string stream, in RawEvent raw);

    /// <summary>Whether the row still says what was sealed, as far as an erasure has left it.</summary>
    public abstract bool Holds(in RawEvent raw);

    /// <summary>Whether what opens it is gone, all or in part.</summary>
    public abstract bool IsErased { get; }

    /// <summary>The hash that is sealed, which an erasure does not change.</summary>
    public abstract string Commitment { get; }

    /// <summary>As the headers of the row.</summary>
    /// <param name="import">The import that brings the event in; null: none.</param>
    /// <param name="erased">That it was erased; null: it was not.</param>
    /// <param name="code">Of <see cref="SealKey"/>; null: none.</param>
    public abstract string ToHeaders(Guid? import, Record.Erased? erased = null, string? code = null);

    /// <summary>Null for a row that has none: one from before the ledger, or one that this program did not
    /// write.</summary>
    public static Seal? FromHeaders(string? headers)
    {
        if (headers is null)
            return null;

        try
        {
            using var document = JsonDocument.Parse(headers);
            return document.RootElement.ValueKind is not JsonValueKind.Object ? null
                : document.RootElement.TryGetProperty("root", out _) ? MemberSeal.From(document.RootElement)
                : DataSeal.From(document.RootElement);
        }
        catch (Exception malformed)
            when (malformed is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

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

    /// <summary>
    /// The canonical bytes of what is published as the event's data, made of its type, its id and its data as they are
    /// stored; null when those have none.
    /// </summary>
    /// <param name="type">Its wire name.</param>
    /// <param name="id">Of it.</param>
    /// <param name="data">What <see cref="EventJson.WriteData"/> gives for it.</param>
    public static byte[]? Canonical(string type, Guid id, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{')
            return null;

        var separator = data[1..].TrimStart((byte)' ') is [(byte)'}', ..] ? "" : ",";
        var head = Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"eventId\":\"{id}\"{separator}");
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

    /// <summary>The members of a headers object that are not of the seal.</summary>
    private protected static void WriteRest(Utf8JsonWriter json, Guid? import, Record.Erased? erased, string? code)
    {
        if (code is not null)
            json.WriteString(CodeName, code);

        if (erased is not null)
        {
            json.WritePropertyName("erased");
            JsonSerializer.Serialize(json, erased, EventJson.Options);
        }

        if (import is { } id)
            json.WriteString("import", id);
    }
}
