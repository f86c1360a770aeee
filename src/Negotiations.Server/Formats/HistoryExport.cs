using System.Text.Json;
using Negotiations.Dashboard.Languages;
using Negotiations.Dashboard.Routes;
using Negotiations.Json;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>The history of one negotiation as a file: a table, or one entry a line.</summary>
internal static class HistoryExport
{
    public static Task<IResult> TableAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        ActorDirectory actors,
        TableForm form
    ) =>
        AnswerAsync(
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

    public static Task<IResult> LinesAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        RowFence fence
    ) =>
        AnswerAsync(id, context, reader, clock, (entries, _) =>
            new NdjsonAnswer(
                entries
                    .ToAsyncEnumerable()
                    .Select(entry => fence.Try(entry.EventId, entry, Line, each => Line(UnreadableEntry.Of(each))))
            )
        );

    private static ReadOnlyMemory<byte> Line(HistoryEntry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, EventJson.Options);

    /// <param name="actors">Null: the answer has no words in the reader's language.</param>
    private static async Task<IResult> AnswerAsync(
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
}
