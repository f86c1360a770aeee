using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Negotiations.Store.Jobs;

/// <summary>An import as its row has it.</summary>
/// <param name="Report">As JSON.</param>
/// <param name="Node">Where its file lies; null: of an import from before that was noted.</param>
/// <param name="AwaySince">The last sign of life of the one who has its file, when that is too long ago; null: it is
/// not, or it has ended.</param>
public sealed record ImportRow(string Report, string? Node, DateTimeOffset? AwaySince);

/// <summary>What of a dataset was taken in before.</summary>
/// <param name="Imports">Those that recorded something, undone ones among them.</param>
/// <param name="Undone">Those that were undone, and those that undid them: none of them is a release that
/// counts.</param>
/// <param name="Newest">The day of the newest release that counts; null: there is none.</param>
/// <param name="Last">The last import that counts; null: there is none.</param>
/// <param name="LastRequest">What was asked for then, as JSON.</param>
public sealed record EarlierImports(
    HashSet<Guid> Imports,
    IReadOnlySet<Guid> Undone,
    DateOnly? Newest,
    Guid? Last,
    string? LastRequest
);

/// <summary>Imports in the database, so that any node can answer for them.</summary>
public sealed class ImportRows(Database database) : JobRows(database, "import")
{
    // Who has the file gives a sign of life every few seconds.
    private const string Columns = """
        report, node, case when state in ('waiting',
            'running') and seen_at < clock_timestamp() - interval '30 seconds' then seen_at end
        """;

    /// <param name="id">Grows with time: the oldest is run first.</param>
    /// <param name="dataset">Of which it is a release.</param>
    /// <param name="release">Its day.</param>
    /// <param name="request">As JSON.</param>
    /// <param name="report">Likewise.</param>
    /// <param name="node">Where the file lies.</param>
    /// <param name="stop">Adds none.</param>
    public async Task AddAsync(
        Guid id,
        string dataset,
        DateOnly release,
        string request,
        string report,
        string node,
        CancellationToken stop
    )
    {
        await using var command = Database.Source.CreateCommand(
            $"""
            insert into {Table} (id, dataset, release, state, recording, request, report, node, seen_at)
            values ($1, $2, $3, 'waiting', false, $4, $5, $6, clock_timestamp())
            """
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(dataset);
        command.Parameters.AddWithValue(release);
        command.Parameters.Add(Json(request));
        command.Parameters.Add(Json(report));
        command.Parameters.AddWithValue(node);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>How far it is, and that it may have recorded something from now on; once it may have, that stays
    /// so.</summary>
    /// <exception cref="JobLostException">Someone else has taken it, and nothing is written.</exception>
    public Task RecordingAsync(JobLease lease, string report, CancellationToken stop) =>
        WriteAsync(lease, "seen_at = clock_timestamp(), recording = true, report = $3", [Json(report)], stop);

    /// <summary>Those that wait here give a sign of life: their file is at hand.</summary>
    public async Task WaitHereAsync(IReadOnlyCollection<Guid> here, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"update {Table} set seen_at = clock_timestamp() where state = 'waiting' and id = any($1)"
        );
        command.Parameters.AddWithValue(here.ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Those that have not ended, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> UnfinishedAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select id from {Table} where state in ('waiting', 'running') order by id"
        );
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>Those whose file lies on a node that is away.</summary>
    public async Task<IReadOnlyList<Guid>> AwayAsync(CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"""
            select id from {Table}
            where state in ('waiting', 'running') and seen_at < clock_timestamp() - interval '30 seconds' order by id
            """
        );
        return await ReadIdsAsync(command, stop);
    }

    /// <summary>What was asked for, as JSON.</summary>
    public async Task<string> RequestAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select request from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Whether it may have recorded something.</summary>
    public async Task<bool> IsRecordingAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select recording from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <returns>Null when there is none.</returns>
    public async Task<ImportRow?> FindAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select {Columns} from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, stop)).SingleOrDefault();
    }

    /// <summary>The newest first. Ids grow with time.</summary>
    public async Task<IReadOnlyList<ImportRow>> ListAsync(Guid? before, int limit, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select {Columns} from {Table} where $1::uuid is null or id < $1 order by id desc limit $2"
        );
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = before is null ? DBNull.Value : before }
        );
        command.Parameters.AddWithValue(limit);
        return await ReadAsync(command, stop);
    }

    /// <summary>Imports of a dataset that recorded something, besides this one.</summary>
    public async Task<EarlierImports> EarlierAsync(string dataset, Guid besides, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select id, release, undone_by, request from {Table} where dataset = $1 and recording and id "
                + "<> $2 order by id"
        );
        command.Parameters.AddWithValue(dataset);
        command.Parameters.AddWithValue(besides);
        await using var rows = await command.ExecuteReaderAsync(stop);
        HashSet<Guid> imports = [],
            undone = [];
        DateOnly? newest = null;
        (Guid Id, string Request)? last = null;
        while (await rows.ReadAsync(stop))
        {
            var id = rows.GetGuid(0);
            imports.Add(id);

            // What undoes another bears its own id: it is no release either.
            if (!rows.IsDBNull(2))
            {
                undone.Add(id);
                continue;
            }

            var release = rows.GetFieldValue<DateOnly>(1);
            newest = newest > release ? newest : release;
            last = (id, rows.GetString(3));
        }

        return new EarlierImports(imports, undone, newest, last?.Id, last?.Request);
    }

    /// <summary>Someone asks it to stop.</summary>
    /// <returns>False: it has ended.</returns>
    public async Task<bool> CancelAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"update {Table} set cancelled = true where id = $1 and state in ('waiting', 'running')"
        );
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(stop) > 0;
    }

    /// <summary>Someone asked it to stop.</summary>
    public async Task<bool> IsCancelledAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select cancelled from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <summary>The import that undoes, or undid, it; null: none.</summary>
    public async Task<Guid?> UndoneByAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select undone_by from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is Guid by ? by : null;
    }

    /// <summary>From now on it counts as no release; what undoes it records acts and is none either.</summary>
    /// <param name="undoing">That undoes it.</param>
    /// <param name="import">That is undone.</param>
    /// <param name="stop">Changes nothing.</param>
    /// <exception cref="JobLostException">Someone else has taken the undoing.</exception>
    public async Task UndoAsync(JobLease undoing, Guid import, CancellationToken stop)
    {
        await WriteAsync(undoing, "recording = true, undone_by = id", [], stop);
        await using var command = Database.Source.CreateCommand($"update {Table} set undone_by = $2 where id = $1");
        command.Parameters.AddWithValue(import);
        command.Parameters.AddWithValue(undoing.Id);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>It was not undone after all, and counts as a release.</summary>
    /// <param name="undoing">That was to undo it.</param>
    /// <param name="import">That stands.</param>
    /// <param name="hasRecorded">The undoing has recorded acts, which are of no release.</param>
    /// <param name="stop">Changes nothing.</param>
    /// <exception cref="JobLostException">Someone else has taken the undoing.</exception>
    public async Task CancelUndoAsync(JobLease undoing, Guid import, bool hasRecorded, CancellationToken stop)
    {
        await WriteAsync(
            undoing,
            hasRecorded ? "recording = true, undone_by = id" : "recording = false, undone_by = null",
            [],
            stop
        );
        await using var command = Database.Source.CreateCommand($"update {Table} set undone_by = null where id = $1");
        command.Parameters.AddWithValue(import);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>What became of an import that has ended long ago.</summary>
    public async Task AmendReportAsync(Guid import, string report, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"update {Table} set report = $2 where id = $1");
        command.Parameters.AddWithValue(import);
        command.Parameters.Add(Json(report));
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Negotiations in which one of these imports recorded something.</summary>
    public async Task<IReadOnlyList<string>> NegotiationsOfAsync(
        IReadOnlyCollection<Guid> imports,
        CancellationToken stop
    )
    {
        if (imports.Count == 0)
            return [];

        await using var command = Database.Source.CreateCommand(
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
        await using var command = Database.Source.CreateCommand(
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
        await using var command = Database.Source.CreateCommand(
            $"select id from {Tables.Schema}.mt_streams where id = any($1)"
        );
        command.Parameters.AddWithValue(negotiations.ToArray());
        return await ReadTextsAsync(command, stop);
    }

    private static async Task<IReadOnlyList<ImportRow>> ReadAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<ImportRow> found = [];
        while (await rows.ReadAsync(stop))
            found.Add(
                new ImportRow(
                    rows.GetString(0),
                    rows.IsDBNull(1) ? null : rows.GetString(1),
                    rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2)
                )
            );

        return found;
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
