using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Feeds;

/// <summary>A consumer of the live stream that remembers nothing but what it saw.</summary>
public sealed class Follower(string query = "")
{
    public List<long> Sequences { get; } = [];

    public List<string> Seen { get; } = [];

    /// <summary>The sentence of each, where it has one.</summary>
    public List<string?> Said { get; } = [];

    /// <summary>Each as it came.</summary>
    public List<JsonNode> All { get; } = [];

    public string? LastId { get; private set; }

    public string? Language { get; init; }

    /// <summary>When it goes away without having seen all.</summary>
    public CancellationToken Leaves { get; init; } = Scratch.Stop;

    /// <summary>Connects with the last id it saw, if any, and leaves once it has seen so many more events.</summary>
    /// <param name="connected">Done when the server has said where the stream stands.</param>
    public async Task FollowsAsync(HttpClient node, int count, Func<Task>? connected = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events" + query);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (Language is not null)
            request.Headers.Add("Accept-Language", Language);

        if (LastId is not null)
            request.Headers.Add("Last-Event-ID", LastId);

        using var response = await node.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Leaves);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        if (connected is not null)
            await connected();

        await using var body = await response.Content.ReadAsStreamAsync(Leaves);
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(Leaves))
        {
            var shown = JsonNode.Parse(item.Data)!;
            LastId = parser.LastEventId;
            Sequences.Add(shown["sequence"]!.GetValue<long>());
            Said.Add((string?)shown["headline"]?["text"]);
            All.Add(shown);
            Seen.Add($"{shown["negotiation"]} {shown["version"]} {shown["type"]}");
            Assert.StartsWith($"{shown["sequence"]}@", LastId, StringComparison.Ordinal);
            if (--count == 0)
                return;
        }

        Assert.Fail("The stream ended.");
    }
}
