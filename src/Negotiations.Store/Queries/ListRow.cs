using Negotiations.Search;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>A row of a list of now.</summary>
/// <param name="Summary">As JSON.</param>
/// <param name="Id">Of the negotiation.</param>
/// <param name="Sort">What it is sorted by.</param>
/// <param name="Known">The last sequence of the record by which it was found.</param>
/// <param name="Lines">The texts in which words may be found; null unless some are looked for.</param>
internal readonly record struct ListRow(
    byte[] Summary,
    string Id,
    string Sort,
    long Known,
    IEnumerable<SearchLine>? Lines
)
{
    /// <summary>As <see cref="ListSelect.Page"/> selects it.</summary>
    public static ListRow Read(NpgsqlDataReader row, ListQuery list) =>
        new(
            row.GetFieldValue<byte[]>(0),
            row.GetString(1),
            row.GetString(2),
            row.GetInt64(3),
            list.Terms is null
                ? null
                : [.. SearchVector.Read(row.GetString(4)), .. list.NamesOf(row.GetFieldValue<string[]>(5))]
        );
}
