using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>Consumers that are there before anything happens, for each filter: by webhooks, and by the live stream.
/// They take in what came after each step, and read then what that names.</summary>
sealed class FollowersLive : IAsyncDisposable
{
    readonly Dictionary<string, (LiveMirror Webhook, LiveMirror Stream)> mirrors = [];
    readonly Dictionary<string, Receiver> receivers = [];
    readonly Dictionary<string, Follower> streams = [];
    readonly List<Task> following = [];
    readonly CancellationTokenSource leave = new();

    /// <summary>What was said to change what a filter finds.</summary>
    public IEnumerable<string> Changes =>
        streams
            .Values.SelectMany(each => each.All.ToArray())
            .Select(each => (string?)each["filter"]?["change"])
            .OfType<string>();

    public static async Task<FollowersLive> StartAsync(
        WebhookServer server,
        RandomHistory history,
        string[] filters,
        Func<string, Task<(List<JsonNode> Entries, long Place)>> read
    )
    {
        var live = new FollowersLive();
        var consumer = await server.ReaderAsync(history.Ids[0]);
        var negotiations = $"[{string.Join(',', history.Ids.Select(id => $"\"{id}\""))}]";
        foreach (var filter in filters)
        {
            var receiver = live.receivers[filter] = await Receiver.StartAsync();
            await consumer
                .Subscribes(receiver.Url, $""" "negotiation": {negotiations}, "after": 0 {Members(filter)} """)
                .Succeeds();
            var stream = new Follower($"?after=0{history.Scope}{filter}") { Leaves = live.leave.Token };
            live.streams[filter] = stream;
            live.following.Add(stream.FollowsAsync(server.Anonymous, int.MaxValue));
            live.mirrors[filter] = (
                new LiveMirror(read, () => [.. receiver.All.Select(each => each.Json)]),
                new LiveMirror(read, () => [.. stream.All.ToArray()])
            );
        }

        return live;
    }

    /// <summary>Takes in what has come by now.</summary>
    public async Task WatchAsync()
    {
        foreach (var (webhook, stream) in mirrors.Values)
        {
            await webhook.TakeAsync();
            await stream.TakeAsync();
        }
    }

    /// <summary>Both ways give this state once all has come and erasures are taken in.</summary>
    public async Task HaveAsync(string filter, IReadOnlyList<string> state, List<JsonNode> erasures)
    {
        foreach (var (mirror, way) in new[] { (mirrors[filter].Webhook, "webhooks"), (mirrors[filter].Stream, "live") })
        {
            try
            {
                await Scratch.Eventually($"{filter} by {way} is the state", async () =>
                {
                    await mirror.TakeAsync();
                    return state.SequenceEqual(mirror.Mirror.Erase(erasures).State);
                });
            }
            catch (Exception) when (!Scratch.Stop.IsCancellationRequested)
            {
                Assert.Equal(state, mirror.Mirror.State);
                throw;
            }
        }
    }

    /// <summary>So does all that webhooks brought, taken in at the end, once as it came and once in no order.</summary>
    public async Task HaveLateAsync(
        string filter,
        IReadOnlyList<string> state,
        Func<string, Task<(List<JsonNode> Entries, long Place)>> read
    )
    {
        foreach (var (way, order) in new[] { ("came", (Random?)null), ("was shuffled", new Random(filter.Length)) })
        {
            List<string> late = [];
            try
            {
                await Scratch.Eventually($"{filter} as it {way} is the state", async () =>
                {
                    var mirror = order is null
                        ? await LiveMirror.OfAsync(receivers[filter], read)
                        : await LiveMirror.LateAsync(receivers[filter], read, order);
                    late = [.. mirror.State];
                    return state.SequenceEqual(late);
                });
            }
            catch (Exception) when (!Scratch.Stop.IsCancellationRequested)
            {
                Assert.Equal(state, late);
                throw;
            }
        }
    }

    /// <summary>What came is what is read behind it.</summary>
    public void HaveEach(string filter, List<JsonNode> entries)
    {
        Assert.Equal(
            entries.Select(each => (string)each["eventId"]!),
            streams[filter].All.Select(each => (string)each["eventId"]!)
        );
        Assert.Equal(
            entries.Select(each => (string)each["eventId"]!).Order(StringComparer.Ordinal),
            mirrors[filter].Webhook.Mirror.Ids.Order(StringComparer.Ordinal)
        );
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
