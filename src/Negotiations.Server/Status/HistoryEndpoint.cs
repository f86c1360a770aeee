using System.Globalization;
using Negotiations.Dashboard.Routes;
using Negotiations.Server.Feeds;
using Negotiations.Server.Http;
using Negotiations.Store.Connections;
using Negotiations.Store.Queries;
using Negotiations.Store.Read;
using Negotiations.Views;

namespace Negotiations.Server.Status;

/// <summary>A negotiation's events in the order of the world, of the press or of the record.</summary>
internal static class HistoryEndpoint
{
    public static async Task<IResult> HistoryAsync(
        string id,
        HttpContext context,
        NegotiationReader reader,
        DatabaseClock clock,
        RowFence fence
    )
    {
        var query = new Query(context.Request.Query);
        var asked = HistoryQuery.Read(query, clock);
        var limit = query.Limit();
        var last = Read(query);
        if (query.Problem is { } wrong)
            return wrong;

        var negotiation = await reader.ReadAsync(id, context.RequestAborted);
        if (negotiation.IsUnopened)
            return Problem.NotFound(id);

        var (clocks, problem) = asked.Clocks.For(negotiation, clock);
        if (problem is not null)
            return problem.ToResult();

        var keyed = asked
            .Select(negotiation, clocks!)
            .SkipWhile(each => last is { } seen && each.Key.CompareTo(seen) <= 0)
            .Take(limit + 1)
            .ToList();
        var items = keyed.Take(limit).Select(each => each.Entry).ToList();
        var next = keyed.Count > limit ? Write(keyed[limit - 1].Key) : null;
        Links.AddNext(context, next);
        return JsonAnswer.Fenced(
            context,
            fence,
            items,
            each => each.EventId.ToString(),
            UnreadableEntry.Of,
            rows => new HistoryPage(
                rows,
                next,
                asked.Clocks.IsNow ? null : AnsweredClocks.Of(clocks!, negotiation),
                negotiation.Missing is { Count: > 0 } missing ? missing : null
            )
        );
    }

    private static string Write(HistoryKey key) =>
        Cursor.Write(
            key.First.DayNumber.ToString(CultureInfo.InvariantCulture),
            key.Last.DayNumber.ToString(CultureInfo.InvariantCulture),
            key.Version.ToString(CultureInfo.InvariantCulture)
        );

    private static HistoryKey? Read(Query query)
    {
        if (query.After(3) is not { } after)
            return null;

        if (
            int.TryParse(after[0], out var first)
            && int.TryParse(after[1], out var last)
            && long.TryParse(after[2], out var version)
            && first >= 0
            && first <= DateOnly.MaxValue.DayNumber
            && last >= 0
            && last <= DateOnly.MaxValue.DayNumber
        )
            return new HistoryKey(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), version);

        query.RefuseCursor();
        return null;
    }
}
