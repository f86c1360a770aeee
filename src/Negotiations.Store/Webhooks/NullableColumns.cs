using Npgsql;

namespace Negotiations.Store.Webhooks;

/// <summary>Reads columns that may be null.</summary>
internal static class NullableColumns
{
    public static DateTimeOffset? Instant(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
