namespace Negotiations.Store.Jobs;

// Which imports of a dataset count as releases, and what becomes of one that is undone.
public sealed partial class ImportRows
{
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

            // What undoes another has its own id: it is no release either.
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

    /// <summary>The import that undoes, or undid, it; null: none.</summary>
    public async Task<Guid?> UndoneByAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand($"select undone_by from {Table} where id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) is Guid by ? by : null;
    }

    /// <summary>An undoing of it that has not ended; null: there is none.</summary>
    public async Task<Guid?> UndoingAsync(Guid id, CancellationToken stop)
    {
        await using var command = Database.Source.CreateCommand(
            $"select id from {Table} where request ->> 'undoes' = $1 and state in ('waiting', 'running') "
                + "order by id limit 1"
        );
        command.Parameters.AddWithValue(id.ToString());
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
}

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
