using Negotiations.Dashboard.Routes;
using Negotiations.Server.Http;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>The negotiations that a filter finds, as a table, on any clocks.</summary>
internal static class ListExport
{
    public static async Task<IResult> TableAsync(
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
