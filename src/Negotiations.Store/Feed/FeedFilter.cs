using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Schema;
using Negotiations.Views;
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

    /// <summary>Of negotiations, of the actor registry, and notices.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } =
    [.. EventJson.StoredTypes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Of those that act on others.</summary>
    internal static readonly string[] ActTypes =
    [
        .. EventJson.TypesByName.Where(each => each.Value.IsAssignableTo(typeof(Act))).Select(each => each.Key),
    ];

    /// <summary>Of changes of the registry that make two actors one, or two of one.</summary>
    internal static readonly string[] MergeTypes =
    [
        EventJson.NameOf(typeof(ActorMerged)),
        EventJson.NameOf(typeof(ActorUnmerged)),
    ];

    /// <summary>As <see cref="Print"/> wrote it.</summary>
    public static FeedFilter Parse(string json) => JsonSerializer.Deserialize<FeedFilter>(json, EventJson.Options)!;

    /// <summary>As a subscription stores it.</summary>
    public string Print() => JsonSerializer.Serialize(this, EventJson.Options);

    /// <summary>What the store finds out by itself, as further conditions on the event table.</summary>
    internal string AddTo(NpgsqlCommand command)
    {
        List<string> conditions = [];
        if (Negotiations.Count > 0)
            conditions.Add($"stream_id = any({Add([.. Negotiations, .. Negotiations.Select(NoticeStreams.Of)])})");

        if (Types.Count > 0)
            conditions.Add($"type = any({Add([.. Types, .. ActTypes])})");

        if (conditions.Count == 0)
            return "";

        var sql = string.Join(" and ", conditions);
        return Party is null ? $" and {sql}" : $" and ({sql} or type = any({Add(MergeTypes)}))";

        string Add(IReadOnlyList<string> values)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
            return $"${command.Parameters.Count}";
        }
    }

    public async ValueTask<bool> TakesAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (IsOfMerge(each))
            return Concerns(each.Entry, each.Entry.Actor!, reader);

        if (Negotiations.Count > 0 && !Negotiations.Contains(each.Negotiation))
            return false;

        if (ActTypes.Contains(each.Entry.Type))
            return await TakesActAsync(each, reader, stop);

        if (!IsOfTypes(each.Entry.Type))
            return false;

        if (each.Entry.OfVersion is { } version)
            return (!PhaseChange || each.Entry.Notice?.IsOf("phase") == true)
                && (Party is null || await NamesByAsync(each.Negotiation, version, reader, stop));

        if (each.Entry.Actor is { } actor)
            return !PhaseChange && (Party is null || Concerns(each.Entry, actor, reader));

        if (
            Party is not null
            && !Names(reader.Actors, await reader.NegotiationUpToAsync(each, stop), each.Entry.Version)
        )
            return false;

        return !PhaseChange || await each.MovedPhaseAsync(reader, stop);
    }

    private async ValueTask<bool> NamesByAsync(string id, long version, FeedReader reader, CancellationToken stop) =>
        Names(reader.Actors, await reader.NegotiationUpToAsync(id, version, stop), version);

    private async ValueTask<bool> TakesActAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (Types.Count == 0 && Party is null && !PhaseChange)
            return true;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        if (negotiation.Find(each.Entry.EventId) is not { } act || !IsOfTypes(negotiation, act))
            return false;

        if (await NamesOrMovesAsync(each, negotiation, reader, stop))
            return true;

        if (Fate.Of(negotiation, act) is not { } fate)
            return false;

        // What was let through once is followed to its end, whatever it is about by now.
        if (await TakesAsync(Live(each, fate.Fact), reader, stop))
            return true;

        foreach (var earlier in fate.Acts.Reverse().Where(other => other != act && IsOfTypes(negotiation, other)))
            if (await NamesOrMovesAsync(Live(each, earlier), negotiation, reader, stop))
                return true;

        return false;
    }

    private static LiveEvent Live(LiveEvent beside, RecordedEvent recorded) =>
        new(FeedEntry.Of(beside.Negotiation, recorded), default);

    private async ValueTask<bool> NamesOrMovesAsync(
        LiveEvent act,
        Negotiation negotiation,
        FeedReader reader,
        CancellationToken stop
    ) =>
        NamesAround(reader.Actors, negotiation, act.Entry.Version)
        && (!PhaseChange || await act.MovedPhaseAsync(reader, stop));

    // By its own type or, where it is an act, by that of what it acts on, and so on.
    private bool IsOfTypes(Negotiation negotiation, RecordedEvent? each)
    {
        for (; each is not null; each = each.Event is Act act ? negotiation.Find(act.Target) : null)
            if (IsOfTypes(EventJson.NameOf(each.Event)))
                return true;

        return false;
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

    // It changes what a filter by party finds, whatever else the filter asks for.
    private bool IsOfMerge(LiveEvent each) => Party is not null && MergeTypes.Contains(each.Entry.Type);

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
