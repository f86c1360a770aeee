using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Jobs;

/// <summary>The negotiations that imports are about, as the record has them.</summary>
public sealed class ImportedStreams(Database database)
{
    /// <summary>Negotiations in which one of these imports recorded something.</summary>
    public async Task<IReadOnlyList<string>> NegotiationsOfAsync(
        IReadOnlyCollection<Guid> imports,
        CancellationToken stop
    )
    {
        if (imports.Count == 0)
            return [];

        await using var command = database.Source.CreateCommand(
            $"select distinct stream_id from {Tables.Schema}.mt_events where headers ->> 'import' = any($1) "
                + $"and {SideStreams.AreNot("stream_id")}"
        );
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(imports.Select(import => import.ToString()).ToArray());
        return await ReadTextsAsync(command, stop);
    }

    /// <summary>Those of the negotiations that were ever closed or reopened.</summary>
    public async Task<IReadOnlyList<string>> ClosedAsync(
        IReadOnlyCollection<string> negotiations,
        CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"select distinct stream_id from {Tables.Schema}.mt_events where type = 'negotiation-closed' "
                + "and stream_id = any($1)"
        );
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(negotiations.ToArray());
        return await ReadTextsAsync(command, stop);
    }

    /// <summary>Those of the negotiations that are open.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(IReadOnlyCollection<string> negotiations, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select id from {Tables.Schema}.mt_streams where id = any($1)"
        );
        command.Parameters.AddWithValue(negotiations.ToArray());
        return await ReadTextsAsync(command, stop);
    }

    private static async Task<IReadOnlyList<string>> ReadTextsAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> texts = [];
        while (await rows.ReadAsync(stop))
            texts.Add(rows.GetString(0));

        return texts;
    }
}
