using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Webhooks;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>A mirror that takes in what comes, little by little.</summary>
/// <param name="read">Reads an address of the feed to its end.</param>
/// <param name="come">All that has come: entries of a stream, or what a webhook brought.</param>
sealed class LiveMirror(
    Func<string, Task<(List<JsonNode> Entries, long Place)>> read,
    Func<IReadOnlyList<JsonNode>> come
)
{
    int taken;

    public Mirror Mirror { get; } = new(read);

    /// <summary>What the receiver of a webhook has by now.</summary>
    public static async Task<Mirror> OfAsync(
        Receiver receiver,
        Func<string, Task<(List<JsonNode> Entries, long Place)>> read
    )
    {
        var live = new LiveMirror(read, () => [.. receiver.All.Select(each => each.Json)]);
        await live.TakeAsync();
        return live.Mirror;
    }

    /// <summary>What a receiver has that only stored what came, in whatever order, and works now: by the sequence of
    /// each, an erasure behind the event of the same one.</summary>
    public static async Task<Mirror> LateAsync(
        Receiver receiver,
        Func<string, Task<(List<JsonNode> Entries, long Place)>> read,
        Random order
    )
    {
        var queue = receiver.All.Select(each => each.Json).ToArray();
        order.Shuffle(queue);
        var live = new LiveMirror(read, () =>
            [
                .. queue
                    .OrderBy(each => (string?)each["sequence"], StringComparer.Ordinal)
                    .ThenBy(FollowersLive.IsErasure),
            ]
        );
        await live.TakeAsync();
        return live.Mirror;
    }

    public async Task TakeAsync()
    {
        foreach (var each in come().Skip(taken))
        {
            taken++;
            if (FollowersLive.IsErasure(each))
                Mirror.Erase(
                    each["data"]!,
                    long.Parse((string)each["sequence"]!, System.Globalization.CultureInfo.InvariantCulture)
                );
            else
                await Mirror.TakeAsync(each["specversion"] is null ? each : each["data"]!);
        }
    }
}
