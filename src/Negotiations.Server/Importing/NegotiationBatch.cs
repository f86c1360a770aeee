using Negotiations.Events;
using Negotiations.Import.Statements;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Store.Append;
using Negotiations.Store.Connections;
using Negotiations.Store.Jobs;
using Negotiations.Store.Read;

namespace Negotiations.Server.Importing;

/// <summary>
/// What an import has to say of one negotiation: decided and sealed before the commit, and decided again in it only
/// when something was recorded in between.
/// </summary>
/// <param name="request">What the release states of it.</param>
/// <param name="negotiation">As recorded, as far as that is known without the writer's lock.</param>
/// <param name="today">The latest calendar day anywhere on Earth.</param>
/// <param name="isAlone">All processors may seal it; otherwise they have others to seal.</param>
internal sealed class NegotiationBatch(ApplyRelease request, Negotiation negotiation, DateOnly today, bool isAlone)
{
    private readonly Known basis = new(negotiation.Version, negotiation.Erasures, today);

    public ApplyRelease Request => request;

    /// <summary>No one else had the negotiation in memory: once it is committed, nothing asks for it again.</summary>
    public bool IsReadForIt { get; private set; }

    public PreparedRelease Prepared { get; } = Prepare(request, negotiation, today, isAlone);

    /// <summary>Why nothing can be recorded; null when something can, or nothing has to be.</summary>
    public Refusal? Refusal => Prepared.Decision is Decision.Refused refused ? refused.Refusal : null;

    /// <summary>Decides and seals what is to be recorded together.</summary>
    public static async Task<NegotiationBatch[]> PrepareAsync(
        IReadOnlyList<ApplyRelease> parts,
        ImportedStreams streams,
        NegotiationReader reader,
        ElsewhereReader elsewhere,
        DatabaseClock clock,
        CancellationToken stop
    )
    {
        var ids = parts.Select(part => part.Destination.Id).ToList();
        var open = (await streams.OpenAsync(ids, stop)).ToHashSet(StringComparer.Ordinal);
        var negotiations = new Negotiation[parts.Count];
        var wasKnown = ids.Select(id => !reader.Cached(id).IsUnopened).ToArray();
        for (var i = 0; i < parts.Count; i++)
            negotiations[i] = open.Contains(ids[i])
                ? await reader.ReadAsync(ids[i], stop)
                : Negotiation.Unopened(ids[i]);

        var known = new ApplyRelease[parts.Count];
        for (var i = 0; i < parts.Count; i++)
            known[i] = await KnowingAsync(parts[i], negotiations[i], elsewhere, stop);

        parts = known;
        var prepared = new NegotiationBatch[parts.Count];
        Parallel.For(0, parts.Count, i =>
            prepared[i] = new NegotiationBatch(parts[i], negotiations[i], clock.LatestToday, isAlone: parts.Count == 1)
        );

        // What is not taken where it goes stays where it is.
        var refused = prepared.SelectMany(part => part.NotMoved()).ToHashSet();
        if (refused.Count > 0)
            for (var i = 0; i < parts.Count; i++)
                if (parts[i].MovedAway.Keys.Any(refused.Contains))
                    prepared[i] = new NegotiationBatch(
                        parts[i] with
                        {
                            Withheld = refused.Concat(parts[i].Withheld).ToHashSet(),
                        },
                        negotiations[i],
                        clock.LatestToday,
                        isAlone: true
                    );

        for (var i = 0; i < parts.Count; i++)
            prepared[i].IsReadForIt = !wasKnown[i];

        return prepared;
    }

    private static async Task<ApplyRelease> KnowingAsync(
        ApplyRelease request,
        Negotiation negotiation,
        ElsewhereReader elsewhere,
        CancellationToken stop
    )
    {
        if (Closings(request, negotiation) is not { } closings)
            return request;

        var knowing = await elsewhere.KnowingAsync(new AppendEvents(closings), request.Destination.Id, stop);
        return request with { Elsewhere = knowing.Elsewhere };
    }

    // Rows that close a negotiation may name another, and what takes one back may have it lead back. Null: neither can
    // be.
    private static List<Event>? Closings(ApplyRelease request, Negotiation negotiation)
    {
        List<Event> closings = [.. request.Statements.Select(each => each.Fact).OfType<NegotiationClosed>()];
        if (closings.Count == 0 && !StandingMerge.MayBe(negotiation))
            return null;

        // By any closing it is asked what came in from others.
        closings.Add(new NegotiationClosed { Reopened = true });
        return closings;
    }

    /// <summary>Facts that were to come here from elsewhere and are not taken.</summary>
    public IEnumerable<Guid> NotMoved() =>
        (Refusal is null ? Prepared.Tally.Refusals.Select(each => each.Statement) : request.Statements)
            .Select(statement => statement?.MovedFrom?.EventId)
            .OfType<Guid>();

    public AppendRequest ToSubmission(string recordedBy)
    {
        var submission = new AppendRequest(
            request.Destination.Id,
            Decide,
            [.. request.Ids()],
            recordedBy,
            Import: request.Import
        );
        return Closings(request, negotiation) is { } closings
            // What others became before it in the same commit, as far as it can matter.
            ? ElsewhereReader.Knowing(submission, NamedElsewhere.In(closings), found =>
                (current, day) => Prepare(request with { Elsewhere = found }, current, day, isAlone: true)
            )
            : submission;
    }

    private PreparedRelease Decide(Negotiation current, DateOnly day) =>
        new Known(current.Version, current.Erasures, day) == basis
            ? Prepared
            : Prepare(request, current, day, isAlone: true);

    private static PreparedRelease Prepare(ApplyRelease request, Negotiation negotiation, DateOnly today, bool isAlone)
    {
        var (decision, tally) = ApplyRelease.Decide(request, negotiation, today);
        var events = decision is Decision.Accepted accepted ? SealedEvent.On([.. accepted.New], Write, isAlone) : [];
        return new PreparedRelease(decision, events, tally);

        byte[] Write(Event @event) => request.DataOf(@event.EventId!.Value) ?? EventJson.WriteData(@event);
    }

    // All that a decision depends on beside the request.
    private readonly record struct Known(long Version, int Erasures, DateOnly Today);
}

/// <param name="Tally">What became of each statement.</param>
internal sealed record PreparedRelease(Decision Decision, IReadOnlyList<SealedEvent>? Events, ImportCounts Tally)
    : Prepared(Decision, Events);
