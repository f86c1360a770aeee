using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Npgsql;

namespace Negotiations.Store.Read;

/// <summary>
/// The rows of one negotiation as they came off the wire. Parsing them is most of the work of a scan, and can be done
/// elsewhere.
/// </summary>
/// <param name="Id">Of the negotiation.</param>
/// <param name="Rows">In recorded order.</param>
/// <param name="Words">Keys of the stored parts of what it is found by; null: not asked for.</param>
internal sealed record RawStream(string Id, IReadOnlyList<RawEvent> Rows, IReadOnlySet<Guid>? Words)
{
    public Negotiation Read()
    {
        var events = new RecordedEvent[Rows.Count];
        for (var i = 0; i < events.Length; i++)
            events[i] = Rows[i].Read();

        return Negotiation.Of(Id, events);
    }
}

/// <summary>A row of the event table.</summary>
public readonly record struct RawEvent(
    Guid Id,
    long Version,
    long Sequence,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    string Type,
    byte[] Data,
    Erased? Erased,
    Guid? Import
)
{
    /// <summary>In the order <see cref="From"/> expects.</summary>
    public const string Columns =
        "id, version, seq_id, timestamp, user_name, type, data, headers -> 'erased', headers ->> 'import'";

    /// <summary>Whether it could be read how it was erased.</summary>
    public bool IsReadable { get; init; } = true;

    public static RawEvent From(NpgsqlDataReader row, int at = 0)
    {
        var isReadable = TryReadErased(row, at + 7, out var erased);
        return new(
            row.GetGuid(at),
            row.GetInt64(at + 1),
            row.GetInt64(at + 2),
            row.GetFieldValue<DateTimeOffset>(at + 3),
            row.IsDBNull(at + 4) ? "" : Names.Of(row.GetString(at + 4)),
            Names.Of(row.GetString(at + 5)),
            row.GetFieldValue<byte[]>(at + 6),
            erased,
            row.IsDBNull(at + 8) || !Guid.TryParse(row.GetString(at + 8), out var import) ? null : import
        )
        {
            IsReadable = isReadable,
        };
    }

    public RecordedEvent Read() =>
        new(
            Id,
            Version,
            Sequence,
            RecordedAt,
            RecordedBy,
            IsReadable ? EventJson.ReadStored(Type, Id, Data) : EventJson.AsUnreadable(Type, Id, Data)
        )
        {
            Erased = Erased,
            Import = Import,
        };

    // One row must not end a pass over all of them: an event of which it can't be read how it was erased is
    // unreadable.
    private static bool TryReadErased(NpgsqlDataReader row, int at, out Erased? erased)
    {
        erased = null;
        if (row.IsDBNull(at))
            return true;

        try
        {
            erased = JsonSerializer.Deserialize<Erased>(row.GetFieldValue<byte[]>(at), EventJson.Options);
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return false;
        }
    }

    // A handful of authors and types are in millions of rows.
    private static class Names
    {
        public static string Of(string text) =>
            string.IsInterned(text) ?? (text.Length <= 50 ? string.Intern(text) : text);
    }
}
