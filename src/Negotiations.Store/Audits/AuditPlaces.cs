using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Audits;

/// <summary>What there is to audit, in an order that can be followed a little at a time.</summary>
public sealed class AuditPlaces(Database database)
{
    /// <summary>The next ids that have events or a view.</summary>
    /// <param name="after">The last one of before; empty: from the beginning.</param>
    /// <param name="limit">Of them.</param>
    /// <param name="stop">Of the caller.</param>
    public async Task<IReadOnlyList<string>> NextAsync(string after, int limit, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select id from (
              (select id from {Tables.Schema}.status where id collate "C" > $1 order by id collate "C" limit $2)
              union
              (select id from {Tables.Schema}.mt_streams where id collate "C" > $1 and {SideStreams.AreNot("id")}
               order by id collate "C" limit $2)
            ) places
            order by id collate "C" limit $2
            """
        );
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(limit);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetString(0));

        return ids;
    }

    /// <summary>The ids of what has words or a whole status stored and no view.</summary>
    public async Task<IReadOnlyList<string>> StrayAsync(CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        return await StrayAsync(connection, stop);
    }

    internal static async Task<IReadOnlyList<string>> StrayAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select id from (
              select id from {Tables.Schema}.search_words union select id from {Tables.Schema}.status_snapshot
            ) beside
            where not exists (select from {Tables.Schema}.status s where s.id = beside.id)
            """,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> ids = [];
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetString(0));

        return ids;
    }
}
