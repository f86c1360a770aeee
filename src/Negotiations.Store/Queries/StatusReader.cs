using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>A kept view.</summary>
/// <param name="Json">The bytes the fold made.</param>
/// <param name="Version">Of the negotiation.</param>
/// <param name="TurnedOn">The day it was told anew without a new event; null: never.</param>
/// <param name="NextTurn">The first day on which it no longer is the answer; null: never.</param>
/// <param name="Erasures">Of its events.</param>
public readonly record struct KeptView(byte[] Json, long Version, DateOnly? TurnedOn, DateOnly? NextTurn, int Erasures);

/// <summary>Views as they are kept beside the events.</summary>
public sealed class StatusReader(Database database)
{
    public async Task<KeptView?> FindAsync(string id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select data, version, turned_on, next_turn, erasures from {Tables.Schema}.status where id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop))
            return null;

        return new KeptView(
            rows.GetFieldValue<byte[]>(0),
            rows.GetInt64(1),
            rows.IsDBNull(2) ? null : rows.GetFieldValue<DateOnly>(2),
            rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3),
            rows.GetInt32(4)
        );
    }
}
