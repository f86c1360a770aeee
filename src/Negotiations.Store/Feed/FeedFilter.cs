using System.Text.Json;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Schema;
using Negotiations.Views;
using Npgsql;

namespace Negotiations.Store.Feed;

/// <summary>
/// Which events a reader of the feed wants. What acts on an event (a correction, a retraction, another source) passes
/// where that event passed, or passes because of it: what a filter lets through, it takes back. A filter by party lets
/// through all events of the negotiations that a list by it finds now, and every event by which one came in or left,
/// which says so. The entry of an erasure passes whatever types are asked for: who was given the text by an act on
/// another fact, or by a filter of before, hears that it goes.
/// </summary>
/// <param name="Negotiations">Empty: all.</param>
/// <param name="Party">An actor's code, be it merged into another: events of negotiations in which one of its codes is
/// named.</param>
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

    private static readonly string ErasureType = EventJson.NameOf(typeof(ErasureRecorded));

    private static readonly string ClosingType = EventJson.NameOf(typeof(NegotiationClosed));

    /// <summary>As <see cref="Print"/> wrote it.</summary>
    public static FeedFilter Parse(string json) => JsonSerializer.Deserialize<FeedFilter>(json, EventJson.Options)!;

    /// <summary>As a subscription stores it.</summary>
    public string Print() => JsonSerializer.Serialize(this, EventJson.Options);

    /// <summary>What the store finds out by itself, as further conditions on the event table.</summary>
    /// <param name="command">Given the values.</param>
    /// <param name="codes">Under which events name or ever named the party.</param>
    internal string AddTo(NpgsqlCommand command, IReadOnlyCollection<string> codes)
    {
        List<string> conditions = [];
        if (Negotiations.Count > 0)
            conditions.Add($"stream_id = any({Add([.. Negotiations, .. Negotiations.Select(NoticeStreams.Of)])})");

        if (Types.Count > 0)
        {
            var ofTypes = $"type = any({Add([.. Types, .. ActTypes, ErasureType])})";

            // An event of another type may bring a negotiation in, or have it leave. A code is between quotes.
            conditions.Add(
                Party is null
                    ? ofTypes
                    : $"({ofTypes} or type = '{ClosingType}' or exists (select from unnest({Add(codes)}) code "
                        + "where position('\"' || code || '\"' in data::text) > 0))"
            );
        }

        if (conditions.Count == 0)
            return "";

        var sql = string.Join(" and ", conditions);
        return Party is null ? $" and {sql}" : $" and ({sql} or type = any({Add(MergeTypes)}))";

        string Add(IEnumerable<string> values)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
            return $"${command.Parameters.Count}";
        }
    }

    /// <summary>What its reader is given of an event.</summary>
    /// <returns>Null: it does not pass. With what it changes in what the filter finds, where it does.</returns>
    public async ValueTask<LiveEvent?> PassAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (IsOfMerge(each))
            return Concerns(each.Entry, each.Entry.Actor!, reader) ? each.Changing(ActorsChanged()) : null;

        if (Negotiations.Count > 0 && !Negotiations.Contains(each.Negotiation))
            return null;

        if (Party is null)
            return await TakesAsync(each, reader, stop) ? each : null;

        if (each.Entry.Actor is { } actor)
            return await TakesAsync(each, reader, stop) && Concerns(each.Entry, actor, reader) ? each : null;

        var codes = reader.Actors.CodesOf(Party);
        if (await ChangeAsync(each, codes, reader, stop) is { } change)
            return each.Changing(change);

        return
            await TakesAsync(each, reader, stop)
            && PartyMembership.Holds(await reader.NegotiationUpToAsync(each, stop), codes, reader.Failures)
            ? each
            : null;
    }

    /// <summary>Whether it may have let through an event, or an act that was recorded about the same fact since and
    /// repeats it.</summary>
    public async ValueTask<bool> TookAnyAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (each.Entry.Actor is not null || each.IsNotice)
            return await PassAsync(each, reader, stop) is not null;

        if (Negotiations.Count > 0 && !Negotiations.Contains(each.Negotiation))
            return false;

        // Who was given the negotiation once was given all of it.
        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        var ever = Party is null ? null : reader.CodesBetween(Party, 0, long.MaxValue);
        if (ever is not null && !NamedActors.WereEverNamed(negotiation, ever))
            return false;

        var others =
            negotiation.Find(each.Entry.EventId) is { } recorded && Fate.ToTheEnd(negotiation, recorded) is { } fate
                ? fate.Acts
                : [];
        foreach (var other in others.Select(other => Live(each, other)).Prepend(each))
            if (
                await TakesAsync(other, reader, stop)
                || (ever is not null && await ChangeAsync(other, ever, reader, stop) is not null)
            )
                return true;

        return false;
    }

    // By its type and by what it is about, not by who is named.
    private async ValueTask<bool> TakesAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (ActTypes.Contains(each.Entry.Type))
            return await TakesActAsync(each, reader, stop);

        if (each.Entry.Type == ErasureType)
            return true;

        if (!IsOfTypes(each.Entry.Type))
            return false;

        if (!PhaseChange)
            return true;

        return each.IsNotice
            ? each.Entry.Notice?.IsOf("phase") == true
            : each.Entry.Actor is null && await each.MovedPhaseAsync(reader, stop);
    }

    private async ValueTask<bool> TakesActAsync(LiveEvent each, FeedReader reader, CancellationToken stop)
    {
        if (Types.Count == 0 && !PhaseChange)
            return true;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        if (negotiation.Find(each.Entry.EventId) is not { } act)
            return false;

        // A filter without types of acts has passed no act about a fact of another type.
        var isOfTypes = IsOfTypes(negotiation, act);
        if (!isOfTypes && !Types.Any(ActTypes.Contains))
            return false;

        if (isOfTypes && (!PhaseChange || await each.MovedPhaseAsync(reader, stop)))
            return true;

        if (Fate.Of(negotiation, act) is not { } fate)
            return false;

        // What was let through once is followed to its end, whatever it is about by now.
        if (await TakesAsync(Live(each, fate.Fact), reader, stop))
            return true;

        foreach (var earlier in fate.Acts.Reverse().Where(other => other != act && IsOfTypes(negotiation, other)))
            if (!PhaseChange || await Live(each, earlier).MovedPhaseAsync(reader, stop))
                return true;

        return false;
    }

    private async ValueTask<FilterChange?> ChangeAsync(
        LiveEvent each,
        IReadOnlyCollection<string> codes,
        FeedReader reader,
        CancellationToken stop
    )
    {
        if (!each.MayChangeParties(codes))
            return null;

        var negotiation = await reader.NegotiationUpToAsync(each, stop);
        if (negotiation.Find(each.Entry.EventId) is not { } recorded)
            return null;

        // Of an opening nothing can be missing.
        return PartyMembership.Around(negotiation, recorded, codes, reader.Failures) switch
        {
            (true, false) => new FilterChange(FilterChangeKind.Left),
            (false, true) when recorded.Version > 1 => new FilterChange(
                FilterChangeKind.Entered,
                Address([each.Negotiation], party: null)
            ),
            _ => null,
        };
    }

    private FilterChange ActorsChanged() => new(FilterChangeKind.ActorsChanged, Address(Negotiations, Party));

    private string Address(IReadOnlyList<string> negotiations, string? party)
    {
        IEnumerable<string> asked =
        [
            "after=0",
            .. negotiations.Select(id => $"negotiation={Uri.EscapeDataString(id)}"),
            .. party is null ? Array.Empty<string>() : [$"party={Uri.EscapeDataString(party)}"],
            .. Types.Select(type => $"type={type}"),
            .. PhaseChange ? ["phaseChange=true"] : Array.Empty<string>(),
        ];
        return $"/api/events?{string.Join('&', asked)}";
    }

    private static LiveEvent Live(LiveEvent beside, RecordedEvent recorded) =>
        new(FeedEntry.Of(beside.Negotiation, recorded), default);

    // By its own type or, where it is an act, by that of what it acts on, and so on.
    private bool IsOfTypes(Negotiation negotiation, RecordedEvent? each)
    {
        for (; each is not null; each = each.Event is Act act ? negotiation.Find(act.Target) : null)
            if (IsOfTypes(EventJson.NameOf(each.Event)))
                return true;

        return false;
    }

    private bool IsOfTypes(string type) => Types.Count == 0 || Types.Contains(type);

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
