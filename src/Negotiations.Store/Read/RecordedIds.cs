using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Read;

/// <summary>Which events are recorded.</summary>
public sealed class RecordedIds(Database database)
{
    /// <param name="ids">Each once.</param>
    /// <param name="stop">Answers nothing.</param>
    public async Task<bool> HasAllAsync(Guid[] ids, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select count(*) from {Tables.Schema}.mt_events where id = any($1)"
        );
        command.Parameters.AddWithValue(ids);
        return (long)(await command.ExecuteScalarAsync(stop))! == ids.Length;
    }

    /// <param name="ids">Of any negotiation.</param>
    /// <param name="stop">Answers nothing.</param>
    public async Task<bool> HasAnyAsync(Guid[] ids, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select exists (select from {Tables.Schema}.mt_events where id = any($1))"
        );
        command.Parameters.AddWithValue(ids);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>The store has events and none of these, or a whole record is about to be brought into it.</summary>
    public async Task<bool> IsOfOthersAsync(Guid[] ids, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select not exists (select from {Tables.Schema}.mt_events where id = any($1))
                and (exists (select from {Tables.Schema}.mt_events)
                    or exists (select from {Tables.Schema}.import
                        where request ->> 'format' = 'events' and state in ('waiting', 'running')))
            """
        );
        command.Parameters.AddWithValue(ids);
        return await command.ExecuteScalarAsync(stop) is true;
    }
}
