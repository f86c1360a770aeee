using Negotiations.Dashboard.Languages;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Formats;

/// <summary>The whole record after a sequence as a file: a table, or one event a line.</summary>
internal static class EventExport
{
    public static Task<IResult> TableAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        TableForm form
    ) =>
        AnswerAsync(
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

    public static Task<IResult> LinesAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence
    ) =>
        AnswerAsync(
            context,
            reader,
            question,
            (events, _) => new NdjsonAnswer(events.Select(each => each.JsonWithin(fence))),
            isWorded: false
        );

    private static void WriteRow(CsvRow row, LiveEvent each, Words words) =>
        EventColumns.Write(
            row,
            each.Negotiation,
            each.Entry.ToHistory(),
            knowsLater: false,
            each.Entry.Saying(words.Headline).Headline?.Text
        );

    private static async Task<IResult> AnswerAsync(
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
}
