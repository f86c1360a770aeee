using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Search;
using Negotiations.Store.Connections;
using Negotiations.Store.Projections;
using Negotiations.Store.Read;
using Negotiations.Store.Schema;
using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Store.Queries;

/// <summary>Negotiations that a filter finds: from the stored views now, folded from the events on other
/// clocks.</summary>
public sealed class NegotiationList(
    Database database,
    NegotiationScan scan,
    LaterPages later,
    NearReader near,
    DatabaseClock clock,
    FoldFailures failures
)
{
    /// <summary>The page as it is now, as JSON. The rows hold theirs already; the page is put together from their
    /// bytes.</summary>
    /// <param name="list">As asked.</param>
    /// <param name="party">What is said of the actor it asks for; null: it asks for none.</param>
    /// <param name="write">Writes a row into the page.</param>
    /// <param name="page">Empty.</param>
    /// <param name="stop">Given up while rows are read.</param>
    /// <returns>The cursor of the next page; null: this is the last.</returns>
    public async Task<string?> PageNowAsync(
        ListQuery list,
        AskedActor? party,
        Action<ReadOnlySpan<byte>, IBufferWriter<byte>> write,
        IBufferWriter<byte> page,
        CancellationToken stop
    )
    {
        page.Write("{\"items\":["u8);
        Dictionary<string, IReadOnlyList<Highlight>> highlights = [];
        var count = 0;
        ListRow last = default;
        string? next = null;
        await foreach (var row in RowsAsync(list, stop))
        {
            if (count == list.Limit)
            {
                next = list.CursorAfter(last.Sort, last.Id, last.Known);
                break;
            }

            if (count++ > 0)
                page.Write(","u8);

            write(SeenView.Of(HeardAge.Of(row.Summary, clock.LatestToday)).Span, page);
            last = row;
            if (list.Terms is { } terms)
                highlights[row.Id] = Highlight.Of(row.Lines!, terms);
        }

        page.Write("]"u8);
        Member("next", next);
        Member("highlights", list.Terms is null ? null : highlights);
        Member("near", count == 0 && list.After is null ? await near.OfAsync(list, stop) : null);
        Member("party", party);
        // Counted once: the numbers on a later page would be those of the first, read at another time.
        Member("facets", list.Facets && list.After is null ? await CountAsync(list, stop) : null);
        page.Write("}"u8);
        return next;

        void Member<T>(string name, T? value)
        {
            if (value is null)
                return;

            page.Write(Encoding.UTF8.GetBytes($",\"{name}\":"));
            using var json = new Utf8JsonWriter(page, new JsonWriterOptions { Encoder = EventJson.Options.Encoder });
            JsonSerializer.Serialize(json, value, EventJson.Options);
        }
    }

    /// <summary>The page on other clocks than now; a refusal when what is to be left out is nowhere.</summary>
    /// <param name="list">As asked.</param>
    /// <param name="asked">The clocks.</param>
    /// <param name="party">What is said of the actor it asks for; null: it asks for none.</param>
    /// <param name="stop">Given up while events are read.</param>
    public async Task<(ListPage? Page, Refusal? Refusal)> PageOnClocksAsync(
        ListQuery list,
        ClocksQuery asked,
        AskedActor? party,
        CancellationToken stop
    )
    {
        var (found, clocks, known, refusal) = await FoldAsync(list, asked, stop);
        if (refusal is not null)
            return (null, refusal);

        var (items, next) = ListOrder.Page(list, found, known);
        var facets = list.Facets && list.After is null ? Facets.Of(found, list.Actors) : null;
        return (
            new ListPage(
                AnsweredClocks.Of(clocks),
                [.. items.Select(each => each.Standing.Summary.On(clocks.AsOf))],
                next,
                list.Terms is { } terms
                    ? items.ToDictionary(
                        each => each.Standing.Summary.Id,
                        each => Highlight.Of(list.LinesOf(each.Standing), terms)
                    )
                    : null,
                facets?.Counts,
                party
            ),
            null
        );
    }

    /// <summary>All that the filter finds on these clocks, unordered, and the last sequence of the record by which it
    /// was found; of a later page by what was recorded when the first was made.</summary>
    public async Task<(IReadOnlyList<FoldResult> Found, Clocks Clocks, long Known, Refusal? Refusal)> FoldAsync(
        ListQuery list,
        ClocksQuery asked,
        CancellationToken stop
    )
    {
        var (clocks, excluded) = (asked.ForAll(clock), new ExcludedSources(asked.Without));
        var known = list.Pin ?? 0;
        Lock last = new();
        var found = (await scan.FoldAllAsync(clocks, stop, Fold)).Where(list.Takes).ToList();
        return (found, clocks, known, excluded.Refusal);

        FoldResult? Fold(Negotiation negotiation)
        {
            if (list.Pin is { } pin)
                negotiation = negotiation.UpTo(pin);
            else
                lock (last)
                    known = Math.Max(known, negotiation.Events[^1].Sequence);

            return failures.Try(negotiation.Id, () => StatusFold.Of(excluded.See(negotiation), clocks)) is [var made]
                ? made
                : null;
        }
    }

    /// <summary>Those of the page and perhaps one more, each with what it is sorted by and the last sequence of the
    /// record by which it was found.</summary>
    public async Task<IReadOnlyList<(Summary Summary, string Sort, long Known)>> SummariesAsync(
        ListQuery list,
        CancellationToken stop
    )
    {
        List<(Summary, string, long)> summaries = [];
        await foreach (var row in RowsAsync(list, stop))
            summaries.Add((Read(row.Summary), row.Sort, row.Known));

        return summaries;
    }

    /// <summary>Null; or why a list is refused: an identifier of another collection names nothing here, or so much was
    /// recorded since its first page that a later one cannot be made any more.</summary>
    public async Task<Refusal?> JudgeAsync(ListQuery list, bool isNow, CancellationToken stop)
    {
        if (list.ExternalId is { } id && !await IsThereAsync(id, stop))
            return Refusals.BadParameter(
                "externalId",
                $"externalId={Slug.Clip($"{id.Scheme}:{id.Id}")} is that of no event here.",
                "unknown-value"
            );

        return isNow && await later.AreTooLateAsync(list, stop)
            ? Refusals.BadParameter(
                "cursor",
                "Too much was recorded since the first page of this list. Begin again without a cursor.",
                "bad-cursor"
            )
            : null;
    }

    private async Task<bool> IsThereAsync(ExternalId id, CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"select exists (select from {Tables.Schema}.search_words w where w.search @@ $1::tsquery)"
        );
        command.Parameters.AddWithValue(SearchVector.Query(id));
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private async IAsyncEnumerable<ListRow> RowsAsync(ListQuery list, [EnumeratorCancellation] CancellationToken stop)
    {
        if (list.Pin is { } pin)
        {
            foreach (var row in await later.ReadAsync(list, pin, stop))
                yield return row;

            yield break;
        }

        await using var command = ListSelect.Page(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return ListRow.Read(rows, list);
    }

    /// <summary>Of every page together, one after the other.</summary>
    public async IAsyncEnumerable<Summary> AllAsync(ListQuery list, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = ListSelect.All(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            yield return Read(rows.GetFieldValue<byte[]>(0)).On(clock.LatestToday);
    }

    /// <summary>By field, how many of all that the filter finds have which value.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>> CountAsync(
        ListQuery list,
        CancellationToken stop
    )
    {
        var facets = new Facets(list.Actors);
        await using var command = ListSelect.Counted(list, database);
        await using var rows = await command.ExecuteReaderAsync(stop);
        await facets.ReadAsync(rows, stop);
        return facets.Counts;
    }

    /// <summary>An entity tag of the rows of one list of now: it moves when one of them does, and with nothing
    /// else.</summary>
    public async Task<string> ContentTagAsync(ListQuery list, CancellationToken stop)
    {
        await using var command = ListSelect.Digest(list, database);
        return $"\"n{await command.ExecuteScalarAsync(stop)}\"";
    }

    /// <summary>An entity tag of all lists: what any list follows from. The events, the day, what was erased, which
    /// views were refreshed without an event, and the rules they are folded by.</summary>
    public async Task<string> TagAsync(CancellationToken stop)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select format('"n%s.%s.%s.%s.%s"', (select coalesce(max(seq_id), 0) from {Tables.Schema}.mt_events),
                          $1::text, (select count(*) from {Tables.Schema}.erasure),
                          (select coalesce(sum(turned_on - date '2000-01-01'), 0) from {Tables.Schema}.status),
                          (select coalesce(max(version), 0) from {Tables.Schema}.fold_version))
            """
        );
        command.Parameters.AddWithValue(clock.LatestToday.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }

    private static Summary Read(byte[] json) =>
        SeenView.Of(JsonSerializer.Deserialize<Summary>(json, EventJson.Options)!);
}
