using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>The views of now, one after another.</summary>
public sealed class KeptViews(Database database)
{
    /// <param name="negotiations">Empty: all.</param>
    /// <param name="party">Null: of anyone.</param>
    public async IAsyncEnumerable<Views.Status> ReadAsync(IReadOnlyList<string> negotiations, string? party, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select data from {Tables.Schema}.status where (cardinality($1) = 0 or id = any($1)) and ($2 = '' or $2 = any(actors)) order by id");
        command.Parameters.AddWithValue(negotiations.ToArray());
        command.Parameters.AddWithValue(party?.ToUpperInvariant() ?? "");
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return JsonSerializer.Deserialize<Views.Status>(rows.GetFieldValue<byte[]>(0), EventJson.Options)!;
    }
}
