using Negotiations.Events;

namespace Negotiations.Store.Schema;

/// <summary>The streams <c>notices/{negotiation}</c>: what the server itself records of one.</summary>
public static class NoticeStreams
{
    public static string Of(string negotiation) => NoticeEvent.StreamPrefix + negotiation;

    /// <summary>The negotiation that a stream of notices is about; null for any other stream.</summary>
    public static string? NegotiationOf(string stream) =>
        stream.StartsWith(NoticeEvent.StreamPrefix, StringComparison.Ordinal)
            ? stream[NoticeEvent.StreamPrefix.Length..]
            : null;

    /// <summary>A condition in SQL.</summary>
    public static string Are(string column) => $"{column} like '{NoticeEvent.StreamPrefix}%'";
}
