using System.Text;
using Negotiations.Json;
using Negotiations.Record;
using Npgsql;

namespace Negotiations.Server.Storage;

/// <summary>How a row of Marten's event table is read.</summary>
internal static class EventRow
{
    /// <summary>In the order <see cref="Read"/> expects.</summary>
    public const string Columns = "id, version, seq_id, timestamp, user_name, type, data::text";

    public static RecordedEvent Read(NpgsqlDataReader row, int from = 0)
    {
        var id = row.GetGuid(from);
        var type = row.GetString(from + 5);
        return new RecordedEvent(
            id,
            row.GetInt64(from + 1),
            row.GetInt64(from + 2),
            row.GetFieldValue<DateTimeOffset>(from + 3),
            row.IsDBNull(from + 4) ? "" : row.GetString(from + 4),
            EventJson.ReadStored(type, id, row.GetFieldValue<byte[]>(from + 6)));
    }

    /// <summary>The data of an event as text for a jsonb parameter.</summary>
    public static string Data(Events.Event @event) => Encoding.UTF8.GetString(EventJson.WriteData(@event));
}
