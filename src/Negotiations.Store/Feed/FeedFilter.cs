using System.Text.Json;
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

    public ValueTask<bool> TakesAsync(LiveEvent each, FeedReader reader, CancellationToken stop) =>
        TakesAsync(each, null, reader, stop);

    /// <summary>Whether it may have let through an event, or an act that was recorded about the same fact since and
    /// repeats it.</summary>
    public async ValueTask<bool> TookAnyAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (await TakesAsync(each, long.MaxValue, reader, stop))
            return true;

        if (each.Entry.Actor is not null)
            return false;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        if (
            negotiation.Find(each.Entry.EventId) is not { } recorded
            || Fate.ToTheEnd(negotiation, recorded) is not { } fate
        )
            return false;

        foreach (var other in fate.Acts)
            if (await TakesAsync(Live(each, other), long.MaxValue, reader, stop))
                return true;

        return false;
    }

    /// <param name="each">The event.</param>
    /// <param name="until">Not only now: also at some time by this sequence, when actors were one that are not
    /// now.</param>
    /// <param name="reader">Of what is around it.</param>
    /// <param name="stop">Of the caller.</param>
    private async ValueTask<bool> TakesAsync(LiveEvent each, long? until, FeedReader reader, CancellationToken stop)
    {
        if (IsOfMerge(each))
            return Concerns(each.Entry, each.Entry.Actor!, reader);

        if (Negotiations.Count > 0 && !Negotiations.Contains(each.Negotiation))
            return false;

        if (ActTypes.Contains(each.Entry.Type))
            return await TakesActAsync(each, until, reader, stop);

        if (!IsOfTypes(each.Entry.Type))
            return false;

        if (each.Entry.OfVersion is { } version)
            return (!PhaseChange || each.Entry.Notice?.IsOf("phase") == true)
                && (Party is null || await NamesByAsync(each, version, reader, stop));

        if (each.Entry.Actor is { } actor)
            return !PhaseChange && (Party is null || Concerns(each.Entry, actor, reader));

        return await TakesFactAsync(each, PartyOf(each.Sequence, until, reader), reader, stop);
    }

    private async ValueTask<bool> TakesFactAsync(
        LiveEvent each,
        IReadOnlySet<string> party,
        FeedReader reader,
        CancellationToken stop
    )
    {
        if (Party is not null && !Names(party, await reader.NegotiationUpToAsync(each, stop), each.Entry.Version))
            return false;

        return !PhaseChange || await each.MovedPhaseAsync(reader, stop);
    }

    // A turn is of its version; an erasure of an early event is of all that was recorded by then.
    private async ValueTask<bool> NamesByAsync(
        LiveEvent notice,
        long version,
        FeedReader reader,
        CancellationToken stop
    )
    {
        var isErasure = notice.Entry.Type == EventJson.NameOf(typeof(ErasureRecorded));
        var negotiation = await reader.NegotiationUpToAsync(
            notice.Negotiation,
            isErasure ? long.MaxValue : version,
            stop
        );
        var last = isErasure
            ? negotiation.Events.Where(each => each.Sequence < notice.Sequence).Max(each => each.Version)
            : version;
        return Names(PartyOf(0, null, reader), negotiation, last);
    }

    private async ValueTask<bool> TakesActAsync(LiveEvent each, long? until, FeedReader reader, CancellationToken stop)
    {
        if (Types.Count == 0 && Party is null && !PhaseChange)
            return true;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        if (negotiation.Find(each.Entry.EventId) is not { } act)
            return false;

        // A filter that asks for no acts has let through none of those about a fact of another type.
        var isOfTypes = IsOfTypes(negotiation, act);
        if (!isOfTypes && !Types.Any(ActTypes.Contains))
            return false;

        if (
            isOfTypes && await NamesOrMovesAsync(each, PartyOf(each.Sequence, until, reader), negotiation, reader, stop)
        )
            return true;

        if (Fate.Of(negotiation, act) is not { } fate)
            return false;

        // What was let through once is followed to its end, whatever it is about by now and whichever actors were one.
        var party = PartyOf(fate.Fact.Sequence, until ?? each.Sequence, reader);
        if (
            IsOfTypes(EventJson.NameOf(fate.Fact.Event))
            && await TakesFactAsync(Live(each, fate.Fact), party, reader, stop)
        )
            return true;

        foreach (var earlier in fate.Acts.Reverse().Where(other => other != act && IsOfTypes(negotiation, other)))
            if (await NamesOrMovesAsync(Live(each, earlier), party, negotiation, reader, stop))
                return true;

        return false;
    }

    // Under these codes it is the party now, or was it at some time since an event was recorded.
    private IReadOnlySet<string> PartyOf(long since, long? until, FeedReader reader) =>
        Party is null ? new HashSet<string>() : reader.CodesBetween(Party, since, until ?? 0);

    private static LiveEvent Live(LiveEvent beside, RecordedEvent recorded) =>
        new(FeedEntry.Of(beside.Negotiation, recorded), default);

    private async ValueTask<bool> NamesOrMovesAsync(
        LiveEvent act,
        IReadOnlySet<string> party,
        Negotiation negotiation,
        FeedReader reader,
        CancellationToken stop
    ) =>
        NamesAround(party, negotiation, act.Entry.Version) && (!PhaseChange || await act.MovedPhaseAsync(reader, stop));

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
    private bool NamesAround(IReadOnlySet<string> party, Negotiation negotiation, long version) =>
        Party is null || Names(party, negotiation, version) || Names(party, negotiation, version - 1);

    private static bool Names(IReadOnlySet<string> party, Negotiation negotiation, long version) =>
        StandingFacts
            .At(negotiation, version)
            .Any(fact =>
                fact.Actors?.Any(actor => party.Contains(actor.Id)) == true
                || (fact is ParticipationChanged changed && party.Contains(changed.Actor))
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
