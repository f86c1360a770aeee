using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>
/// Which events a reader of the feed wants. Whether an event passes depends on it and on what was recorded before it,
/// so that it passes today and in ten years alike.
/// </summary>
/// <param name="Negotiations">Empty: all.</param>
/// <param name="Party">An actor's code: events of negotiations in which it had been named by then.</param>
/// <param name="Types">Empty: all.</param>
/// <param name="PhaseChange">Only events that moved the phase when they were recorded.</param>
public sealed record FeedFilter(
    IReadOnlyList<string> Negotiations, string? Party, IReadOnlyList<string> Types, bool PhaseChange)
{
    public static readonly FeedFilter All = new([], null, [], false);

    /// <summary>Of negotiations and of the actor registry.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } =
        [.. EventJson.TypesByName.Keys.Concat(EventJson.ActorTypesByName.Keys).Order(StringComparer.Ordinal)];

    /// <summary>As <see cref="Print"/> wrote it.</summary>
    public static FeedFilter Parse(string json) => JsonSerializer.Deserialize<FeedFilter>(json, EventJson.Options)!;

    /// <summary>As a subscription stores it.</summary>
    public string Print() => JsonSerializer.Serialize(this, EventJson.Options);

    /// <summary>What the store finds out by itself, as further conditions on the event table.</summary>
    internal string AddTo(NpgsqlCommand command)
    {
        var sql = "";
        if (Negotiations.Count > 0)
            sql += $" and stream_id = any({Add(Negotiations)})";

        if (Types.Count > 0)
            sql += $" and type = any({Add(Types)})";

        return sql;

        string Add(IReadOnlyList<string> values)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
            return $"${command.Parameters.Count}";
        }
    }

    public async ValueTask<bool> TakesAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (Negotiations.Count > 0 && !Negotiations.Contains(each.Negotiation))
            return false;

        if (Types.Count > 0 && !Types.Contains(each.Entry.Type))
            return false;

        if (each.Entry.Actor is { } actor)
            return !PhaseChange && (Party is null || Concerns(each.Entry, actor, reader.Actors));

        if (Party is not null
            && !Names(reader.Actors, await reader.NegotiationUpToAsync(each, stop), each.Entry.Version))
            return false;

        return !PhaseChange || await each.MovedPhaseAsync(reader, stop);
    }

    private bool Names(ActorRegistry actors, Negotiation negotiation, long version) =>
        negotiation.Events.Take((int)version).Any(each =>
            each.Event.Actors?.Any(actor => actors.IsSame(actor.Id, Party!)) == true
            || (each.Event is ParticipationChanged changed && actors.IsSame(changed.Actor, Party!)));

    // A merge is of both actors: it changes what the filter finds from now on.
    private bool Concerns(FeedEntry entry, string actor, ActorRegistry actors) =>
        actors.IsSame(actor, Party!)
        || (entry.Data.TryGetProperty("into", out var into) && actors.IsSame(into.GetString()!, Party!));
}
