using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Negotiations.Json;
using Negotiations.Server.Feeds;
using Negotiations.Store.Actors;
using Negotiations.Store.Connections;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Assistants;

/// <summary>Questions that no single operation answers as an assistant asks them.</summary>
internal static class RecordedLately
{
    private const int Usual = 10;

    /// <summary>The latest events, the newest first.</summary>
    public static async Task<(JsonObject? Found, string? Refusal)> EventsAsync(
        IServiceProvider services,
        Arguments arguments,
        CancellationToken stop
    )
    {
        var query = QueryOf(arguments);
        var filter = await services.GetRequiredService<FeedQuestion>().ReadAsync(query, stop);
        if (LimitOf(query) is not { } limit || query.Refusal is not null)
            return (null, RefusalOf(query));

        var fence = services.GetRequiredService<RowFence>();
        var (latest, before) = await services
            .GetRequiredService<FeedReader>()
            .LatestAsync(limit, filter, null, withMerges: false, stop);
        return (
            new JsonObject
            {
                ["answer"] = new JsonObject
                {
                    ["items"] = new JsonArray([.. latest.Select(each => JsonNode.Parse(each.JsonWithin(fence).Span))]),
                    ["hasEarlier"] = before is not null,
                },
            },
            null
        );
    }

    /// <summary>Meetings of any kind that are planned and not past, the next first.</summary>
    public static async Task<(JsonObject? Found, string? Refusal)> MeetingsAsync(
        IServiceProvider services,
        Arguments arguments,
        CancellationToken stop
    )
    {
        var query = QueryOf(arguments);
        var negotiations = await query.NegotiationsAsync(services.GetRequiredService<NegotiationNames>(), stop);
        var party = await query.PartyAsync(services.GetRequiredService<ActorDirectory>(), knownBy: null, stop);
        if (LimitOf(query) is not { } limit || query.Refusal is not null)
            return (null, RefusalOf(query));

        var today = services.GetRequiredService<DatabaseClock>().EarliestToday;
        List<(string Id, string Title, MeetingView Meeting)> planned = [];
        await foreach (var status in services.GetRequiredService<StoredViews>().ReadAsync(negotiations, party, stop))
            planned.AddRange(
                status
                    .Meetings.Where(meeting => IsToCome(meeting, today))
                    .Select(meeting => (status.Id, status.Title, meeting))
            );

        var items = planned
            .OrderBy(each => each.Meeting.PlannedFor!.Earliest ?? DateOnly.MinValue)
            .ThenBy(each => each.Id, StringComparer.Ordinal)
            .Take(limit)
            .Select(each => new JsonObject
            {
                ["negotiation"] = each.Id,
                ["title"] = each.Title,
                ["meeting"] = System.Text.Json.JsonSerializer.SerializeToNode(each.Meeting, EventJson.Options),
            });
        return (
            new JsonObject
            {
                ["answer"] = new JsonObject { ["items"] = new JsonArray([.. items]), ["count"] = planned.Count },
            },
            null
        );
    }

    private static bool IsToCome(MeetingView meeting, DateOnly today) =>
        meeting is { Status: MeetingStatus.Scheduled or MeetingStatus.Rescheduled, PlannedFor: { } day }
        && !(day.Latest < today);

    private static Query QueryOf(Arguments arguments) =>
        new(
            arguments
                .Query.GroupBy(each => each.Key)
                .Select(each => KeyValuePair.Create(each.Key, new StringValues([.. each.Select(value => value.Value)])))
        );

    private static int? LimitOf(Query query) =>
        query.Number("limit") switch
        {
            null => query.Refusal is null ? Usual : null,
            >= 1 and <= Question.MostFound and var limit => (int)limit,
            _ => null,
        };

    private static string RefusalOf(Query query) =>
        query.Refusal is { } refusal
            ? Remedies.ForAssistants(refusal.Detail)
            : $"limit is a number from 1 to {Question.MostFound}.";
}
