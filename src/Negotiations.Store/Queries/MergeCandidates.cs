using System.Text.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>
/// Where a negotiation may have gone on whose closing says that it merged, and not into which: in one of the same kind,
/// subject and parties that is counted itself. No source says that it is one of them.
/// </summary>
internal static class MergeCandidates
{
    private const int Most = 20;

    /// <summary>Their ids, in the order of code points, at most twenty.</summary>
    /// <param name="id">Of the one that merged.</param>
    /// <param name="database">Where the views of now are stored.</param>
    /// <param name="stop">Given up while they are read.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(string id, Database database, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select o.id, o.summary, s.summary from {Tables.Schema}.status s
            join {Tables.Schema}.status o on o.kind = s.kind and o.subject = s.subject and o.actors && s.actors
            where s.id = $1 and o.id <> s.id and o.merged_into is null
            order by o.id collate "C"
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> found = [];
        while (found.Count < Most && await rows.ReadAsync(stop))
            if (AreTheSame(PartiesOf(rows.GetString(2)), PartiesOf(rows.GetString(1))))
                found.Add(rows.GetString(0));

        return found;
    }

    private static bool AreTheSame(IEnumerable<string> some, IEnumerable<string> others) =>
        some.ToHashSet(StringComparer.Ordinal) is { Count: > 0 } set && set.SetEquals(others);

    private static List<string> PartiesOf(string summary)
    {
        using var document = JsonDocument.Parse(summary);
        return
        [
            .. document
                .RootElement.GetProperty("parties")
                .EnumerateArray()
                .Select(party => party.GetProperty("id").GetString()!),
        ];
    }
}
