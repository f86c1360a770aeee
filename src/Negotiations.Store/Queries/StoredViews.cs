using System.Runtime.CompilerServices;
using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Json;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Store.Seeing;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>The views of now, one after another.</summary>
public sealed class StoredViews(Database database, NegotiationReader reader, DatabaseClock clock, FoldFailures failures)
{
    private const string Chosen =
        "(case when cardinality($1) = 0 then s.merged_into is null else s.id = any($1) end) "
        + "and (cardinality($2) = 0 or s.actors && $2::varchar[])";

    /// <param name="negotiations">Empty: all that are counted, and so none that went on in another one.</param>
    /// <param name="party">Null: of anyone.</param>
    /// <returns>One whose events do not give a view is left out.</returns>
    public async IAsyncEnumerable<Views.Status> ReadAsync(
        IReadOnlyList<string> negotiations,
        AskedParty? party,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select s.id, k.data from {Tables.Schema}.status s
            left join {Tables.Schema}.status_snapshot k on k.id = s.id and {StatusSnapshot.Holds}
            where {Chosen} order by s.id
            """
        );
        Choose(command, negotiations, party);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            var status = rows.IsDBNull(1)
                ? await FoldAsync(rows.GetString(0), stop)
                : JsonSerializer.Deserialize<Views.Status>(rows.GetFieldValue<byte[]>(1), EventJson.Options);
            if (status is not null)
                yield return status with
                {
                    RecordedAt = Sight.At(status.RecordedAt),
                };
        }
    }

    /// <summary>An entity tag of these views: it moves when one of them does, and with nothing else.</summary>
    public async Task<string> TagAsync(IReadOnlyList<string> negotiations, AskedParty? party, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select md5(coalesce(string_agg(
              format('%s %s %s %s %s', s.id, s.version, s.erasures, s.turned_on, s.fold), ',' order by s.id), ''))
            from {Tables.Schema}.status s where {Chosen}
            """
        );
        Choose(command, negotiations, party);
        return $"\"v{await command.ExecuteScalarAsync(stop)}\"";
    }

    private static void Choose(NpgsqlCommand command, IReadOnlyList<string> negotiations, AskedParty? party)
    {
        command.Parameters.AddWithValue(negotiations.ToArray());
        command.Parameters.AddWithValue(party?.Codes.ToArray() ?? []);
    }

    // Nothing is stored of it yet.
    private async Task<Views.Status?> FoldAsync(string id, CancellationToken stop)
    {
        var negotiation = await reader.ReadAsync(id, stop);
        return failures.Fold(negotiation, Clocks.OfNow(clock.EarliestToday))?.Status;
    }
}
