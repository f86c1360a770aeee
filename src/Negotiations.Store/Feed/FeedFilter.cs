using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>
/// Which events a reader of the feed wants. Whether an event passes depends on it and on what was recorded before it,
/// so that it passes today and in ten years alike. What acts on an event (a correction, a retraction, another source)
/// passes where that event passed, or passes because of it: what a filter lets through, it takes back.
/// </summary>
/// <param name="Negotiations">Empty: all.</param>
/// <param name="Party">An actor's code: events of negotiations in which it was named by then, by what had been
/// corrected and taken back.</param>
/// <param name="Types">Empty: all.</param>
/// <param name="PhaseChange">Only events that moved the phase when they were recorded.</param>
public sealed record FeedFilter(
    IReadOnlyList<string> Negotiations,
    string? Party,
    IReadOnlyList<string> Types,
    bool PhaseChange
)
{
    public static readonly FeedFilter All = new([], null, [], false);

    /// <summary>Of negotiations and of the actor registry.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } =
    [.. EventJson.TypesByName.Keys.Concat(EventJson.ActorTypesByName.Keys).Order(StringComparer.Ordinal)];

    private static readonly string[] ActTypes =
    [
        .. EventJson.TypesByName.Where(each => each.Value.IsAssignableTo(typeof(Act))).Select(each => each.Key),
    ];

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
            sql += $" and type = any({Add([.. Types, .. ActTypes])})";

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

        if (ActTypes.Contains(each.Entry.Type))
            return await TakesActAsync(each, reader, stop);

        if (!IsOfTypes(each.Entry.Type))
            return false;

        if (each.Entry.Actor is { } actor)
            return !PhaseChange && (Party is null || Concerns(each.Entry, actor, reader));

        if (
            Party is not null
            && !Names(reader.Actors, await reader.NegotiationUpToAsync(each, stop), each.Entry.Version)
        )
            return false;

        return !PhaseChange || await each.MovedPhaseAsync(reader, stop);
    }

    private async ValueTask<bool> TakesActAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (Types.Count == 0 && Party is null && !PhaseChange)
            return true;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        var target = negotiation.Find(each.Entry.EventId)?.Event is Act act ? negotiation.Find(act.Target) : null;
        if (!IsOfTypes(each.Entry.Type) && !ActedOn(negotiation, target).Any(IsOfTypes))
            return false;

        if (
            NamesAround(reader.Actors, negotiation, each.Entry.Version)
            && (!PhaseChange || await each.MovedPhaseAsync(reader, stop))
        )
            return true;

        return target is not null
            && await TakesAsync(new LiveEvent(FeedEntry.Of(each.Negotiation, target), default), reader, stop);
    }

    // The types of an event and, where it is an act, of what that acts on, and so on.
    private static IEnumerable<string> ActedOn(Negotiation negotiation, RecordedEvent? target)
    {
        for (; target is not null; target = target.Event is Act act ? negotiation.Find(act.Target) : null)
            yield return EventJson.NameOf(target.Event);
    }

    private bool IsOfTypes(string type) => Types.Count == 0 || Types.Contains(type);

    // An act may be what names the actor, or what takes away the only mention of it.
    private bool NamesAround(ActorRegistry actors, Negotiation negotiation, long version) =>
        Party is null || Names(actors, negotiation, version) || Names(actors, negotiation, version - 1);

    private bool Names(ActorRegistry actors, Negotiation negotiation, long version) =>
        StandingFacts
            .At(negotiation, version)
            .Any(fact =>
                fact.Actors?.Any(actor => actors.IsSame(actor.Id, Party!)) == true
                || (fact is ParticipationChanged changed && actors.IsSame(changed.Actor, Party!))
            );

    // A merge is of both actors, and so is its undoing: either changes what the filter finds from now on.
    private bool Concerns(FeedEntry entry, string actor, FeedReader reader)
    {
        var other =
            entry.Data.TryGetProperty("into", out var into) ? into.GetString()
            : entry.Data.TryGetProperty("merge", out var merge) ? reader.MergedBy(actor, merge.GetGuid())
            : null;
        return reader.Actors.IsSame(actor, Party!) || (other is not null && reader.Actors.IsSame(other, Party!));
    }
}
