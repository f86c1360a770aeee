using Negotiations.Actors;

namespace Negotiations.Store.Schema;

/// <summary>The streams <c>actor/{code}</c> among those of negotiations. A slash never occurs in a negotiation's
/// id.</summary>
public static class ActorStreams
{
    public static string Of(string code) => ActorRecord.StreamPrefix + code;

    public static bool IsOne(string stream) => stream.StartsWith(ActorRecord.StreamPrefix, StringComparison.Ordinal);

    /// <summary>The code of the actor that a stream is about; null for a negotiation.</summary>
    public static string? CodeOf(string stream) => IsOne(stream) ? stream[ActorRecord.StreamPrefix.Length..] : null;

    /// <summary>A condition in SQL.</summary>
    public static string Are(string column) => $"{column} like '{ActorRecord.StreamPrefix}%'";

    /// <inheritdoc cref="Are"/>
    public static string AreNot(string column) => $"{column} not like '{ActorRecord.StreamPrefix}%'";
}
