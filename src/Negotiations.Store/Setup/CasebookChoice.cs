using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Setup;

/// <summary>Whether the store's operator said that it goes without the casebook, or with it: remembered, so that a
/// later start that says neither does as was said.</summary>
public sealed class CasebookChoice(Database database)
{
    private const string Table = $"{Tables.Schema}.casebook_choice";

    /// <returns>Null: nothing was ever said.</returns>
    public async Task<bool?> ReadAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand($"select wanted from {Table}");
        return await command.ExecuteScalarAsync(stop) as bool?;
    }

    /// <summary>Counts until the next time that something is said.</summary>
    /// <param name="wanted">False: the store goes without it.</param>
    /// <param name="stop">Changes nothing.</param>
    public async Task WriteAsync(bool wanted, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"insert into {Table} (one, wanted) values (true, $1) "
                + "on conflict (one) do update set wanted = excluded.wanted"
        );
        command.Parameters.AddWithValue(wanted);
        await command.ExecuteNonQueryAsync(stop);
    }
}
