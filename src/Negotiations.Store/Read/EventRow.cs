using Negotiations.Record;
using Npgsql;

namespace Negotiations.Store.Read;

/// <summary>How an event is read from Marten's event table and written to it.</summary>
public static class EventRow
{
    /// <inheritdoc cref="RawEvent.Columns"/>
    public const string Columns = RawEvent.Columns;

    public static RecordedEvent Read(NpgsqlDataReader row, int from = 0) => RawEvent.From(row, from).Read();
}
