using System.Text;
using Negotiations.Json;
using Negotiations.Server.Http;
using Negotiations.Server.Storage;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Server.Status;

/// <summary>Lists: the kept views for now, and a fold over every negotiation for other clocks.</summary>
internal static class ListEndpoint
{
    public static async Task<IResult> ListAsync(HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var list = ListQuery.Read(query);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        return asked.IsNow ? await NowAsync(context, list, database) : await OnClocksAsync(context, list, asked.ForAll(clock), scan);
    }

    // The rows hold their JSON already; the page is put together from their bytes.
    private static async Task<IResult> NowAsync(HttpContext context, ListQuery list, Database database)
    {
        await using var command = Select(list, database);
        await using var rows = await command.ExecuteReaderAsync(context.RequestAborted);
        using var page = new MemoryStream(16 * 1024);
        page.Write("{\"items\":["u8);
        var count = 0;
        string? lastSort = null, lastId = null, next = null;
        while (await rows.ReadAsync(context.RequestAborted))
        {
            if (count == list.Limit)
            {
                next = Cursor.Write(list.Sort.WireName, lastSort!, lastId!);
                break;
            }

            if (count++ > 0)
                page.Write(","u8);

            page.Write(rows.GetFieldValue<byte[]>(0));
            lastId = rows.GetString(1);
            lastSort = rows.GetString(2);
        }

        page.Write("]"u8);
        if (next is not null)
            page.Write(Encoding.UTF8.GetBytes($",\"next\":\"{next}\""));
        page.Write("}"u8);
        return JsonAnswer.Tagged(context, page.ToArray());
    }

    private static async Task<IResult> OnClocksAsync(HttpContext context, ListQuery list, Clocks clocks, NegotiationScan scan)
    {
        var standings = await scan.FoldAllAsync(clocks, context.RequestAborted);
        var ordered = standings.Where(list.Takes)
            .Select(standing => (Sort: list.Sort.Read(standing.Summary), standing.Summary))
            .Order(Comparer<(string Sort, Summary Summary)>.Create((one, other) => Compare(one.Sort, one.Summary.Id, other.Sort, other.Summary.Id, list.Sort.Descending)))
            .SkipWhile(each => list.After is { } after && Compare(each.Sort, each.Summary.Id, after[0], after[1], list.Sort.Descending) <= 0)
            .Take(list.Limit + 1)
            .ToList();
        var next = ordered.Count > list.Limit ? Cursor.Write(list.Sort.WireName, ordered[list.Limit - 1].Sort, ordered[list.Limit - 1].Summary.Id) : null;
        return JsonAnswer.Of(context, new ClockedPage(AnsweredClocks.Of(clocks), [.. ordered.Take(list.Limit).Select(each => each.Summary)], next));
    }

    private static int Compare(string sort, string id, string otherSort, string otherId, bool descending)
    {
        var bySort = string.CompareOrdinal(sort, otherSort);
        var byBoth = bySort != 0 ? bySort : string.CompareOrdinal(id, otherId);
        return descending ? -byBoth : byBoth;
    }

    private static NpgsqlCommand Select(ListQuery list, Database database)
    {
        var sql = new StringBuilder($"select s.summary, s.id, {SortText(list.Sort)} as sort from {Tables.Schema}.status s where true");
        var command = database.Source.CreateCommand();
        Filter("phase = ", list.Phase is { } phase ? WireName.Of(phase) : null);
        Filter("health = ", list.Health is { } health ? WireName.Of(health) : null);
        Filter("security = ", list.Security is { } security ? WireName.Of(security) : null);
        Filter("kind = ", list.Kind is { } kind ? WireName.Of(kind) : null);
        Filter("subject = ", list.Subject is { } subject ? WireName.Of(subject) : null);
        Filter("recorded_at > ", list.ChangedSince);
        if (list.Party is { } party)
            sql.Append(" and ").Append(Add(party.ToUpperInvariant())).Append(" = any(actors)");
        foreach (var word in list.Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            sql.Append(" and (title || ' ' || id) ilike ").Append(Add($"%{EscapeLike(word)}%"));

        var turn = list.Sort.Descending ? "<" : ">";
        if (list.After is { } after)
            sql.Append(" and (").Append(SortText(list.Sort)).Append(", s.id) ").Append(turn).Append(" (").Append(Add(after[0])).Append(", ").Append(Add(after[1])).Append(')');

        var direction = list.Sort.Descending ? " desc" : "";
        sql.Append(" order by ").Append(SortText(list.Sort)).Append(direction).Append(", s.id").Append(direction).Append(" limit ").Append(Add(list.Limit + 1));
        command.CommandText = sql.ToString();
        return command;

        void Filter(string condition, object? value)
        {
            if (value is not null)
                sql.Append(" and ").Append(condition).Append(Add(value));
        }

        string Add(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    // Compared as text in both places where the order is made, so that a cursor means the same row to both.
    private static string SortText(ListSort sort) => sort.Column switch
    {
        "recorded_at" => "to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
        "title" => "(s.title collate \"C\")",
        _ => "(s.id collate \"C\")",
    };

    private static string EscapeLike(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>A page of a list on other clocks than now.</summary>
/// <param name="Clocks">Those it was told on.</param>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record ClockedPage(AnsweredClocks Clocks, IReadOnlyList<Summary> Items, string? Next);
