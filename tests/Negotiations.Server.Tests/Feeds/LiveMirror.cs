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

    public async Task TakeAsync()
    {
        foreach (var each in come().Skip(taken))
        {
            taken++;
            if (FollowersLive.IsErasure(each))
                Mirror.Erase([each["data"]!]);
            else
                await Mirror.TakeAsync(each["specversion"] is null ? each : each["data"]!);
        }
    }
}
