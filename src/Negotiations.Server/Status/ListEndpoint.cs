using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Search;
using Negotiations.Server.Actors;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>Lists: the kept views for now, and a fold over every negotiation for other clocks.</summary>
internal static class ListEndpoint
{
    public static async Task<IResult> ListAsync(
        HttpContext context, Database database, DatabaseClock clock, NegotiationScan scan, ActorDirectory actors)
    {
        var query = new Query(context.Request.Query);
        var asked = ClocksQuery.Read(query, clock);
        var list = ListQuery.Read(query, await query.PartyAsync(actors, context.RequestAborted));
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        return asked.IsNow ? await NowAsync(context, list, database, actors)
            : await OnClocksAsync(context, list, asked.ForAll(clock), new LeftOut(asked.Without), scan, actors);
    }

    // The rows hold their JSON already; the page is put together from their bytes.
    private static async Task<IResult> NowAsync(
        HttpContext context, ListQuery list, Database database, ActorDirectory actors)
    {
        await using var command = ListSelect.Page(list, database);
        await using var rows = await command.ExecuteReaderAsync(context.RequestAborted);
        using var page = new MemoryStream(16 * 1024);
        page.Write("{\"items\":["u8);
        Dictionary<string, IReadOnlyList<Highlight>> highlights = [];
        var count = 0;
        string? lastSort = null, lastId = null, next = null;
        while (await rows.ReadAsync(context.RequestAborted))
        {
            if (count == list.Limit)
            {
                next = Cursor.Write(list.Sort.Named, lastSort!, lastId!);
                break;
            }

            if (count++ > 0)
                page.Write(","u8);

            page.Write(rows.GetFieldValue<byte[]>(0));
            lastId = rows.GetString(1);
            lastSort = rows.GetString(2);
            if (list.Terms is { } terms)
                highlights[lastId] = Highlight.Of(SearchVector.Read(rows.GetString(3)), terms);
        }

        page.Write("]"u8);
        Member("next", next);
        Member("highlights", list.Terms is null ? null : highlights);
        Member("party", Asked(context, list, actors));
        Member("facets", await CountAsync(list, database, context.RequestAborted));
        page.Write("}"u8);
        Links.AddNext(context, next);
        return Answer(context, page.ToArray(), actors, knownBy: null);

        void Member<T>(string name, T? value)
        {
            if (value is null)
                return;

            page.Write(Encoding.UTF8.GetBytes($",\"{name}\":"));
            JsonSerializer.Serialize(page, value, EventJson.Options);
        }
    }

    // Counted once: the numbers on a later page would be those of the first, read at another time.
    private static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>?> CountAsync(ListQuery list, Database database, CancellationToken stop)
    {
        if (!list.Facets || list.After is not null)
            return null;

        var facets = new Facets();
        await using var command = ListSelect.Counted(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        await facets.ReadAsync(rows, stop);
        return facets.Counts;
    }

    private static async Task<IResult> OnClocksAsync(
        HttpContext context, ListQuery list, Clocks clocks, LeftOut leftOut, NegotiationScan scan,
        ActorDirectory actors)
    {
        var found = (await scan.FoldAllAsync(clocks, context.RequestAborted, leftOut.See)).Where(list.Takes).ToList();
        if (leftOut.Problem is { } problem)
            return problem;

        var (items, next) = Page(list, found);
        var facets = list.Facets && list.After is null ? new Facets() : null;
        if (facets is not null)
            found.ForEach(facets.Add);

        Links.AddNext(context, next);
        var page = new ListPage(
            AnsweredClocks.Of(clocks),
            [.. items.Select(each => each.Summary)],
            next,
            list.Terms is { } terms
                ? items.ToDictionary(each => each.Summary.Id, each => Highlight.Of(each.Search.Lines, terms))
                : null,
            facets?.Counts,
            Asked(context, list, actors));
        return Answer(
            context,
            JsonSerializer.SerializeToUtf8Bytes(page, EventJson.Options),
            actors,
            clocks.Basis == Basis.Recorded ? clocks.KnownBy : null);
    }

    private static AskedActor? Asked(HttpContext context, ListQuery list, ActorDirectory actors) =>
        list.Party is { } party ? AskedActor.Of(party, actors.Current, ReaderLanguage.Of(context)) : null;

    private static IResult Answer(
        HttpContext context, byte[] page, ActorDirectory actors, DateTimeOffset? knownBy) =>
        JsonAnswer.Tagged(context, NamedAnswer.Of(page, actors, knownBy, ReaderLanguage.Of(context)));

    /// <summary>The page that is asked for of what the filter takes, and the cursor of the next; null on the last.</summary>
    public static (IReadOnlyList<(string Sort, Summary Summary, SearchText Search)> Items, string? Next) Page(ListQuery list, IEnumerable<Standing> found)
    {
        var ordered = Ordered(list, found)
            .SkipWhile(each => list.After is { } after && Compare(each.Sort, each.Summary.Id, after[0], after[1], list.Sort.Descending) <= 0)
            .Take(list.Limit + 1)
            .ToList();
        var next = ordered.Count > list.Limit ? Cursor.Write(list.Sort.Named, ordered[list.Limit - 1].Sort, ordered[list.Limit - 1].Summary.Id) : null;
        return ([.. ordered.Take(list.Limit)], next);
    }

    /// <summary>What the filter takes, in the order asked for.</summary>
    public static IEnumerable<(string Sort, Summary Summary, SearchText Search)> Ordered(ListQuery list, IEnumerable<Standing> found) => found
        .Select(standing => (Sort: list.Sort.Read(standing, list), standing.Summary, standing.Search))
        .Order(Comparer<(string Sort, Summary Summary, SearchText Search)>.Create((one, other) => Compare(one.Sort, one.Summary.Id, other.Sort, other.Summary.Id, list.Sort.Descending)));

    private static int Compare(string sort, string id, string otherSort, string otherId, bool descending)
    {
        var bySort = string.CompareOrdinal(sort, otherSort);
        var byBoth = bySort != 0 ? bySort : string.CompareOrdinal(id, otherId);
        return descending ? -byBoth : byBoth;
    }
}
