using System.Text.Json;
using Negotiations.Dashboard.Languages;
using Negotiations.Json;
using Negotiations.Store.Feed;
using Negotiations.Store.Queries;

namespace Negotiations.Server.Feeds;

/// <summary>Lines of the feed, where one that cannot be rendered says which event it is.</summary>
internal static class RenderedEvent
{
    public static ReadOnlyMemory<byte> JsonWithin(this LiveEvent live, RowFence fence) =>
        fence.Try(live.Entry.EventId, live, static each => each.Json, static each => each.Unreadable());

    public static ReadOnlyMemory<byte> JsonWithin(this LiveEvent live, RowFence fence, Words words) =>
        fence.Try(
            live.Entry.EventId,
            (live, words),
            static each => each.live.JsonSaying(each.words.Headline),
            static each => each.live.Unreadable()
        );

    public static ReadOnlyMemory<byte> FrameWithin(this LiveEvent live, RowFence fence, Words words) =>
        fence.Try(
            live.Entry.EventId,
            (live, words),
            static each => each.live.Frame(each.words.Language.Code, each.words.Headline),
            static each => each.live.FrameOf(each.live.Unreadable())
        );

    private static byte[] Unreadable(this LiveEvent live) =>
        JsonSerializer.SerializeToUtf8Bytes(UnreadableEntry.Of(live.Entry), EventJson.Options);
}
