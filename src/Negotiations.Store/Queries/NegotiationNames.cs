using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Connections;
using Negotiations.Store.Schema;

namespace Negotiations.Store.Queries;

/// <summary>Which negotiations there are, for questions that name some.</summary>
public sealed class NegotiationNames(Database database)
{
    // Among so many ids the nearest is looked for, and so many are named.
    private const int MostCompared = 20_000;
    private const int MostNamed = 3;

    /// <summary>The first of these that is no negotiation; null: all are.</summary>
    public async Task<string?> FindUnknownAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
            return null;

        HashSet<string> there = [];
        await using var command = database.Source.CreateCommand(
            $"select id from {Tables.Schema}.mt_streams where id = any($1) and {SideStreams.AreNot("id")}"
        );
        command.Parameters.AddWithValue(ids.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            there.Add(rows.GetString(0));

        return ids.FirstOrDefault(id => !there.Contains(id));
    }

    /// <summary>What each of these is called now, by id; one that is no negotiation is left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TitlesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken stop
    )
    {
        Dictionary<string, string> titles = new(StringComparer.Ordinal);
        if (ids.Count == 0)
            return titles;

        await using var command = database.Source.CreateCommand(
            $"select id, title from {Tables.Schema}.status where id = any($1)"
        );
        command.Parameters.AddWithValue(ids.ToArray());
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            titles.Add(rows.GetString(0), rows.GetString(1));

        return titles;
    }

    /// <summary>What is wrong with an id that names nothing, and which may have been meant.</summary>
    public async Task<string> DescribeAsync(string id, CancellationToken stop)
    {
        var near = await NearAsync(id, stop);
        return $"'{Slug.Clip(id)}' is the id of no negotiation."
            + (near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near)}?")
            + " GET /api/negotiations lists those there are, and finds them by words (q).";
    }

    /// <summary>Ids with when something of each was last recorded, the latest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset RecordedAt)>> LatestAsync(
        int most,
        CancellationToken stop
    )
    {
        List<(string, DateTimeOffset)> latest = [];
        await using var command = database.Source.CreateCommand(
            $"select id, recorded_at from {Tables.Schema}.status order by recorded_at desc, id limit $1"
        );
        command.Parameters.AddWithValue(most);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            latest.Add((rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1)));

        return latest;
    }

    // By how the id is written; where none is near, by the words of ids and titles.
    private async Task<IReadOnlyList<string>> NearAsync(string id, CancellationToken stop)
    {
        List<(string Id, string Title)> all = [];
        await using var command = database.Source.CreateCommand(
            $"select id, title from {Tables.Schema}.status order by recorded_at desc, id limit {MostCompared}"
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            all.Add((rows.GetString(0), rows.GetString(1)));

        if (NearestName.Of(id, all.Select(each => each.Id)) is { } near)
            return [near];

        var words = id.Split(
            [' ', '-', '_', ','],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return words is []
            ? []
            :
            [
                .. all.Where(each =>
                        words.All(word =>
                            each.Id.Contains(word, StringComparison.OrdinalIgnoreCase)
                            || each.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
                        )
                    )
                    .Take(MostNamed)
                    .Select(each => each.Id),
            ];
    }
}

/// <summary>How a question names negotiations, in every filter alike.</summary>
public static class NegotiationsQuery
{
    /// <summary>The ids asked for as <c>negotiation</c>; none: all. One that names nothing is refused.</summary>
    public static async Task<IReadOnlyList<string>> NegotiationsAsync(
        this Query query,
        NegotiationNames names,
        CancellationToken stop
    )
    {
        var asked = query.All("negotiation");
        if (query.Refusal is not null || await names.FindUnknownAsync(asked, stop) is not { } unknown)
            return asked;

        query.RefuseWord("negotiation", await names.DescribeAsync(unknown, stop), "unknown-negotiation");
        return [.. asked.Where(id => id != unknown)];
    }
}
