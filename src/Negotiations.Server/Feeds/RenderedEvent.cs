using System.Text.Json;
using Negotiations.Json;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>Lines of the feed, where one that cannot be rendered says which event it is.</summary>
internal static class RenderedEvent
{
    public static ReadOnlyMemory<byte> JsonWithin(this LiveEvent live, RowFence fence) =>
        fence.Try(live.Entry.EventId, live, static each => each.Json, static each => each.Unreadable());

    public static ReadOnlyMemory<byte> FrameWithin(this LiveEvent live, RowFence fence) =>
        fence.Try(live.Entry.EventId, live, static each => each.Frame, static each => each.FrameOf(each.Unreadable()));

    private static byte[] Unreadable(this LiveEvent live) =>
        JsonSerializer.SerializeToUtf8Bytes(UnreadableEntry.Of(live.Entry), EventJson.Options);
}
