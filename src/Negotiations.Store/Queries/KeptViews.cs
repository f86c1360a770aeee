using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>The views of now, one after another.</summary>
public sealed class KeptViews(Database database)
{
    /// <param name="negotiations">Empty: all.</param>
    /// <param name="party">Null: of anyone.</param>
    public async IAsyncEnumerable<Views.Status> ReadAsync(
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select data from {Tables.Schema}.status
            where (cardinality($1) = 0 or id = any($1)) and (cardinality($2) = 0 or actors && $2::varchar[]) order by id
            """
        );
        command.Parameters.AddWithValue(negotiations.ToArray());
        command.Parameters.AddWithValue(party?.Codes.ToArray() ?? []);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return JsonSerializer.Deserialize<Views.Status>(rows.GetFieldValue<byte[]>(0), EventJson.Options)!;
    }
}
