using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>Consumers that are there before anything happens, for each filter: by webhooks, and by the live
/// stream.</summary>
sealed class FollowersLive : IAsyncDisposable
{
    readonly Dictionary<string, Receiver> receivers = [];
    readonly Dictionary<string, Follower> streams = [];
    readonly List<Task> following = [];
    readonly CancellationTokenSource leave = new();

    public static async Task<FollowersLive> StartAsync(WebhookServer server, RandomHistory history, string[] filters)
    {
        var live = new FollowersLive();
        var consumer = await server.ReaderAsync(history.Ids[0]);
        var negotiations = $"[{string.Join(',', history.Ids.Select(id => $"\"{id}\""))}]";
        foreach (var filter in filters)
        {
            live.receivers[filter] = await Receiver.StartAsync();
            await consumer
                .Subscribes(
                    live.receivers[filter].Url,
                    $""" "negotiation": {negotiations}, "after": 0 {Members(filter)} """
                )
                .Succeeds();
            live.streams[filter] = new Follower($"?after=0{history.Scope}{filter}") { Leaves = live.leave.Token };
            live.following.Add(live.streams[filter].FollowsAsync(server.Anonymous, int.MaxValue));
        }

        return live;
    }

    /// <summary>What the receiver of a webhook has: events and notices of erasures as they came.</summary>
    public static Mirror Mirrored(Receiver receiver)
    {
        var mirror = new Mirror();
        foreach (var each in receiver.All.Select(each => each.Json))
            if (IsErasure(each))
                mirror.Erase([each["data"]!]);
            else
                mirror.Take(each["data"]!);

        return mirror;
    }

    /// <summary>What came live is what is read behind it, once erasures are taken in.</summary>
    public async Task HaveAsync(string filter, List<JsonNode> entries, Mirror mirror, List<JsonNode> erasures)
    {
        var (receiver, stream) = (receivers[filter], streams[filter]);
        await Scratch.Eventually($"{filter} was delivered {entries.Count} times", () =>
            Task.FromResult(
                receiver.All.Where(each => !IsErasure(each.Json)).Select(each => each.Id).Distinct().Count()
                    >= entries.Count
                    && stream.All.Count >= entries.Count
            )
        );
        await Scratch.Eventually($"{filter} hears of erasures", () =>
            Task.FromResult(mirror.State.SequenceEqual(Mirrored(receiver).State))
        );
        Assert.Equal(mirror.State, Mirror.Of(stream.All).Erase(erasures).State);
        Assert.Equal(mirror.Ids, Mirrored(receiver).Ids);
        Assert.Equal(
            entries.Select(each => (string)each["eventId"]!),
            stream.All.Select(each => (string)each["eventId"]!)
        );
    }

    /// <summary>A merge of actors changes what a filter by one of them finds, and its undoing again: what a consumer
    /// was given meanwhile it hears of to the end.</summary>
    public async Task HaveOfWhatTheyHeardAsync(
        string filter,
        List<JsonNode> erasures,
        Func<Mirror, IEnumerable<string>> expected
    )
    {
        foreach (
            var heard in new Func<Mirror>[]
            {
                () => Mirror.Of(streams[filter].All.ToArray()).Erase(erasures),
                () => Mirrored(receivers[filter]),
            }
        )
            await Scratch.Eventually($"{filter} followed what was heard", () =>
                Task.FromResult(expected(heard()).SequenceEqual(FactsOf(heard())))
            );

        static IEnumerable<string> FactsOf(Mirror mirror) =>
            mirror.State.Where(each => !each.StartsWith("notice ", StringComparison.Ordinal));
    }

    /// <summary>Whether it says that something was erased, and not what was recorded.</summary>
    public static bool IsErasure(JsonNode delivered) => (string?)delivered["type"] == "negotiations.event-erased";

    public async ValueTask DisposeAsync()
    {
        await leave.CancelAsync();
        await Task.WhenAll(following).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var receiver in receivers.Values)
            await receiver.DisposeAsync();

        leave.Dispose();
    }

    static string Members(string filter)
    {
        var members = new JsonObject();
        foreach (var part in filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')))
        {
            if (part[0] == "type")
                (members["type"] ??= new JsonArray()).AsArray().Add(part[1]);
            else
                members[part[0]] = part[0] == "phaseChange" ? true : part[1];
        }

        return members.Count == 0 ? "" : "," + members.ToJsonString()[1..^1];
    }
}
