using Negotiations.Record;
using Negotiations.Server.Http;
using Negotiations.Server.Security;
using Negotiations.Server.Storage;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Server.Feeds;

/// <summary>What is new in the whole store, in the order it was recorded.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/events").RequireAuthorization(Roles.CanRead).WithTags("Consumers");
        group.MapGet("/", EventsAsync).Answers<FeedPage>("listEvents", "The change feed: every event recorded after a sequence, in recorded order",
            new QueryParameter("after", "The last sequence already seen; 0 for all.", "0", IsNumber: true), Parameters.Limit);
    }

    // Events become visible in the order of their sequence, because one commit is made at a time: a follower who keeps the last sequence it saw misses nothing.
    private static async Task<IResult> EventsAsync(HttpContext context, Database database)
    {
        var query = new Query(context.Request.Query);
        var after = query.Number("after") ?? 0;
        var limit = query.Limit();
        if (query.Problem is { } problem)
            return problem;

        await using var command = database.Source.CreateCommand(
            $"select stream_id, {EventRow.Columns} from {Tables.Schema}.mt_events where seq_id > $1 order by seq_id limit $2");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var rows = await command.ExecuteReaderAsync(context.RequestAborted);
        List<FeedEntry> items = [];
        while (await rows.ReadAsync(context.RequestAborted))
            items.Add(FeedEntry.Of(rows.GetString(0), EventRow.Read(rows, from: 1)));

        return JsonAnswer.Of(context, new FeedPage(items, items.Count > 0 ? items[^1].Sequence : after));
    }
}

/// <param name="Items">In recorded order.</param>
/// <param name="Next">The sequence to ask after next; unchanged when nothing is new.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Items, long Next);

/// <summary>An event as the feed tells it: a history entry and the negotiation it belongs to. Who has read past one that is erased later finds it under /api/erasures.</summary>
public sealed record FeedEntry(
    string Negotiation, Guid EventId, long Version, long Sequence, string Type, Values.Edtf? Occurred, string? OccurredText, DateOnly? Earliest, DateOnly? Latest,
    Values.Edtf? Published, DateTimeOffset RecordedAt, string RecordedBy, System.Text.Json.JsonElement Data, IReadOnlyList<Values.Source> Sources, Erased? Erased)
{
    public static FeedEntry Of(string negotiation, RecordedEvent recorded)
    {
        var entry = History.Single(recorded);
        return new FeedEntry(
            negotiation, entry.EventId, entry.Version, entry.Sequence, entry.Type, entry.Occurred, entry.OccurredText, entry.Earliest, entry.Latest,
            entry.Published, entry.RecordedAt, entry.RecordedBy, entry.Data, entry.Sources, entry.Erased);
    }
}
