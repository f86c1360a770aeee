using System.Buffers;
using System.Text;
using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;
using Negotiations.Views;

namespace Negotiations.Server.Feeds;

/// <summary>An event on its way to followers: told once, written to many.</summary>
internal sealed class LiveEvent(FeedEntry entry)
{
    // What no rule of the fold lets move a phase is not folded for: see the table of effects.
    private static readonly HashSet<string> NeverMove = ["clash-reported", "toll-reported", "assessment-recorded", "commitment-reported", "source-attached"];

    private byte[]? json;
    private byte[]? frame;
    private Task<bool>? movedPhase;

    public FeedEntry Entry { get; } = entry;

    public string Negotiation => Entry.Negotiation;

    public long Sequence => Entry.Sequence;

    private byte[] Json => json ??= JsonSerializer.SerializeToUtf8Bytes(Entry, EventJson.Options);

    /// <summary>One line of JSON; of an event that cannot be rendered, a line that says which one it is.</summary>
    public ReadOnlyMemory<byte> JsonWithin(RowFence fence) =>
        fence.Try(Entry.EventId, this, static each => each.Json, static each => each.Unreadable());

    /// <summary>As a server-sent event: the sequence is its id.</summary>
    public ReadOnlyMemory<byte> FrameWithin(RowFence fence) =>
        fence.Try(Entry.EventId, this, static each => each.frame ??= each.ToFrame(each.Json), static each =>
            each.ToFrame(each.Unreadable()));

    /// <summary>Whether the phase was another one after this event than before it, both told on the day it was recorded.</summary>
    public Task<bool> MovedPhaseAsync(FeedReader reader, CancellationToken stop)
    {
        if (NeverMove.Contains(Entry.Type))
            return Task.FromResult(false);

        // Followers share the answer, and a follower that leaves must not take it away from the others.
        return (movedPhase ??= FoldAsync(reader)).WaitAsync(stop);
    }

    private async Task<bool> FoldAsync(FeedReader reader)
    {
        var negotiation = await reader.NegotiationUpToAsync(this, CancellationToken.None);
        var clocks = Clocks.On(DateOnly.FromDateTime(Entry.RecordedAt.UtcDateTime));
        var before = StatusFold.Of(negotiation, clocks with { Version = Entry.Version - 1 })?.Status.Phase;
        var after = StatusFold.Of(negotiation, clocks with { Version = Entry.Version })?.Status.Phase;
        return (before?.Certain, before?.Possible) != (after?.Certain, after?.Possible);
    }

    private byte[] Unreadable() => JsonSerializer.SerializeToUtf8Bytes(UnreadableEntry.Of(Entry), EventJson.Options);

    private byte[] ToFrame(byte[] line)
    {
        var buffer = new ArrayBufferWriter<byte>(line.Length + 40);
        buffer.Write(Encoding.UTF8.GetBytes($"id: {Sequence}\ndata: "));
        buffer.Write(line);
        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
