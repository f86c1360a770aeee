using System.Text.Json;
using Negotiations.Dashboard.Hosting;
using Negotiations.Dashboard.Languages;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Keys;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>Histories, lists and the whole record as files.</summary>
internal static class ExportEndpoints
{
    // The header is whole; the codebook says what each column means.
    private static readonly string EventRows =
        $"{string.Join(',', EventColumns.Names)}\r\nkg-tj-border,5,120,7aeb1483-8642-45a0-8876-a0ab3f940335,clash-reported,2022-09,in "
        + ""
        + ""
        + ""
        + "September 2022,2022-09-01,2022-09-30,2022-09-18,...\r\n";
    private static readonly string NegotiationRows =
        $"{string.Join(',', NegotiationColumns.Names)}\r\nkg-tj-border,Delimitation of the Kyrgyz-Tajik border,...\r\n";

    private const string EventLine = """
        {"eventId":"7aeb1483-8642-45a0-8876-a0ab3f940335","version":5,"sequence":120,"type":"clash-reported","occurred":"2022-09","recordedAt":"2026-01-02T03:04:05.123456Z","recordedBy":"a.monitor","data":{"type":"clash-reported","occurred":"2022-09"},"sources":[{"publisher":"Example Agency"}]}

        """;

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").RequireAuthorization(Roles.CanRead).WithTags("Formats");
        group
            .MapGet(
                "/negotiations/{id}/history.csv",
                (
                    string id,
                    HttpContext context,
                    NegotiationReader reader,
                    DatabaseClock clock,
                    ActorDirectory actors
                ) => HistoryTableAsync(id, context, reader, clock, actors, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "getHistoryAsCsv",
                "A history as CSV (RFC 4180); the codebook describes each column",
                EventRows,
                [.. Parameters.History, .. Parameters.Clocks, Parameters.Version, Parameters.Bom]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet("/negotiations/{id}/history.ndjson", HistoryLinesAsync)
            .Gives(
                "application/x-ndjson",
                "getHistoryAsNdjson",
                "A history, one entry a line",
                EventLine,
                [.. Parameters.History, .. Parameters.Clocks, Parameters.Version]
            )
            .ReplaysOnClocks()
            .Exports();
        MapTables(group);
        group
            .MapGet("/events.ndjson", EventLinesAsync)
            .Gives(
                "application/x-ndjson",
                "exportEventsAsNdjson",
                "The whole record after a sequence, one event a line",
                EventLine,
                Parameters.Feed
            )
            .Exports();
    }

    private static void MapTables(RouteGroupBuilder group)
    {
        group
            .MapGet(
                "/negotiations.csv",
                (HttpContext context, NegotiationList negotiations, DatabaseClock clock, ActorDirectory actors) =>
                    ListTableAsync(context, negotiations, clock, actors, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "listNegotiationsAsCsv",
                "All negotiations that the filter finds, as CSV, on any clocks",
                NegotiationRows,
                [.. Parameters.Filters, .. Parameters.Clocks, Parameters.Bom]
            )
            .ReplaysOnClocks()
            .Exports();
        group
            .MapGet("/events.csv", (HttpContext context, FeedReader reader, FeedQuestion question) =>
                EventTableAsync(context, reader, question, TableForm.Csv)
            )
            .Gives(
                "text/csv",
                "exportEventsAsCsv",
                "The whole record after a sequence, as CSV",
                EventRows,
                [.. Parameters.Feed, Parameters.Bom]
            )
            .Exports();
    }

    internal static Task<IResult> HistoryTableAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorDirectory actors,
        TableForm form
    ) =>
        HistoryAsync(
            id,
            context,
            reader,
            clock,
            (entries, words) =>
                new Table<HistoryEntry>(
                    "history",
                    EventColumns.Names,
                    (row, entry) => EventColumns.Write(row, id, entry, knowsLater: true, entry.Say(words!.Headline)),
                    entry => entry.EventId.ToString(),
                    (row, entry) => EventColumns.WriteUnreadable(row, id, entry)
                ).Answer(entries.ToAsyncEnumerable(), form.In(context)),
            actors
        );

    private static Task<IResult> HistoryLinesAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        RowFence fence
    ) =>
        HistoryAsync(id, context, reader, clock, (entries, _) =>
            new NdjsonAnswer(
                entries
                    .ToAsyncEnumerable()
                    .Select(entry => fence.Try(entry.EventId, entry, Line, each => Line(UnreadableEntry.Of(each))))
            )
        );

    internal static Task<IResult> EventTableAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        TableForm form
    ) =>
        EventsAsync(
            context,
            reader,
            question,
            (events, words) =>
                new Table<LiveEvent>(
                    "events",
                    EventColumns.Names,
                    (row, each) => WriteRow(row, each, words!),
                    each => each.Entry.EventId.ToString(),
                    (row, each) => EventColumns.WriteUnreadable(row, each.Negotiation, each.Entry.ToHistory())
                ).Answer(events.Where(each => each.Entry.Actor is null), form.In(context)),
            isWorded: true
        );

    private static Task<IResult> EventLinesAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence
    ) =>
        EventsAsync(
            context,
            reader,
            question,
            (events, _) => new NdjsonAnswer(events.Select(each => each.JsonWithin(fence))),
            isWorded: false
        );

    private static ReadOnlyMemory<byte> Line(HistoryEntry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, EventJson.Options);

    private static void WriteRow(CsvRow row, LiveEvent each, Words words) =>
        EventColumns.Write(
            row,
            each.Negotiation,
            each.Entry.ToHistory(),
            knowsLater: false,
            each.Entry.Saying(words.Headline).Headline?.Text
        );

    /// <param name="actors">Null: the answer has no words in the reader's language.</param>
    private static async Task<IResult> HistoryAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        Func<IEnumerable<HistoryEntry>, Words?, IResult> answer,
        ActorDirectory? actors = null
    )
    {
        var query = new Query(context.Request.Query);
        var asked = HistoryQuery.Read(query, clock);
        query.Flag(Parameters.Bom.Name);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.Clocks.For(negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        // What a history says follows from its events, the address and, where the address names no day, today.
        var tag = VersionTag.OfNow(negotiation.Version, clock.Now, hasTurned: false, negotiation.Erasures);
        var entries = asked.Select(negotiation, clocks!).Select(each => each.Entry);
        if (actors is null)
            return Exports.Tagged(context, VersionTag.OfProgram(tag), answer(entries, null));

        var language = Language.Find(ReaderLanguage.Of(context))!;
        return Exports.Tagged(
            context,
            VersionTag.Named(tag, language.Code, actors.Revision),
            answer(entries, new Words(language, actors.Current))
        );
    }

    private static async Task<IResult> EventsAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        Func<IAsyncEnumerable<LiveEvent>, Words?, IResult> answer,
        bool isWorded
    )
    {
        var query = new Query(context.Request.Query);
        var filter = await question.ReadAsync(query, context.RequestAborted);
        var (after, gone) = await FeedPlace.ReadAsync(context, query, reader);
        query.Flag(Parameters.Bom.Name);
        if (query.Problem is { } problem)
            return problem;

        if (gone is not null)
            return gone;

        // The end is fixed before the first line, so that the tag names exactly what is sent.
        var (head, erasures) = (
            await reader.HeadAsync(context.RequestAborted),
            await reader.ErasuresAsync(context.RequestAborted)
        );
        var language = isWorded ? Language.Find(ReaderLanguage.Of(context)) : null;
        var tag = $"\"s{head}{(erasures > 0 ? $".e{erasures}" : "")}{(language is null ? "" : $".{language.Code}")}\"";
        return Exports.Tagged(
            context,
            VersionTag.OfProgram(tag),
            answer(
                reader.ReadAllAsync(after?.Sequence ?? 0, head, filter, context.RequestAborted),
                language is null ? null : new Words(language, reader.Actors)
            )
        );
    }

    internal static async Task<IResult> ListTableAsync(
        HttpContext context,
        NegotiationList negotiations,
        DatabaseClock clock,
        ActorDirectory actors,
        TableForm form
    )
    {
        var query = new Query(context.Request.Query);
        query.Flag(Parameters.Bom.Name);
        var asked = ClocksQuery.Read(query, clock);
        var list = await ListQuery.ReadAsync(query, asked, actors, clock, context.RequestAborted);
        if (asked.Version is not null)
            query.Refuse("version", "A version is that of one negotiation. Ask a list by knownBy.");

        if (query.Problem is { } problem)
            return problem;

        if (await negotiations.JudgeAsync(list, isNow: false, context.RequestAborted) is { } unknown)
            return unknown.ToResult();

        // Read before the rows: what is recorded meanwhile is sent under a tag that is old, and fetched once more;
        // never the other way round.
        var tag = VersionTag.OfProgram(
            asked.IsNow
                ? await negotiations.ContentTagAsync(list, context.RequestAborted)
                : await negotiations.TagAsync(context.RequestAborted)
        );
        if (asked.IsNow || VersionTag.Matches(context.Request.Headers.IfNoneMatch, tag))
            return Answer(negotiations.AllAsync(list, context.RequestAborted));

        var (found, _, _, refusal) = await negotiations.FoldAsync(list, asked, context.RequestAborted);
        return refusal?.ToResult()
            ?? Answer(ListOrder.Of(list, found).Select(each => each.Standing.Summary).ToAsyncEnumerable());

        IResult Answer(IAsyncEnumerable<Summary> rows) =>
            Exports.Tagged(
                context,
                tag,
                new Table<Summary>(
                    "negotiations",
                    NegotiationColumns.Names,
                    NegotiationColumns.Write,
                    summary => summary.Id,
                    NegotiationColumns.WriteUnreadable
                ).Answer(rows, form.In(context))
            );
    }
}
