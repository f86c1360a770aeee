using System.Security.Cryptography;
using System.Text;
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
    // So many are held between the look through them and their sending; more are read twice.
    private const int Few = 1000;

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
                ).Answer(events.Where(IsOfTable), form.In(context)),
            isWorded: true
        );

    public static async Task<IResult> LinesAsync(
        HttpContext context,
        FeedReader reader,
        FeedQuestion question,
        RowFence fence,
        ProvenExport proven
    ) =>
        await proven.AnswerAsync(context)
        ?? await AnswerAsync(
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
            each.Entry.Saying(words.Headline).Headline?.Text,
            each.Entry.Filter?.Change
        );

    // Of the registry a table has what makes two actors one, or two of one: it changes what the filter finds.
    private static bool IsOfTable(LiveEvent each) => each.Entry.Actor is null || each.Entry.Filter is not null;

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
        var words = language is null ? null : new Words(language, reader.Actors);
        var named = language is null ? "" : $".{language.Code}";
        var events = reader.ReadAllAsync(after?.Sequence ?? 0, head, filter, context.RequestAborted);
        if (filter is { Negotiations.Count: 0, Types.Count: 0, Party: null, PhaseChange: false })
            return Tagged($"\"s{head}{(erasures > 0 ? $".e{erasures}" : "")}{named}\"", events);

        // What passes a filter moves only with what passes it: it is looked through before it is sent.
        Exports.TakeTheirTime(context);
        var (print, few) = await PrintAsync(events, words, context);
        return Tagged($"\"f{print}{named}\"", few?.ToAsyncEnumerable() ?? events);

        IResult Tagged(string tag, IAsyncEnumerable<LiveEvent> sent) =>
            Exports.Tagged(context, VersionTag.OfProgram(tag), answer(sent, words));
    }

    // Of all that any form of the file says of the events; and the events, where they are few.
    private static async Task<(string Print, IReadOnlyList<LiveEvent>? Few)> PrintAsync(
        IAsyncEnumerable<LiveEvent> events,
        Words? words,
        HttpContext context
    )
    {
        var fence = context.RequestServices.GetRequiredService<RowFence>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<LiveEvent>? few = [];
        await foreach (var each in events.WithCancellation(context.RequestAborted))
        {
            if (words is not null && !IsOfTable(each))
                continue;

            hash.AppendData(each.JsonWithin(fence).Span);
            if (words is not null)
                hash.AppendData(Encoding.UTF8.GetBytes(fence.Try(each.Entry.EventId, each, Said, _ => "")));

            few = few?.Count < Few ? few : null;
            few?.Add(each);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12)), few);

        string Said(LiveEvent each) => each.Entry.Saying(words!.Headline).Headline?.Text ?? "";
    }
}
