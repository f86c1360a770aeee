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

    /// <summary>What came live is what is read behind it. A merge of actors changes what a filter by one of them finds:
    /// of what was recorded before, a consumer reads again.</summary>
    public async Task HaveAsync(string filter, List<JsonNode> entries, Mirror mirror)
    {
        if (filter.Contains("party=LAW", StringComparison.Ordinal))
            return;

        var (receiver, stream) = (receivers[filter], streams[filter]);
        await Scratch.Eventually($"{filter} was delivered {entries.Count} times", () =>
            Task.FromResult(
                receiver.All.Select(each => each.Id).Distinct().Count() >= entries.Count
                    && stream.All.Count >= entries.Count
            )
        );
        var delivered = receiver.All.Select(each => each.Json["data"]!).ToList();
        Assert.Equal(mirror.State, Mirror.Of(delivered).State);
        Assert.Equal(mirror.State, Mirror.Of(stream.All).State);
        Assert.Equal(mirror.Ids, Mirror.Of(delivered).Ids);
        Assert.Equal(
            entries.Select(each => (string)each["eventId"]!),
            stream.All.Select(each => (string)each["eventId"]!)
        );
    }

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
