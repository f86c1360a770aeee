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
}
