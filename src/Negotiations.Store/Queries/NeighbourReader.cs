using Negotiations.Record;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Queries;

/// <summary>Finds the negotiations that name one, and the one in which it went on.</summary>
public sealed class NeighbourReader(Database database, NegotiationReader reader, FoldFailures failures)
{
    /// <summary>Of a row of the stored views: those that name it now.</summary>
    internal static readonly string Columns = $"""
        (select coalesce(array_agg(o.id order by o.id collate "C"), array[]::varchar[]) from {Tables.Schema}.status o
         where o.related @> array[status.id] and o.merged_into is null and o.id <> status.id),
        (select coalesce(array_agg(o.id order by o.id collate "C"), array[]::varchar[]) from {Tables.Schema}.status o
         where o.merged_into = status.id)
        """;

    internal static Neighbours Read(NpgsqlDataReader rows, int column)
    {
        var (related, merged) = (rows.GetFieldValue<string[]>(column), rows.GetFieldValue<string[]>(column + 1));
        return related.Length == 0 && merged.Length == 0 ? Neighbours.None : new Neighbours(related, merged);
    }

    /// <summary>Those that name it now.</summary>
    public async Task<Neighbours> NowAsync(string id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select merged_into, {Columns} from {Tables.Schema}.status where id = $1"
        );
        command.Parameters.AddWithValue(id);
        await using var rows = await command.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop))
            return Neighbours.None;

        var others = Read(rows, 1);
        return rows.IsDBNull(0) || rows.GetString(0).Length > 0
            ? others
            : others with
            {
                Candidates = await MergeCandidates.OfAsync(id, database, stop),
            };
    }

    /// <summary>
    /// Those that named it on other clocks, whatever has been corrected or taken back since: an answer about the past
    /// stays as it was given. In which it may have gone on is a hint about now and no part of it.
    /// </summary>
    /// <param name="negotiation">As it is recorded.</param>
    /// <param name="clocks">A version is that of this negotiation: of the others what was recorded by then
    /// counts.</param>
    /// <param name="stop">Given up while they are read.</param>
    public async Task<Neighbours> OnAsync(Negotiation negotiation, Clocks clocks, CancellationToken stop)
    {
        // By sequence, not by time, which who asks may know to the minute only.
        var last =
            clocks.Version is { } version && version <= negotiation.Events.Count
                ? negotiation.Events[(int)version - 1].Sequence
                : (long?)null;
        var theirs = clocks with { Version = null, KnownBy = last is null ? clocks.KnownBy : null };
        List<string> related = [];
        List<string> merged = [];
        foreach (var id in await EverAsync(negotiation.Id, stop))
        {
            var other = await reader.ReadAsync(id, stop);
            if (last is { } sequence)
                other = other.UpTo(sequence);

            if (failures.Try(id, () => StatusFold.Of(other, theirs)) is not [{ } standing])
                continue;

            if (standing.Merge?.Into == negotiation.Id)
                merged.Add(id);
            else if (standing.Merge is null && standing.Status.Related.Contains(negotiation.Id))
                related.Add(id);
        }

        return related.Count == 0 && merged.Count == 0 ? Neighbours.None : new Neighbours(related, merged);
    }

    // In the order of code points, as the answer has them.
    private async Task<IReadOnlyList<string>> EverAsync(string id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select id from {Tables.Schema}.status where named @> array[$1]::varchar[] and id <> $1
            order by id collate "C"
            """
        );
        command.Parameters.AddWithValue(id);
        await using var rows = await command.ExecuteReaderAsync(stop);
        List<string> ever = [];
        while (await rows.ReadAsync(stop))
            ever.Add(rows.GetString(0));

        return ever;
    }

    /// <summary>The negotiation in which one went on, through all merges on the way; null: it did not, no source says
    /// in which, or the way leads back.</summary>
    public async Task<string?> TargetAsync(string id, CancellationToken stop)
    {
        // A union forgets rows it has seen, and so ends where the way leads back.
        await using var command = database.Source.CreateCommand(
            $"""
            with recursive course(id) as (
                select merged_into from {Tables.Schema}.status where id = $1 and merged_into <> ''
                union
                select s.merged_into from {Tables.Schema}.status s join course on s.id = course.id
                where s.merged_into <> '')
            select c.id from course c join {Tables.Schema}.status s on s.id = c.id where s.merged_into is null
            """
        );
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
