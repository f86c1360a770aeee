using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Jobs;

/// <summary>How long the working material of imports stays.</summary>
public sealed class ImportRetention(Database database)
{
    // Pages of the reports on rows count from 0 upwards; below are what was recorded and what of it waits.
    private const string OfRows = "page >= 0";

    private const string HasEnded = "state not in ('waiting', 'running')";

    /// <summary>Takes away the reports on the rows of one import.</summary>
    public async Task EraseAsync(Guid import, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"delete from {Tables.Schema}.import_rows where import = $1 and {OfRows}"
        );
        command.Parameters.AddWithValue(import);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Takes away dry runs that ended longer ago than <paramref name="dryRuns"/>, with all of theirs, and the
    /// reports on rows of other imports that ended longer ago than <paramref name="reports"/>.</summary>
    public async Task ClearAsync(TimeSpan dryRuns, TimeSpan reports, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            with gone as (
              delete from {Tables.Schema}.import where {HasEnded} and not recording and report ->> 'dryRun' = 'true'
                and (report ->> 'finishedAt')::timestamptz < clock_timestamp() - $1 returning id),
            rows as (delete from {Tables.Schema}.import_rows where import in (select id from gone))
            delete from {Tables.Schema}.import_rows r using {Tables.Schema}.import i
            where i.id = r.import and i.{HasEnded} and r.{OfRows}
              and (i.report ->> 'finishedAt')::timestamptz < clock_timestamp() - $2
            """
        );
        command.Parameters.AddWithValue(dryRuns);
        command.Parameters.AddWithValue(reports);
        await command.ExecuteNonQueryAsync(stop);
    }
}
